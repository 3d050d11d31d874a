package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "15, 15.4, -1",
        "15, 15.0, 0",
        "9, 10, -1",
        "10.11, 10.9, 1",
        "2, 2, 0",
        "20240105120000, 20240105115959, 1",
        "1.2.3, 1.2, 1"
    })
    void numbersAreComparedFromLeftToRight(String one, String other, int order) {
        assertEquals(order, Version.of(one).compareTo(Version.of(other)));
        assertEquals(-order, Version.of(other).compareTo(Version.of(one)));
    }

    @ParameterizedTest
    @CsvSource({
        "18.6, 18.6",
        "15.4 (Debian 15.4-1.pgdg120+1), 15.4",
        "10.11.19-MariaDB-0+deb12u1, 10.11.19",
        "17beta1, 17",
        "1.x, 1",
        "007, 7"
    })
    void versionBeginsAText(String text, String version) {
        assertEquals(version, Version.startOf(text).toString());
    }

    @Test
    void textWithoutAVersionHasNone() {
        assertNull(Version.startOf("Oracle Database 19c"));
        assertNull(Version.startOf(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v15", "15.", "15-1", "15.x", ".5", "1..2", "15 "})
    void declaredVersionHasNoOtherForm(String text) {
        assertThrows(IllegalArgumentException.class, () -> Version.of(text));
    }
}
