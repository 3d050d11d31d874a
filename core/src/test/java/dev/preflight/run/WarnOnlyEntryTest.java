package dev.preflight.run;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.Report;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code PREFLIGHT_WARN_ONLY=cache@2026-12-31:migration}. */
class WarnOnlyEntryTest {
    private static final EnvVar<String> CACHE = env("CACHE");

    private static OperatorSwitches operator(String entries, String now, Check<?>... checks) {
        return new OperatorSwitches(
                CheckOrder.of("orders", checks),
                Deployment.of(Map.of("PREFLIGHT_WARN_ONLY", entries)),
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private static Problem only(OperatorSwitches operator) {
        assertEquals(1, operator.notices().size(), operator.notices()::toString);
        return operator.notices().get(0);
    }

    @Test
    void entryCountsUntilTheEndOfItsLastDay() {
        OperatorSwitches operator = operator("CACHE@2026-12-31:migration", "2026-12-31T23:59:59Z", CACHE);

        assertTrue(operator.silences(CACHE));
        assertEquals(
                Problem.of(Code.OPERATOR_WARN_ONLY, "PREFLIGHT_WARN_ONLY is in force")
                        .found("only a warning: env CACHE (until 2026-12-31, migration)")
                        .fix("unset PREFLIGHT_WARN_ONLY as soon as the cause is mended"),
                only(operator));
    }

    @Test
    void entryPastItsDateNoLongerCounts() {
        OperatorSwitches operator = operator("CACHE@2026-12-31:migration", "2027-01-01T00:00:00Z", CACHE);

        assertFalse(operator.silences(CACHE));
        assertEquals(
                Problem.of(Code.OPERATOR_EXPIRED, "PREFLIGHT_WARN_ONLY names a check past its date")
                        .found("env CACHE, until 2026-12-31, migration, is enforced again")
                        .fix("mend the cause and take it out of PREFLIGHT_WARN_ONLY, or set a later date"),
                only(operator));
    }

    @Test
    void reasonMayBeLeftOut() {
        OperatorSwitches operator = operator("env CACHE@2026-12-31", "2026-11-25T12:00:00Z", CACHE);

        assertTrue(operator.silences(CACHE));
        assertEquals(
                "only a warning: env CACHE (until 2026-12-31)",
                only(operator).facts().get(0).text());
    }

    @Test
    void dateThatIsNoneSilencesNothing() {
        for (String entry : List.of(
                "CACHE@tomorrow",
                "CACHE@2026-02-30:x",
                "CACHE@31.12.2026",
                "CACHE@",
                "CACHE@ ",
                "CACHE@:migration",
                "CACHE@2026-12-31T00:00:migration")) {
            OperatorSwitches operator = operator(entry, "2026-01-01T00:00:00Z", CACHE);

            assertFalse(operator.silences(CACHE), entry);
            assertEquals(
                    Problem.of(Code.OPERATOR_INVALID_DATE, "PREFLIGHT_WARN_ONLY has a date that is none")
                            .found("'" + entry.strip() + "', so env CACHE is enforced")
                            .fix("write the last day as in CACHE@2026-12-31:reason"),
                    only(operator));
        }
    }

    @Test
    void reasonMayHoldTheSignToo() {
        OperatorSwitches operator = operator("CACHE@2026-12-31:ask ops@example.com", "2026-01-01T00:00:00Z", CACHE);
        assertTrue(operator.silences(CACHE));
        assertEquals(
                "only a warning: env CACHE (until 2026-12-31, ask ops@example.com)",
                only(operator).facts().get(0).text());
    }

    @Test
    void checkMayBeCalledLikeAnEntryWithADate() {
        Check<?> odd = Checks.probe("cache@2020-01-01", () -> {});
        OperatorSwitches operator = operator("cache@2020-01-01", "2026-01-01T00:00:00Z", odd);

        assertTrue(operator.silences(odd));
    }

    @Test
    void unknownNameIsToldWithoutItsDate() {
        OperatorSwitches operator = operator("CASHE@2026-12-31:migration", "2026-01-01T00:00:00Z", CACHE);

        assertEquals(
                Problem.of(Code.OPERATOR_UNKNOWN_CHECK, "PREFLIGHT_WARN_ONLY names a check that is not there")
                        .found("'CASHE'")
                        .fix("correct the name; did you mean CACHE?"),
                only(operator));
    }

    @Test
    void boundedReportEndsAllTheSame() {
        Report report = Preflight.of("orders", CACHE)
                .against(Deployment.of(Map.of("PREFLIGHT_WARN_ONLY", "CACHE@2020-01-01:" + "x".repeat(10_000))))
                .run();

        assertEquals(78, report.exitCode());
        assertTrue(report.toString().length() < 2_000);
    }
}
