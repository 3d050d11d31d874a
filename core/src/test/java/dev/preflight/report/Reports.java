package dev.preflight.report;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.envSet;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.probe;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.service;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Evidence;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports for the tests of the formats: by a run where a run can make them, else by hand. */
final class Reports {
    /** Where reports come from whose texts are compared. */
    static final Origin ORIGIN = new Origin("2026-12-01T08:00:00Z", "web-1", "1.4.2", "0.1.0");

    /** What means something in one format or another, or shows as nothing. */
    static final List<String> HOSTILE = List.of(
            "::error::forged",
            "100% of %0A, %25",
            "a|b\\|c\\",
            "`code` and ``more`` ```\u0060",
            " leading and trailing ",
            "<script>alert('x')</script> & \"quotes\" &amp; ]]> -->",
            "@octocat see #1, GH-1 and https://example.com/?a=b or www.example.com",
            "**bold** _it_ ~~no~~ [x](y) ![z](w) $x$ :smile: - [ ] 1. > # h",
            "# SKIP # TODO \\# not ok 1",
            "--- ... : {a: b} - [c] !tag &anchor *alias",
            "{} {0} ${jndi:ldap://x} %s",
            "f\u00fcr \u65e5\u672c \ud83d\ude80",
            "\\n \\u0041 \\");

    /** What has to be escaped by all formats, and how it reads then. */
    static final Map<String, String> INVISIBLE = Map.of(
            "two\nlines\r\n\tthree", "two\\nlines\\r\\n\\tthree",
            "\u001b[31mred\u0000\u007f\u009b", "\\u001b[31mred\\u0000\\u007f\\u009b",
            "lone \ud800 and \udc00", "lone \\ud800 and \\udc00",
            "\u202edesrever\u200b\ufeff", "\\u202edesrever\\u200b\\ufeff",
            "none \ufffe \uffff \ue000", "none \\ufffe \\uffff \\ue000",
            "tag \udb40\udc41", "tag \\udb40\\udc41",
            "line\u2028paragraph\u2029\u00a0", "line\\u2028paragraph\\u2029\\u00a0");

    /** Made once, for those who want it. */
    private static final class Many {
        static final Report REPORT = manyFailures();
    }

    private Reports() {}

    /** One of everything, as it may happen, with fixed times. */
    static Report representative() {
        Check<?> password = env("DATABASE_PASSWORD").orFile().secret().describedAs("orders database login");
        Check<?> cache = service("cache", env("REDIS_URL").uri("redis")).describedAs("sessions");
        List<CheckResult> results = List.of(
                passed(env("PORT").port(), 0),
                failed(
                        password,
                        Problem.of(Code.ENV_MISSING, "not set")
                                .fact("for", "orders database login")
                                .found("DATABASE_PASWORD is set and nobody declared it")
                                .fix("set DATABASE_PASSWORD, or DATABASE_PASSWORD_FILE to a readable file")),
                failed(
                        file("config/app.yaml"),
                        Problem.of(Code.FILE_MISSING, "not found")
                                .fact("looked", "/srv/orders/config: exists, holds app.yml, logback.xml")
                                .fix("ship config/app.yaml with the deployment; did you mean app.yml?"),
                        Problem.of(Code.FILE_EXPOSED, "its directory may be read by others")),
                ReportBuilder.result(
                        http("payments", "https://payments:8443"),
                        Outcome.FAILED,
                        List.of(Problem.of(Code.BACKEND_REFUSED, "connection refused")
                                .fact("tried", "payments:8443: DNS 10.2.0.7 in 3 ms, TCP refused")
                                .fact("", "4 attempts in 20 s")
                                .fix("start payments, or correct PAYMENTS_URL")),
                        "",
                        Duration.ofMillis(20_040),
                        4,
                        List.of(Rung.of("DNS", "10.2.0.7", Duration.ofMillis(3)))),
                ReportBuilder.result(
                        service("queue", "amqps://queue"),
                        Outcome.FAILED,
                        List.of(Problem.of(Code.BACKEND_TIMEOUT, "no answer in 3 s")
                                .fact("tried", "queue:5671: DNS 10.2.0.8 in 2 ms, TCP in 1 ms, TLS no answer")
                                .fix("see whether queue is overloaded, or declare a longer timeout")),
                        "",
                        Duration.ofMillis(3_004),
                        1,
                        List.of(
                                Rung.of("DNS", "10.2.0.8", Duration.ofMillis(2)),
                                Rung.of("TCP", "", Duration.ofMillis(1)))),
                ReportBuilder.result(
                        probe("migration", () -> {}),
                        Outcome.FAILED,
                        List.of(Problem.of(Code.CHECK_CRASHED, "the check broke: NullPointerException")
                                .fact("at", "com.example.Migration.version(Migration.java:12)")),
                        "",
                        Duration.ofMillis(7),
                        1,
                        List.of()),
                untried(service("orders-db", "postgresql://db/orders"), Outcome.SKIPPED, "needs env DATABASE_PASSWORD"),
                untried(env("SMTP_HOST"), Outcome.INACTIVE, "only if MAIL_MODE is smtp"),
                ReportBuilder.result(
                        probe("mirror", () -> {}).warnOnly(),
                        Outcome.WARNED,
                        List.of(Problem.of(Code.PROBE_FAILED, "the mirror is a day old")
                                .fix("restart the mirror")),
                        "",
                        Duration.ofMillis(12),
                        1,
                        List.of()),
                ReportBuilder.result(
                        cache,
                        Outcome.PASSED,
                        List.of(),
                        "",
                        Duration.ofMillis(1_250),
                        2,
                        List.of(
                                Rung.of("DNS", "10.2.0.9", Duration.ofMillis(4)),
                                Rung.of("TCP", "", Duration.ofMillis(1)),
                                Rung.of("greeting", "Redis 7.2", Duration.ofMillis(20)))),
                ReportBuilder.result(
                        probe("licence", () -> {}),
                        Outcome.PASSED,
                        List.of(Problem.of(Code.PROBE_FAILED, "expires in 3 days")
                                .fix("ask licences@example.com for a new one")),
                        "",
                        Duration.ofMillis(2),
                        1,
                        List.of()));
        Problem notice = Problem.of(Code.OPERATOR_WARN_ONLY, "PREFLIGHT_WARN_ONLY is in force")
                .found("only a warning: probe mirror")
                .fix("unset PREFLIGHT_WARN_ONLY as soon as the cause is mended");
        return ReportBuilder.report("orders", Verdict.FAILED, results, List.of(notice), Duration.ofMillis(20_100));
    }

