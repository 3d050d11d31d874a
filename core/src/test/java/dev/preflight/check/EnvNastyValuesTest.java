package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.Report;
import dev.preflight.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a variable holds: the report is printable and bounded, and the check says nothing of a crash. */
@Tag("slow")
@Timeout(60)
class EnvNastyValuesTest {
    private static final int LONGEST_REPORT = 5_000;

    static List<EnvVar<?>> types() {
        EnvVar<String> x = env("X");
        List<EnvVar<?>> types = new ArrayList<>(List.of(
                x,
                x.integer(),
                x.longInteger(),
                x.decimal(),
                x.bool(),
                x.port(),
                x.uri(),
                x.uri("redis", "https"),
                x.url(),
                x.duration(),
                x.size(),
                x.path(),
                x.hostAndPort(),
                x.base64(),
                x.oneOf("a", "b"),
                x.oneOf(Phase.class),
                x.listOf(),
                x.listOf(EnvVar::integer),
                x.matching("never"),
                x.must("be refused", text -> false)));
        types.add(x.parsedBy(text -> {
            throw new IllegalArgumentException(text);
        }));
        types.add(x.verbatim().matching("never"));
        return types;
    }

    static Stream<String> values() {
        StringBuilder controls = new StringBuilder("x");
        for (char c = 0; c < 0xa0; c++) {
            controls.append(c);
        }
        return Stream.of(
                controls.toString(),
                "\u001b[2J\u001b[31mred\u001b]0;title\u0007",
                "\ud800",
                "x\udfffy\ud83d",
                "\ud83d\ude00",
                "%s%n%d%x%1$s",
                "${}",
                "${${${",
                "$(x)${y}",
                "\u202eevil\u202c\u2066\u200b\ufeff\u00ad",
                "\u2028\u2029\u0085",
                "a\0b",
                "\0",
                "'",
                "\"\"",
                "x\r",
                ",",
                ",,,,",
                "://",
                "=",
                "password=",
                "http://:@",
                "http://user:@",
                "http://@@@",
                "jdbc:oracle:thin:/@",
                "{}{}",
                "<script>alert(1)</script>",
                "[secret]",
                "-",
                ".",
                "P",
                "[",
                "[]:",
                "\u0130\u0131\u017f\u212a",
                "\udbff\udfff",
                "x".repeat(119) + "\ud83d\ude00",
                "x".repeat(1999) + "\ud83d\ude00" + "x".repeat(200),
                "\u001b".repeat(3_000));
    }

    static Stream<String> hugeValues() {
        int most = 1_000_000;
        return Stream.of(
                "x".repeat(10 * most),
                "7".repeat(most),
                "\ud83d".repeat(10 * most),
                "${".repeat(5 * most),
                "$(A".repeat(most / 3),
                "a,".repeat(most / 2) + "a",
                "1,".repeat(most / 2) + "a",
                "1s".repeat(most / 2),
                "://".repeat(most / 3) + "@",
                "http://a:b@".repeat(most / 11),
                "password=".repeat(most / 9),
                "pwd=x&".repeat(most / 6),
                "password='".repeat(most / 10),
                "password={".repeat(most / 10),
                "=".repeat(most),
                "jdbc:oracle:" + "/".repeat(most) + "@");
    }

    @ParameterizedTest
    @MethodSource("values")
    void reportIsPrintableAndBounded(String value) {
        for (EnvVar<?> type : types()) {
            verify(type, value);
            verify(type.secret(), value);
        }
    }

    @ParameterizedTest
    @MethodSource("hugeValues")
    void reportOfAHugeValueIsPrintableAndBounded(String value) {
        for (EnvVar<?> type : types()) {
            verify(type, value);
        }
        verify(env("X").port().secret(), value);
    }

    private static void verify(EnvVar<?> check, String value) {
        Report report = EnvReports.run(check, "X", value);
        verify(report);
        for (Problem problem : report.results().get(0).problems()) {
            assertNotEquals(Code.CHECK_CRASHED, problem.code(), () -> check.spec() + ": " + report);
        }
    }

    private static void verify(Report report) {
        String text = report.toString();
        assertTrue(text.length() < LONGEST_REPORT, () -> text.length() + " characters");
        String line = text.replace("\n", "");
        assertEquals(line, Printable.escape(line));
        for (Problem problem : report.results().get(0).problems()) {
            assertTrue(problem.facts().size() <= 5, text);
            assertEquals(-1, problem.toString().indexOf('\n'));
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void namesAndFilesAndPropertiesAreNoWayIn(String value) {
        verify(EnvReports.run(env("X").orFile(), "X_FILE", value));
        verify(EnvReports.run(env("X").orFile().secret(), "X_FILE", value));
        verify(EnvReports.run(env("X").orFile(), "CREDENTIALS_DIRECTORY", value));
        verify(EnvReports.run(env("X").deprecates("Y"), "X", value, "Y", "other"));
        verify(EnvReports.run(env("APP_X"), "APP_X" + value, "x", value, "x"));
        Deployment deployment = Deployment.of(Map.of()).properties(Map.of("x", value));
        verify(Preflight.of("app", property("x").port()).against(deployment).run());
    }

    @Test
    void patternThatOverflowsTheStackIsACrashAndNoDeadRun() {
        EnvVar<String> check = env("X").matching("(a|b)*c");
        assertEquals("check.crashed", EnvReports.code(check, "X", "ab".repeat(1_000_000)));
    }
}
