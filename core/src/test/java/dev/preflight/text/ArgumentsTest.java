package dev.preflight.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ArgumentsTest {
    private static void assertRefused(String message, Executable declaration) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, declaration).getMessage());
    }

    @Test
    void textOfOneLinePasses() {
        assertEquals("orders database", Arguments.oneLine("text", "orders database"));
        assertEquals("x".repeat(500), Arguments.oneLine("text", "x".repeat(500)));
    }

    @Test
    void textThatDoesNotStandInOneLineIsRefused() {
        assertRefused("text is blank", () -> Arguments.oneLine("text", " \t"));
        assertRefused("text is longer than 500 characters", () -> Arguments.oneLine("text", "x".repeat(501)));
        assertRefused("text has characters that cannot be printed: a\\nb", () -> Arguments.oneLine("text", "a\nb"));
        assertRefused(
                "text has characters that cannot be printed: \\u202ea", () -> Arguments.oneLine("text", "\u202ea"));
    }

    @Test
    void durationIsMoreThanZero() {
        assertEquals(Duration.ofNanos(1), Arguments.positive("limit", Duration.ofNanos(1)));
        assertRefused("limit must be more than zero, not PT0S", () -> Arguments.positive("limit", Duration.ZERO));
        assertRefused(
                "limit must be more than zero, not PT-1S", () -> Arguments.positive("limit", Duration.ofSeconds(-1)));
    }

    @Test
    void veryLongDurationIsBounded() {
        assertEquals(1_500_000_000L, Arguments.nanos(Duration.ofMillis(1500)));
        assertEquals(Long.MAX_VALUE, Arguments.nanos(Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals(Long.MAX_VALUE, Arguments.nanos(Duration.ofDays(365_000)));
        assertEquals(Long.MAX_VALUE, Arguments.nanos(Duration.ofSeconds(Long.MAX_VALUE / 1_000_000_000L, 999_999_999)));
    }

    @Test
    void nullIsRefusedByName() {
        assertEquals(
                "limit",
                assertThrows(NullPointerException.class, () -> Arguments.positive("limit", null))
                        .getMessage());
    }
}