    /** Each verdict and each outcome, by a run. */
    static Map<String, Report> ofRuns() {
        Map<String, Report> reports = new LinkedHashMap<>();
        reports.put("passed", run(Map.of("A", "x"), env("A")));
        reports.put("failed", run(Map.of("B", "x"), env("A"), env("B")));
        reports.put("skipped", run(Map.of(), probe("p", () -> {}).needs(env("A"))));
        reports.put("crashed", run(Map.of(), probe("p", () -> {
            throw new IllegalStateException("x");
        })));
        reports.put("warnings", run(Map.of("A", "x"), env("A"), env("B").warnOnly(), probe("p", context -> {
            context.warn(Problem.of(Code.PROBE_FAILED, "expires tomorrow"));
            return 1;
        })));
        reports.put("inactive", run(Map.of("A", "x"), env("A"), env("B").onlyIf(envEquals("C", "d"))));
        reports.put(
                "provided",
                Preflight.of("orders", env("A").orElse("x"), env("B"))
                        .against(Deployment.planned())
                        .run());
        reports.put("not enforced", run(Map.of("PREFLIGHT", "warn", "A", "x"), env("A"), env("B")));
        reports.put("nothing enforced", run(Map.of("PREFLIGHT", "warn"), env("B")));
        reports.putAll(ofNothing());
        return reports;
    }

    /** Runs that verified nothing. */
    static Map<String, Report> ofNothing() {
        Map<String, Report> reports = new LinkedHashMap<>();
        reports.put("off", run(Map.of("PREFLIGHT", "off"), env("A")));
        reports.put("nothing needed", run(Map.of(), env("A").onlyIf(envSet("B"))));
        reports.put("only warned", run(Map.of(), env("A").warnOnly()));
        return reports;
    }

