package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NamesTest {
    private static void assertRefused(String message, Executable declaration) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, declaration).getMessage());
    }

    @Test
    void textOfOneLinePasses() {
        assertEquals("orders database", Names.oneLine("text", "orders database"));
        assertEquals("x".repeat(500), Names.oneLine("text", "x".repeat(500)));
    }

    @Test
    void textThatDoesNotStandInOneLineIsRefused() {
        assertRefused("text is blank", () -> Names.oneLine("text", " \t"));
        assertRefused("text is longer than 500 characters", () -> Names.oneLine("text", "x".repeat(501)));
        assertRefused("text has characters that cannot be printed: a\\nb", () -> Names.oneLine("text", "a\nb"));
        assertRefused("text has characters that cannot be printed: \\u202ea", () -> Names.oneLine("text", "\u202ea"));
    }

    @Test
    void durationIsMoreThanZero() {
        assertEquals(Duration.ofNanos(1), Names.positive("limit", Duration.ofNanos(1)));
        assertRefused("limit must be more than zero, not PT0S", () -> Names.positive("limit", Duration.ZERO));
        assertRefused("limit must be more than zero, not PT-1S", () -> Names.positive("limit", Duration.ofSeconds(-1)));
    }

    @Test
    void veryLongDurationIsBounded() {
        assertEquals(1_500_000_000L, Names.nanos(Duration.ofMillis(1500)));
        assertEquals(Long.MAX_VALUE, Names.nanos(Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals(Long.MAX_VALUE, Names.nanos(Duration.ofDays(365_000)));
        assertEquals(Long.MAX_VALUE, Names.nanos(Duration.ofSeconds(Long.MAX_VALUE / 1_000_000_000L, 999_999_999)));
    }

    @Test
    void nullIsRefusedByName() {
        assertEquals(
                "limit",
                assertThrows(NullPointerException.class, () -> Names.positive("limit", null))
                        .getMessage());
    }
}
