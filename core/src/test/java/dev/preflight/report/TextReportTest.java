package dev.preflight.report;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envSet;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReportTest {
    @Test
    void incidentOfTheDesignReadsInTenSeconds(@TempDir Path srv) throws IOException {
        Files.createDirectory(srv.resolve("config"));
        Files.writeString(srv.resolve("config/app.yml"), "a: b");
        EnvVar<String> password = env("DATABASE_PASSWORD").orFile().secret().describedAs("orders database login");
        Probe<Void> payments = new Backend("payments").needs(env("PAYMENTS_URL"));
        Probe<Void> database = new Backend("orders-db").needs(password);
        Report report = Preflight.of(
                        "orders",
                        password,
                        file("config/app.yaml").yaml(),
                        payments,
                        database,
                        probe("mirror", context -> {
                                    throw Problem.of(Code.PROBE_FAILED, "the mirror is a day old")
                                            .fix("restart the mirror")
                                            .asException();
                                })
                                .warnOnly(),
                        env("SMTP_HOST").onlyIf(envSet("MAIL")))
                .against(Deployment.of(Map.of("DATABASE_PASWORD", "x", "PAYMENTS_URL", "https://payments:8443"))
                        .directory(srv))
                .run();
        assertEquals(("""
                PREFLIGHT FAILED  orders: 3 failed, 1 skipped, 1 warning, 1 not needed here, 1 passed in <time>

                FAIL  env DATABASE_PASSWORD  not set                                              [env.missing]
                      for     orders database login
                      found   DATABASE_PASWORD is set and nobody declared it
                      fix     set DATABASE_PASSWORD, or DATABASE_PASSWORD_FILE to a readable file

                FAIL  file config/app.yaml  not found                                            [file.missing]
                      looked  SRV/config: exists, holds app.yml
                      fix     ship config/app.yaml with the deployment; did you mean app.yml?

                FAIL  backend payments  connection refused                                    [backend.refused]
                      tried   payments:8443: DNS 10.2.0.7 in <time>, TCP refused
                      fix     start payments, or correct PAYMENTS_URL

                SKIP  backend orders-db  needs env DATABASE_PASSWORD

                WARN  probe mirror  the mirror is a day old                                      [probe.failed]
                      fix     restart the mirror""").replace("SRV", srv.toString()), Timeless.text(report));
    }

    @Test
    void allThatPassedIsOneLine() {
        assertEquals(
                "PREFLIGHT PASSED  orders: 2 passed in <time>",
                Timeless.text(run(Map.of("A", "x", "B", "y"), env("A"), env("B"))));
    }

    @Test
    void nothingCheckedIsNotCalledASuccess() {
        assertEquals(
                "PREFLIGHT VERIFIED NOTHING  orders: 1 not needed here in <time>",
                Timeless.text(run(Map.of(), env("A").onlyIf(envSet("B")))));
    }

    @Test
    void skippedChecksStandTogether() {
        EnvVar<String> a = env("A");
        Report report = run(
                Map.of(), probe("p", () -> {}).needs(a), probe("q", () -> {}).needs(a));
        assertEquals("""
                PREFLIGHT FAILED  orders: 1 failed, 2 skipped in <time>

                FAIL  env A  not set                                                              [env.missing]
                      fix     set A

                SKIP  probe p  needs env A
                SKIP  probe q  needs env A""", Timeless.text(report));
    }

    @Test
    void warningsOfAFailedCheckAreWarnings() {
        Report report = run(Map.of(), probe("licence", context -> {
            context.warn(Problem.of(Code.FILE_EXPOSED, "others may read it").fix("chmod 600"));
            throw Problem.of(Code.PROBE_FAILED, "expired").fix("buy one").asException();
        }));
        assertEquals("""
                PREFLIGHT FAILED  orders: 1 failed, 1 warning in <time>

                FAIL  probe licence  expired                                                     [probe.failed]
                      fix     buy one

                WARN  probe licence  others may read it                                          [file.exposed]
                      fix     chmod 600""", Timeless.text(report));
    }

    @Test
    void warningsOfAPassedCheckAreShown() {
        Report report = run(Map.of(), probe("licence", context -> {
            context.warn(Problem.of(Code.PROBE_FAILED, "expires tomorrow"));
            return 1;
        }));
        assertEquals("""
                PREFLIGHT PASSED  orders: 1 warning in <time>

                WARN  probe licence  expires tomorrow                                            [probe.failed]""", Timeless.text(report));
    }

    @Test
    void textOfOthersIsEscapedAndBounded() {
        Report report = run(Map.of(), probe("p", context -> {
            throw Problem.of(Code.PROBE_FAILED, "\u001b[31mred\nFAIL  env FORGED")
                    .found("x".repeat(100_000))
                    .asException();
        }));
        assertEquals(4, report.toString().lines().count());
        assertTrue(report.toString().contains("FAIL  probe p  \\u001b[31mred\\nFAIL  env FORGED"));
        assertTrue(report.toString().length() < 1_300);
    }

    @Test
    void manyFactsAreCutAndTheRemedyStays() {
        Problem problem = Problem.of(Code.PROBE_FAILED, "too much");
        for (int i = 1; i <= 40; i++) {
            problem = problem.fact("line", "number " + i);
        }
        Problem full = problem.fix("less");
        List<Fact> facts = run(Map.of(), probe("p", () -> {
                    throw full.asException();
                }))
                .results()
                .get(0)
                .problems()
                .get(0)
                .facts();
        assertEquals(20, facts.size());
        assertEquals(Fact.of("line", "number 18"), facts.get(17));
        assertEquals(Fact.of("", "and 22 more lines"), facts.get(18));
        assertEquals(Fact.of("fix", "less"), facts.get(19));
    }

    @Test
    void longLabelsAndLongSubjectsKeepTheirDistance() {
        Report report = run(Map.of(), probe("p".repeat(90), () -> {
            throw Problem.of(Code.PROBE_FAILED, "no")
                    .fact("expected", "a")
                    .fact("", "b")
                    .asException();
        }));
        assertEquals("""
                PREFLIGHT FAILED  orders: 1 failed in <time>

                FAIL  probe NAME  no  [probe.failed]
                      expected a
                              b""".replace("NAME", "p".repeat(90)), Timeless.text(report));
    }

    @Test
    void verdictsHaveTheirHeadlines() {
        assertEquals("PREFLIGHT NOT ENFORCED  x:  in 1.5 s", TextReport.headline(empty(Verdict.NOT_ENFORCED)));
        assertEquals("PREFLIGHT PASSED  x:  in 1.5 s", TextReport.headline(empty(Verdict.PASSED)));
    }

    private static Report empty(Verdict verdict) {
        return ReportBuilder.report("x", verdict, List.of(), List.of(), Duration.ofMillis(1_500));
    }

    private static Report run(Map<String, String> environment, Check<?>... checks) {
        return Preflight.of("orders", checks)
                .against(Deployment.of(environment))
                .run();
    }

    /** A backend as somebody outside the library may write one. */
    private static final class Backend extends Probe<Void> {
        Backend(String name) {
            this(name, Settings.online());
        }

        private Backend(String name, Settings settings) {
            super("backend", name, settings);
        }

        @Override
        protected Void verify(ProbeContext context) throws IOException {
            context.target("payments:8443");
            context.trying("DNS");
            context.held("10.2.0.7");
            context.trying("TCP");
            throw new ConnectException("Connection refused");
        }

        @Override
        public Backend with(Settings changed) {
            return new Backend(name(), changed);
        }
    }
}
