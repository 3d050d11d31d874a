package dev.preflight.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of checks that the library does not have. */
class CodeTest {
    private static final Code PAUSED = Code.of("acme.paused", 69, true);

    @Test
    void codeOfOthersSaysWhatTheySay() {
        assertEquals("acme.paused", PAUSED.id());
        assertEquals("acme.paused", PAUSED.toString());
        assertEquals(69, PAUSED.exitCode());
        assertTrue(PAUSED.isTransient());
        assertEquals(78, Code.of("acme.licence.key", 78, false).exitCode());
        assertEquals(70, Code.of("acme.self-check", 70, false).exitCode());
    }

    @Test
    void codesAreEqualByTheirIds() {
        Code same = Code.of("acme.paused", 78, false);

        assertEquals(PAUSED, same);
        assertEquals(PAUSED.hashCode(), same.hashCode());
        assertNotEquals(PAUSED, Code.ENV_MISSING);
        assertNotEquals(PAUSED, (Object) "acme.paused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "Acme.paused", "acme.", ".paused", "acme..paused", "acme paused.x", "acme.1x"})
    void otherFormsOfIdsAreRefused(String id) {
        assertEquals("id: write lower-case words with a dot between them, as in acme.paused", refusal(id, 69));
    }

    @Test
    void idMayHaveSixtyCharacters() {
        assertEquals(60, Code.of("acme." + "x".repeat(55), 69, false).id().length());
        assertEquals(
                "id: write lower-case words with a dot between them, as in acme.paused",
                refusal("acme." + "x".repeat(56), 69));
    }

    @Test
    void codesOfTheLibraryCannotBeTaken() {
        for (Code code : Code.all()) {
            assertEquals("id: " + code.id() + " is a code of Preflight itself", refusal(code.id(), 69));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 71, 77, 79})
    void otherExitCodesAreRefused(int exitCode) {
        assertEquals("exitCode: must be 69, 70 or 78, not " + exitCode, refusal("acme.paused", exitCode));
    }

    @Test
    void idMustBeThere() {
        assertThrows(NullPointerException.class, () -> Code.of(null, 69, false));
    }

    private static String refusal(String id, int exitCode) {
        return assertThrows(IllegalArgumentException.class, () -> Code.of(id, exitCode, false))
                .getMessage();
    }
}
