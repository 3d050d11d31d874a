package dev.preflight.check;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvMissingTest {
    @Test
    void absentVariableIsMissing() {
        assertEquals("""
                FAIL  env API_KEY  not set  [env.missing]
                      fix     set API_KEY
                """, EnvReports.problems(env("API_KEY")));
    }

    @Test
    void typeAndExampleStandInTheRemedy() {
        assertEquals("""
                FAIL  env PORT  not set  [env.missing]
                      fix     set PORT to a port number (1 to 65535), for example 8080
                """, EnvReports.problems(env("PORT").port()));
    }

    @Test
    void declaredExampleAndDescriptionAreShown() {
        assertEquals(
                """
                FAIL  env DATABASE_URL  not set  [env.missing]
                      for     orders database
                      fix     set DATABASE_URL, for example jdbc:postgresql://db/orders
                """,
                EnvReports.problems(
                        env("DATABASE_URL").describedAs("orders database").example("jdbc:postgresql://db/orders")));
    }

    @Test
    void exampleStandsBesideTheValueAndNotBesideTheFile() {
        assertEquals("""
                FAIL  env PORT  not set  [env.missing]
                      fix     set PORT to a port number (1 to 65535), for example 8080, or PORT_FILE to a readable file
                """, EnvReports.problems(env("PORT").port().orFile()));
    }

    @Test
    void secretHasNoExampleButTheDeclaredOne() {
        assertEquals("""
                FAIL  env PIN  not set  [env.missing]
                      fix     set PIN to an integer
                """, EnvReports.problems(env("PIN").integer().secret()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\n", "\r\n", " \u2003 "})
    void blankValueCountsAsMissing(String blank) {
        assertEquals("""
                FAIL  env API_KEY  set but blank  [env.blank]
                      found   API_KEY is empty or only white space, which counts as missing
                      fix     set API_KEY
                """, EnvReports.problems(env("API_KEY"), "API_KEY", blank));
    }

    @Test
    void blankFileVariableIsNamed() {
        assertEquals("""
                FAIL  env API_KEY  set but blank  [env.blank]
                      found   API_KEY_FILE is empty or only white space, which counts as missing
                      fix     set API_KEY, or API_KEY_FILE to a readable file
                """, EnvReports.problems(env("API_KEY").orFile(), "API_KEY_FILE", " "));
    }

    @Test
    void blankOldNameIsNamed() {
        assertEquals("""
                FAIL  env API_KEY  set but blank  [env.blank]
                      found   APIKEY is empty or only white space, which counts as missing
                      fix     set API_KEY
                """, EnvReports.problems(env("API_KEY").deprecates("APIKEY"), "APIKEY", ""));
    }

    @Test
    void nearMissIsNamed() {
        assertEquals("""
                FAIL  env DATABASE_PASSWORD  not set  [env.missing]
                      found   DATABSE_PASSWORD is set and nobody declared it
                      fix     set DATABASE_PASSWORD
                """, EnvReports.problems(env("DATABASE_PASSWORD"), "DATABSE_PASSWORD", "x", "HOME", "/root"));
    }

    @Test
    void nameInAnotherCaseIsCalledSo() {
        assertEquals("""
                FAIL  env API_KEY  not set  [env.missing]
                      found   api_key is set and nobody declared it: upper and lower case matter
                      fix     set API_KEY
                """, EnvReports.problems(env("API_KEY"), "api_key", "x"));
    }

    @Test
    void threeNearMissesAtMostAreNamedTheNearestFirst() {
        assertEquals(
                """
                FAIL  env ORDERS_URL  not set  [env.missing]
                      found   ORDERS-URL, orders_url and ORDERS_URI are set and nobody declared them
                      fix     set ORDERS_URL
                """,
                EnvReports.problems(
                        env("ORDERS_URL"),
                        "ORDER_URL2",
                        "x",
                        "ORDERS_URLS",
                        "x",
                        "orders_url",
                        "x",
                        "ORDERS_URI",
                        "x",
                        "ORDERS-URL",
                        "x"));
    }

    @Test
    void declaredNamesAreNoNearMisses() {
        EnvVar<String> one = env("SERVICE_A").orFile();
        EnvVar<String> two = env("SERVICE_B").deprecates("SERVICE_D").orFile();
        Report report = Preflight.of("app", env("SERVICE_C"), one, two)
                .against(Deployment.of(EnvReports.map(
                        "SERVICE_A", "x", "SERVICE_D_FILE", "/no", "SERVICE_B_FILE", "/no", "SERVICE_D", "")))
                .run();
        assertEquals(
                "[Fact[label=fix, text=set SERVICE_C]]",
                report.results().get(0).problems().get(0).facts().toString());
    }

    @Test
    void fileVariableOfACheckThatTakesNoFileIsNamed() {
        assertEquals("""
                FAIL  env DATABASE_PASSWORD  not set  [env.missing]
                      found   DATABASE_PASSWORD_FILE is set, and this variable is not declared orFile()
                      fix     set DATABASE_PASSWORD
                """, EnvReports.problems(env("DATABASE_PASSWORD"), "DATABASE_PASSWORD_FILE", "/run/secrets/pw"));
    }

    @Test
    void nameWithTerminalEscapesIsShownEscaped() {
        assertEquals("""
                FAIL  env API_KEY  not set  [env.missing]
                      found   API_KEY\\u001b is set and nobody declared it
                      fix     set API_KEY
                """, EnvReports.problems(env("API_KEY"), "API_KEY\u001b", "x"));
    }
}
