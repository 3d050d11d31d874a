package dev.preflight.run;

import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.service;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Checks;
import dev.preflight.OperationsPage;
import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.text.Amounts;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The numbers that {@code docs/operations.md} gives for fleets are those of the simulation. */
@Tag("slow")
class OperationsFleetTest {
    private static final EnvVar<String> DATABASE_URL = Checks.env("DATABASE_URL");
    private static final EnvVar<URI> REDIS_URL = Checks.env("REDIS_URL").uri("redis", "rediss");

    static final Preflight PREFLIGHT = Preflight.of(
                    "orders",
                    jdbc("orders-db", DATABASE_URL).retryFor(ofMinutes(2)).every(ofSeconds(10)),
                    service("cache", REDIS_URL).retryFor(ofMinutes(2)).every(ofSeconds(10)))
            .deadline(ofSeconds(150));

    private final OperationsPage page = OperationsPage.read();

    /** One line of the table; a pace of zero is none. */
    private static String row(int starts, int checks, Duration retryFor, Duration pace) {
        Backoff backoff = Fleet.backoff();
        int seconds = (int) retryFor.toSeconds();
        Fleet fleet = Fleet.of(
                starts * checks, retryFor, pace.isZero() ? backoff::pause : attempts -> backoff.paced(pace.toNanos()));
        String setting =
                "`retryFor` " + Amounts.took(retryFor) + (pace.isZero() ? "" : ", `every` " + Amounts.took(pace));
        double later = (double) fleet.attempts(seconds / 2, seconds) / (seconds - seconds / 2);
        return row(starts, checks, setting, fleet.attempts(0, 1), later, fleet.attempts());
    }

    private static String row(int starts, int checks, String setting, double first, double later, double all) {
        return String.join(
                " | ",
                "| " + number(starts) + " × " + checks,
                setting,
                number(first),
                number(later),
                number(all) + " |");
    }

    /** Two digits that count. */
    private static String number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(2, RoundingMode.HALF_UP));
        return String.format(Locale.ROOT, "%,d", rounded.longValue());
    }

    @Test
    void tableIsWhatTheSimulationCounts() {
        List<String> rows = new ArrayList<>();
        rows.add(row(1_000, 1, "none", 1_000, 0, 1_000));
        rows.add(row(1_000, 5, "none", 5_000, 0, 5_000));
        rows.add(row(1_000, 1, ofSeconds(30), Duration.ZERO));
        rows.add(row(1_000, 5, ofSeconds(30), Duration.ZERO));
        rows.add(row(250, 5, ofSeconds(30), Duration.ZERO));
        rows.add(row(1_000, 5, ofMinutes(2), ofSeconds(10)));
        rows.add(row(250, 5, ofMinutes(2), ofSeconds(10)));

        List<String> shown = page.text()
                .lines()
                .filter(line -> line.contains(" × ") && line.startsWith("| 1,") || line.startsWith("| 250 × "))
                .toList();
        assertEquals(String.join("\n", rows), String.join("\n", shown));
    }

    @Test
    void settingsForAThousandPodsCompile() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/preflight/run/OperationsFleetTest.java"));
        String code = page.file("java").replaceAll("\\s+", "");
        assertTrue(code.startsWith("staticfinalPreflight"), code);
        // The formatter breaks lines in other places.
        assertTrue(source.replaceAll("\\s+", "").contains(code), code);
    }

    @Test
    void deadlineOfThatLetsTheRetriesEnd() {
        for (Check<?> check : PREFLIGHT.checks()) {
            assertTrue(check.settings().retryFor().compareTo(ofSeconds(150)) < 0);
        }
        assertTrue(page.text().contains("more than 150 seconds"));
    }
}
