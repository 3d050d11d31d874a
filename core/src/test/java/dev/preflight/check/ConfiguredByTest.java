package dev.preflight.check;

import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.net.ConnectException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where an operator finds what a probe was given, if that is no variable. */
class ConfiguredByTest {
    private static String text(Probe<?> probe) {
        return Timeless.text(
                Preflight.of("orders", probe).against(Deployment.of(Map.of())).run());
    }

    @Test
    void itIsPartOfTheRemedyThatNamesWhatToCorrect() {
        Probe<Void> cache = probe("cache", () -> {
            throw new ConnectException("Connection refused");
        });

        assertEquals("""
                PREFLIGHT FAILED  orders: 1 failed in <time>

                FAIL  probe cache  connection refused                                         [backend.refused]
                      fix     start cache, or correct spring.data.redis""", text(cache.configuredBy("spring.data.redis")));
    }

    @Test
    void itIsALineOfItsOwnWhereTheRemedyIsAnother() {
        Probe<Void> licence = probe("licence", () -> {
            throw Problem.of(Code.PROBE_FAILED, "has expired").fix("buy one").asException();
        });

        assertEquals("""
                PREFLIGHT FAILED  orders: 1 failed in <time>

                FAIL  probe licence  has expired                                                 [probe.failed]
                      set in  licence.file
                      fix     buy one""", text(licence.configuredBy("licence.file")));
    }

    @Test
    void blankNamesAreRefused() {
        Probe<Boolean> probe = probe("licence", context -> true);

        assertThrows(IllegalArgumentException.class, () -> probe.configuredBy(" "));
    }
}
