package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What templates have in place of values. */
class PlaceholderTest {
    private static String outcome(Check<?> check, String value) {
        CheckResult result = EnvReports.run(check, "X", value).results().get(0);
        return result.outcome()
                + (result.problems().isEmpty()
                        ? ""
                        : " " + result.problems().get(0).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<password>",
                "<your db host>",
                "<DB_PASSWORD>",
                "{{ pw }}",
                "{{pw}}",
                "{{ .Values.password }}",
                "@x@",
                "@db.password@",
                "changeme",
                "CHANGE_ME",
                "dummy",
                "TODO",
                "xxxx"
            })
    void failsInASecretAndWarnsInEveryOtherText(String value) {
        assertEquals("FAILED env.placeholder", outcome(env("X").secret(), value));
        assertEquals("PASSED env.placeholder", outcome(env("X"), value));
        assertEquals("PASSED env.placeholder", outcome(env("X").listOf(), value));
        assertEquals("PASSED env.placeholder", outcome(env("X").matching(".*"), value));
        assertEquals("PASSED", outcome(env("X").verbatim(), value));
    }

    @Test
    void aReferenceThatNothingExpandedFailsEverywhere() {
        assertEquals("FAILED env.unexpanded", outcome(env("X").secret(), "${X}"));
        assertEquals("FAILED env.unexpanded", outcome(env("X"), "a${X}b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api-{{ stage }}.example.com/",
                "jdbc:postgresql://@db.host@:5432/orders",
                "redis://:changeme@cache:6379",
                "jdbc:postgresql://db/orders?user=orders&password=<password>",
                "postgresql://orders:dummy@db/orders"
            })
    void aPartThatIsOneIsAWarning(String value) {
        assertEquals("PASSED env.placeholder", outcome(env("X"), value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nullable",
                "dummy-7",
                "<a href='x'>",
                "<noreply@example.com>",
                "a < b > c",
                "ops@example.com",
                "@everyone",
                "a@b@c",
                "{}",
                "{\"a\": {\"b\": 1}}",
                "https://user:Zq7Wv9@host/todo",
                "x",
                "xx",
                "--",
                "level=todo"
            })
    void otherTextsAreNone(String value) {
        assertEquals("PASSED", outcome(env("X"), value));
    }

    @Test
    void wordsThatTheDeclarationAllowsAreMeantSo() {
        assertEquals("PASSED", outcome(env("X").oneOf("todo", "done"), "todo"));
    }

    @Test
    void secretsWithAPartThatMayBeOneAreAWarning() {
        assertEquals("PASSED env.placeholder", outcome(env("X").secret(), "a{{b}}c"));
    }

    @Test
    void defaultsOfSecretsAreLookedAtToo() {
        for (String fallback : List.of("changeme", "<password>", "dummy", "{{ pw }}")) {
            EnvVar<String> password = env("X").orFile().secret().orElse(fallback);
            assertEquals("""
                    FAIL  env X  not set, and its default is a placeholder  [env.placeholder]
                          fix     set X, or X_FILE to a readable file
                    """, EnvReports.problems(password));
            assertEquals("PASSED", outcome(password, "hunter2"));
        }
        assertEquals("", EnvReports.problems(env("X").secret().orElse("sesame")));
        assertEquals("", EnvReports.problems(env("X").orElse("null")));
    }

    @Test
    void theWarningSaysWhatToDo() {
        assertEquals("""
                WARN  env X  looks like a placeholder, or holds one  [env.placeholder]
                      found   '<host>'
                      fix     put the real value into X; if the value is meant so, declare it verbatim()
                """, EnvReports.problems(env("X"), "X", "<host>"));
        Report report = Preflight.of("app", property("x"))
                .against(Deployment.of(Map.of()).properties(Map.of("x", "@x@")))
                .run();
        assertTrue(report.toString().contains("put the real value into x"), report::toString);
    }
}
