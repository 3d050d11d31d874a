package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an application hears that has no provider of SLF4J, as that of the first page of the README. */
@Timeout(120)
class NoLoggingTest {
    @TempDir
    private Path directory;

    private List<String> boot(Map<String, String> environment, String... args) throws Exception {
        return new FreshJvm(directory, environment)
                .run(NoLoggingProgram.class, List.of(args)).lines().stream()
                        .map(Timeless::text)
                        .toList();
    }

    @Test
    void successIsSilent() throws Exception {
        assertEquals(List.of("started at 8080"), boot(Map.of()));
    }

    @Test
    void failuresThatAreLetPassAreToldAll() throws Exception {
        assertEquals(
                List.of(
                        "WARN  probe cache: connection refused [backend.refused]; fix: start cache",
                        "WARN  operator: PREFLIGHT=warn is in force [operator.mode]; "
                                + "found: failures are reported, and the boot goes on all the same; "
                                + "fix: unset PREFLIGHT as soon as the cause is mended",
                        "WARN  PREFLIGHT NOT ENFORCED  orders: 2 warnings, 1 passed in <time>",
                        "started at 8080"),
                boot(Map.of("PREFLIGHT", "warn", "CACHE_MATTERS", "yes")));
    }

    @Test
    void warnOnlyIsTold() throws Exception {
        assertEquals(
                List.of("WARN  probe cache: connection refused [backend.refused]; fix: start cache", "started at 8080"),
                boot(Map.of("CACHE_MAY_FAIL", "yes")));
    }

    @Test
    void switchesAreTold() throws Exception {
        assertTrue(boot(Map.of("PREFLIGHT", "off")).get(0).startsWith("WARN  operator: PREFLIGHT=off is in force "));
        List<String> misspelt = boot(Map.of("PREFLIGHT", "wran"));
        assertTrue(misspelt.get(0).startsWith("WARN  operator: PREFLIGHT has an unknown value "), misspelt::toString);
        assertEquals(2, misspelt.size());
    }

    @Test
    void theDefaultCountsWhereABrokenValueIsLetPass() throws Exception {
        List<String> lines = boot(Map.of("PREFLIGHT", "warn", "PORT", "x"));
        assertTrue(lines.get(0).startsWith("WARN  env PORT: not a port number (1 to 65535) [env.invalid]; "));
        assertEquals("started at 8080", lines.get(lines.size() - 1));
    }

    @Test
    void helpNeedsNoLogger() throws Exception {
        String output = new FreshJvm(directory, Map.of())
                .run(NoLoggingProgram.class, List.of("--preflight=help"))
                .output();
        assertTrue(output.startsWith("Preflight of orders: "), output);
        assertFalse(output.contains("SLF4J"), output);
    }
}
