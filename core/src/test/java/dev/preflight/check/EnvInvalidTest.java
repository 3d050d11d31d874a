package dev.preflight.check;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EnvInvalidTest {
    @Test
    void valueOfAnotherTypeIsShownWithAnExample() {
        assertEquals("""
                FAIL  env PORT  not a port number (1 to 65535)  [env.invalid]
                      found   '80a'
                      fix     correct PORT, for example 8080
                """, EnvReports.problems(env("PORT").port(), "PORT", "80a"));
    }

    @Test
    void reasonIsGivenWhereThereIsOne() {
        assertEquals("""
                FAIL  env TIMEOUT  not a duration  [env.invalid]
                      found   '30'
                      why     the unit is missing (ms, s, m, h or d)
                      fix     correct TIMEOUT, for example 30s
                """, EnvReports.problems(env("TIMEOUT").duration(), "TIMEOUT", "30"));
    }

    @Test
    void brokenRuleIsNamed() {
        assertEquals("""
                FAIL  env WORKERS  must be from 1 to 64  [env.invalid]
                      found   '65'
                      fix     correct WORKERS
                """, EnvReports.problems(env("WORKERS").integer().between(1, 64), "WORKERS", "65"));
    }

    @Test
    void declaredExampleGoesBeforeThatOfTheType() {
        assertEquals(
                """
                FAIL  env WORKERS  must be even  [env.invalid]
                      found   '3'
                      fix     correct WORKERS, for example 4
                """,
                EnvReports.problems(
                        env("WORKERS")
                                .integer()
                                .must("be even", n -> n % 2 == 0)
                                .example("4"),
                        "WORKERS",
                        "3"));
    }

    @Test
    void patternIsShown() {
        assertEquals("""
                FAIL  env REGION  must match '[a-z]+-[0-9]'  [env.invalid]
                      found   'eu'
                      fix     correct REGION
                """, EnvReports.problems(env("REGION").matching("[a-z]+-[0-9]"), "REGION", "eu"));
    }

    @Test
    void exceptionOfAParserIsShownInOneLine() {
        assertEquals(
                """
                FAIL  env CRON  not accepted by its parser  [env.invalid]
                      found   'x y'
                      why     IllegalStateException: field 1\\nis wrong, because no star
                      fix     correct CRON
                """,
                EnvReports.problems(
                        env("CRON").parsedBy(text -> {
                            throw new IllegalStateException("field 1\nis wrong", new Exception("no star"));
                        }),
                        "CRON",
                        "x y"));
    }

    @Test
    void parserThatReturnsNullRefuses() {
        assertEquals("""
                FAIL  env CRON  not accepted by its parser  [env.invalid]
                      found   'x'
                      why     the parser returned null
                      fix     correct CRON
                """, EnvReports.problems(env("CRON").parsedBy(text -> null), "CRON", "x"));
    }

    @Test
    void exceptionOfTheParserOfASecretIsDropped() {
        assertEquals(
                """
                FAIL  env CRON  not accepted by its parser  [env.invalid]
                      found   a secret, so it is not shown
                      fix     correct CRON
                """,
                EnvReports.problems(
                        env("CRON")
                                .<String>parsedBy(text -> {
                                    throw new IllegalStateException(
                                            new StringBuilder(text).reverse().toString());
                                })
                                .secret(),
                        "CRON",
                        "hunter2-hunter2"));
    }

    @Test
    void ruleThatThrowsIsACrash() {
        assertEquals(
                "check.crashed",
                EnvReports.code(env("X").must("be one", text -> Integer.parseInt(text) == 1), "X", "hunter2"));
    }

    @Test
    void exceptionOfARuleOfASecretIsDropped() {
        assertEquals(
                """
                FAIL  env KEY  the check itself broke  [check.crashed]
                      why     IllegalStateException, whose message is not shown since it may hold the secret
                      fix     mend the code of the check; it says nothing about what it looks at
                """,
                EnvReports.problems(
                        env("KEY")
                                .must("be one", text -> {
                                    throw new IllegalStateException(
                                            new StringBuilder(text).reverse().toString());
                                })
                                .secret(),
                        "KEY",
                        "hunter2-hunter2"));
    }

    @Test
    void longValueIsCut() {
        assertEquals(
                "FAIL  env PORT  not a port number (1 to 65535)  [env.invalid]\n      found   '" + "7".repeat(120)
                        + "...' (121 characters)\n      why     it is out of range\n"
                        + "      fix     correct PORT, for example 8080\n",
                EnvReports.problems(env("PORT").port(), "PORT", "7".repeat(121)));
    }

    @Test
    void veryLongValueIsCut() {
        assertEquals(
                "FAIL  env PORT  not a port number (1 to 65535)  [env.invalid]\n      found   '" + "x".repeat(120)
                        + "...' (10,000,000 characters)\n      fix     correct PORT, for example 8080\n",
                EnvReports.problems(env("PORT").port(), "PORT", "x".repeat(10_000_000)));
    }
}
