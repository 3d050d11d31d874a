package dev.preflight.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static String difference(String old, String current) {
        return new Difference(List.of(old.split(" ")), List.of(current.split(" ")), 1).toString();
    }

    @Test
    void linesThatGoAndComeStandBetweenTwoOfThoseAround() {
        assertEquals("@@ -2 +2 @@\n b\n c\n-d\n+D\n e\n f", difference("a b c d e f g", "a b c D e f g"));
        assertEquals("@@ -1 +1 @@\n+x\n a\n b", difference("a b c", "x a b c"));
        assertEquals("@@ -2 +2 @@\n b\n c\n+x", difference("a b c", "a b c x"));
    }

    @Test
    void placesThatLieApartAreShownApart() {
        assertEquals(
                "@@ -1 +1 @@\n-a\n b\n c\n@@ -7 +6 @@\n g\n h\n+x\n i",
                difference("a b c d e f g h i", "b c d e f g h x i"));
        assertEquals("@@ -1 +1 @@\n-a\n b\n c\n d\n-e\n+x", difference("a b c d e", "b c d x"));
    }

    @Test
    void asMuchAsPossibleIsKept() {
        assertEquals("@@ -1 +1 @@\n+x\n a\n-b\n+y\n c\n+z", difference("a b c", "x a y c z"));
    }

    @Test
    void somethingAgainstNothing() {
        assertEquals("@@ -5 +5 @@\n+a", new Difference(List.of(), List.of("a"), 5).toString());
        assertEquals("@@ -5 +5 @@\n-a", new Difference(List.of("a"), List.of(), 5).toString());
    }

    @Test
    void hugeDifferencesAreCutAndCounted() {
        List<String> old = new ArrayList<>();
        List<String> current = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            old.add("old " + i);
            current.add("new " + i);
        }

        String difference = new Difference(old, current, 1).toString();

        assertEquals(201, difference.lines().count());
        assertTrue(difference.endsWith("\n... 5801 more lines"), difference);
    }

    @Test
    void longLinesAndControlCharactersAreMadeHarmless() {
        String difference = new Difference(List.of("\u001b[31m" + "x".repeat(1_000)), List.of("y"), 1).toString();

        assertEquals("@@ -1 +1 @@\n-\\u001b[31m" + "x".repeat(295) + "...\n+y", difference);
    }
}