    /** Reports that no run makes, but a program may. */
    static Map<String, Report> byHand() {
        Map<String, Report> reports = new LinkedHashMap<>();
        reports.put("empty", ReportBuilder.report("", Verdict.PASSED, List.of(), List.of(), Duration.ZERO));
        reports.put("empty and failed", ReportBuilder.report("x", Verdict.FAILED, List.of(), List.of(), Duration.ZERO));
        reports.put("failed without a failure", report(Verdict.FAILED, passed(env("A"), 1)));
        reports.put("failed without a problem", report(Verdict.FAILED, failed(env("A"))));
        reports.put(
                "warned without a problem",
                report(
                        Verdict.PASSED,
                        ReportBuilder.result(env("A"), Outcome.WARNED, List.of(), "", Duration.ZERO, 1, List.of())));
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        Rung rung = Rung.of("DNS", "", endless);
        reports.put(
                "endless",
                ReportBuilder.report(
                        "x",
                        Verdict.PASSED,
                        List.of(ReportBuilder.result(
                                env("A"), Outcome.PASSED, List.of(), "", endless, -1, List.of(rung))),
                        List.of(),
                        Duration.ofSeconds(-5)));
        reports.put("twice", report(Verdict.FAILED, passed(env("A"), 1), failed(env("A"), problem("x"))));
        return reports;
    }

    /** A report whose texts are all the same. */
    static Report saying(String text) {
        Problem problem = Problem.of(
                Code.PROBE_FAILED, text, List.of(Fact.of(text, text), Fact.of("", text), Fact.of("fix", text)));
        Rung rung = Rung.of(text, text, Duration.ofMillis(1));
        return ReportBuilder.report(
                text,
                Verdict.FAILED,
                List.of(
                        ReportBuilder.result(
                                probe("a|b `c` <d> # SKIP %, ::\"e\" \\ @f", () -> {}),
                                Outcome.FAILED,
                                List.of(problem, problem),
                                text,
                                Duration.ofMillis(2),
                                1,
                                List.of(rung),
                                new Evidence(text, 1, "")),
                        ReportBuilder.result(
                                probe("p", () -> {}),
                                Outcome.WARNED,
                                List.of(problem),
                                "",
                                Duration.ZERO,
                                1,
                                List.of()),
                        untried(env("S"), Outcome.SKIPPED, text),
                        untried(env("I"), Outcome.INACTIVE, text),
                        ReportBuilder.result(
                                env("P"), Outcome.PASSED, List.of(), "", Duration.ZERO, 1, List.of(rung, rung))),
                List.of(problem),
                Duration.ofMillis(3));
    }

    static List<Report> hostile() {
        List<Report> reports = new ArrayList<>();
        HOSTILE.forEach(text -> reports.add(saying(text)));
        INVISIBLE.keySet().forEach(text -> reports.add(saying(text)));
        return reports;
    }

    /** Ten thousand failures, and as many warnings. */
    static Report tenThousandFailures() {
        return Many.REPORT;
    }

    private static Report manyFailures() {
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            results.add(failed(env("VARIABLE_" + i), problem("not set")));
        }
        for (int i = 0; i < 10_000; i++) {
            results.add(ReportBuilder.result(
                    probe("p" + i, () -> {}),
                    Outcome.WARNED,
                    List.of(problem("f\u00fcr nichts")),
                    "",
                    Duration.ZERO,
                    1,
                    List.of()));
        }
        return ReportBuilder.report("orders", Verdict.FAILED, results, List.of(), Duration.ofMillis(5));
    }

    /** All of them but the long one. */
    static List<Report> all() {
        List<Report> all = new ArrayList<>(List.of(representative()));
        all.addAll(ofRuns().values());
        all.addAll(byHand().values());
        all.addAll(hostile());
        return all;
    }

    static String written(ReportFormat format, Report report) {
        StringBuilder out = new StringBuilder();
        try {
            format.write(report, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    static Report report(Verdict verdict, CheckResult... results) {
        return ReportBuilder.report("x", verdict, List.of(results), List.of(), Duration.ofMillis(1));
    }

    static CheckResult passed(Check<?> check, long millis) {
        return ReportBuilder.result(check, Outcome.PASSED, List.of(), "", Duration.ofMillis(millis), 1, List.of());
    }

    static CheckResult failed(Check<?> check, Problem... problems) {
        return ReportBuilder.result(check, Outcome.FAILED, List.of(problems), "", Duration.ofMillis(1), 1, List.of());
    }

    static Problem problem(String summary) {
        return Problem.of(Code.ENV_MISSING, summary).fix("set it");
    }

    private static CheckResult untried(Check<?> check, Outcome outcome, String reason) {
        return ReportBuilder.result(check, outcome, List.of(), reason, Duration.ZERO, 0, List.of());
    }

    static Report run(Map<String, String> environment, Check<?>... checks) {
        return Preflight.of("orders", checks)
                .against(Deployment.of(environment))
                .run();
    }
}
