package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Leaks;
import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** One check of a server that does something wrong, and all that is promised of it whatever that is. */
final class FaultyCell {
    /** The password in the URL; it says nothing, so that it is found where it stands. */
    static final String SECRET = "Zq7xW9kLm2Vb";

    private static final long GRACE_MILLIS = 100;

    private FaultyCell() {}

    /**
     * Runs a check, and demands that it fails with one of some codes, in its time and a tenth of a second, that no
     * thread of it stays, and that the secret is in nothing that comes out.
     */
    static void assertFails(Set<Code> expected, Service check, Duration timeout) throws InterruptedException {
        Preflight suite = Preflight.of("test", check).against(Deployment.of(Map.of()));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Report report;
        long millis;
        // Tests of what hangs for ever leave threads behind.
        Leftovers before = Leftovers.before();
        try {
            System.setOut(both);
            System.setErr(both);
            long start = System.nanoTime();
            report = suite.run();
            millis = (System.nanoTime() - start) / 1_000_000;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        CheckResult result = report.results().get(0);
        assertEquals(Outcome.FAILED, result.outcome(), report::toString);
        assertTrue(expected.contains(result.problems().get(0).code()), report::toString);
        assertTrue(millis <= timeout.toMillis() + GRACE_MILLIS, () -> "took " + millis + " ms");
        before.assertNoThreadOfARun();
        Leaks.assertNone(SECRET, report);
        assertFalse(printed.toString(StandardCharsets.UTF_8).contains(SECRET), "the secret was printed");
    }
}
