package dev.preflight.check;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvTrapsTest {
    private static final EnvVar<String> HOST = env("HOST");

    @Test
    void quotesOfAnEnvFileAreRefused() {
        assertEquals("""
                FAIL  env HOST  has quotes around its value  [env.quoted]
                      found   '"db"'
                      fix     take the quotes off HOST; docker --env-file keeps them; if the value is meant so, declare it verbatim()
                """, EnvReports.problems(HOST, "HOST", "\"db\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'db'", "\"\"", "''", "\"it's\""})
    void everyPairOfQuotesIsRefused(String value) {
        assertEquals("env.quoted", EnvReports.code(HOST, "HOST", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's", "\"", "'", "\"db'", "\"db", "db\"", "say \"hi\"", "d'b"})
    void quotesThatAreNoPairAroundTheValuePass(String value) {
        assertEquals(value, EnvReports.value(HOST, "HOST", value));
    }

    @Test
    void lineBreakAtTheEndIsRefused() {
        assertEquals("""
                FAIL  env HOST  ends in a line break  [env.line-break]
                      found   'db\\n'
                      fix     take the line break off the end of HOST; if the value is meant so, declare it verbatim()
                """, EnvReports.problems(HOST, "HOST", "db\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db\r", "db\r\n", "db\n\n", "\"db\"\r"})
    void everyKindOfLineBreakAtTheEndIsRefused(String value) {
        assertEquals("env.line-break", EnvReports.code(HOST, "HOST", value));
    }

    @Test
    void lineBreakInsideAValuePasses() {
        assertEquals("a\nb", EnvReports.value(HOST, "HOST", "a\nb"));
    }

    @Test
    void unexpandedReferenceIsRefused() {
        assertEquals("""
                FAIL  env HOST  holds a reference that nothing expanded  [env.unexpanded]
                      found   '${DB_HOST:-db}'
                      fix     write the value itself into HOST, or let the deployment expand it; if the value is meant so, declare it verbatim()
                """, EnvReports.problems(HOST, "HOST", "http://${DB_HOST:-db}/x}"));
    }

    @Test
    void unexpandedReferenceOfKubernetesIsRefused() {
        assertEquals("""
                FAIL  env HOST  holds a reference that nothing expanded  [env.unexpanded]
                      found   '$(DB_HOST)'
                      fix     write the value itself into HOST, or let the deployment expand it; if the value is meant so, declare it verbatim()
                """, EnvReports.problems(HOST, "HOST", "$a$(b c)-$(DB_HOST):80"));
    }

    @Test
    void unexpandedReferenceInTheUserInfoOfAUrlIsShown() {
        assertEquals(
                """
                FAIL  env DATABASE_URL  holds a reference that nothing expanded  [env.unexpanded]
                      found   '${DB_PASSWORD}'
                      fix     write the value itself into DATABASE_URL, or let the deployment expand it; if the value is meant so, declare it verbatim()
                """,
                EnvReports.problems(env("DATABASE_URL"), "DATABASE_URL", "postgresql://orders:${DB_PASSWORD}@db/shop"));
    }

    @Test
    void unexpandedReferenceInASecretIsNotShown() {
        assertEquals("""
                FAIL  env HOST  holds a reference that nothing expanded  [env.unexpanded]
                      fix     write the value itself into HOST, or let the deployment expand it; if the value is meant so, declare it verbatim()
                """, EnvReports.problems(HOST.secret(), "HOST", "${PEPPER}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$", "$$", "$HOST", "5$", "${", "${HOST", "$(", "$()", "$(HOST", "$(a b)", "}${", "{HOST}", "$1"
            })
    void dollarsThatAreNoReferencePass(String value) {
        assertEquals(value, EnvReports.value(HOST, "HOST", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"db\"", "db\n", "db\r\n", "${HOST}", "$(HOST)", "''"})
    void verbatimTakesEveryTrapAsItIs(String value) {
        assertEquals(value, EnvReports.value(HOST.verbatim(), "HOST", value));
    }

    @Test
    void blankStaysMissingForVerbatim() {
        assertEquals("env.blank", EnvReports.code(HOST.verbatim(), "HOST", "\n"));
    }

    @Test
    void placeholderInASecretIsRefused() {
        assertEquals("""
                FAIL  env API_KEY  still holds a placeholder  [env.placeholder]
                      fix     put the real secret into API_KEY
                """, EnvReports.problems(env("API_KEY").secret(), "API_KEY", "changeme"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHANGEME",
                "change-me",
                "<change_me>",
                "TODO",
                "todo",
                "{{ TODO }}",
                "xxxx",
                "***",
                "<your-password>",
                "[placeholder]",
                "your api key here",
                "null",
                "REPLACE_ME"
            })
    void everyUsualPlaceholderIsRefused(String value) {
        assertEquals("env.placeholder", EnvReports.code(env("API_KEY").secret(), "API_KEY", value));
        assertEquals("env.placeholder", EnvReports.code(env("API_KEY").secret().verbatim(), "API_KEY", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"changeme1", "xx", "**", "<>", "-", "todos", "xyx", "hunter2", "mastodon", "nullable"})
    void secretThatOnlyResemblesAPlaceholderPasses(String value) {
        assertEquals(value, EnvReports.value(env("API_KEY").secret(), "API_KEY", value));
    }

    @Test
    void placeholderPassesWhereNothingIsSecret() {
        assertEquals("changeme", EnvReports.value(HOST, "HOST", "changeme"));
    }

    @Test
    void wrongCaseOfAValueIsCalledSo() {
        assertEquals("""
                FAIL  env LEVEL  differs in upper and lower case from an allowed value  [env.wrong-case]
                      found   'Info'
                      fix     set LEVEL to info
                """, EnvReports.problems(env("LEVEL").oneOf("debug", "info"), "LEVEL", "Info"));
    }

    @Test
    void wrongCaseOfAConstantIsCalledSo() {
        assertEquals("""
                FAIL  env PHASE  differs in upper and lower case from an allowed value  [env.wrong-case]
                      found   'online'
                      fix     set PHASE to ONLINE
                """, EnvReports.problems(env("PHASE").oneOf(Phase.class), "PHASE", "online"));
    }

    @Test
    void wrongCaseOfASecretShowsNeitherWord() {
        assertEquals(
                """
                FAIL  env LEVEL  differs in upper and lower case from an allowed value  [env.wrong-case]
                      found   a secret, so it is not shown
                      fix     set LEVEL to the same in the right case
                """, EnvReports.problems(env("LEVEL").oneOf("debug", "info").secret(), "LEVEL", "Info"));
    }
}
