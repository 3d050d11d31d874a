package dev.preflight.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void plainTextStaysAsItIs() {
        String text = "plain ~ Grüße 日本 \ud83d\ude00 e\u0301";
        assertEquals(text, Printable.escape(text));
        assertSame("abc", Printable.escape("abc"));
    }

    @Test
    void everythingElseIsEscaped() {
        assertEquals("a\\n\\r\\t\\u0000\\u001b\\u007f\\u0085", Printable.escape("a\n\r\t\0\u001b\u007f\u0085"));
        assertEquals("\\u00a0\\u2003\\u3000", Printable.escape("\u00a0\u2003\u3000"));
        assertEquals("\\u2028\\u2029", Printable.escape("\u2028\u2029"));
        assertEquals("\\u200b\\u202e\\u2066\\ufeff\\u00ad", Printable.escape("\u200b\u202e\u2066\ufeff\u00ad"));
        assertEquals("\\ue000\\uffff", Printable.escape("\ue000\uffff"));
    }

    @Test
    void loneSurrogatesAreEscaped() {
        assertEquals("\\ud83d", Printable.escape("\ud83d"));
        assertEquals("\\ude00x", Printable.escape("\ude00x"));
        assertEquals("\\ud83dx\\ud83d\\ud83d\ud83d\ude00", Printable.escape("\ud83dx\ud83d\ud83d\ud83d\ude00"));
        assertEquals("\\udbff\\udfff", Printable.escape("\udbff\udfff"));
    }

    @Test
    void noCharacterThatAReportMayHoldHidesOrMoves() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String escaped = Printable.escape(String.valueOf(c));
            assertTrue(escaped.length() == 1 == Printable.isPlain(c), escaped);
            if (Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT) {
                assertFalse(Printable.isPlain(c), escaped);
            }
        }
    }

    @Test
    void longValueIsCutAndCounted() {
        assertEquals("'" + "x".repeat(120) + "'", Printable.quote("x".repeat(120)));
        assertEquals("'" + "x".repeat(120) + "...' (1,121 characters)", Printable.quote("x".repeat(1121)));
    }

    @Test
    void cutSplitsNoPair() {
        String text = "x".repeat(119) + "\ud83d\ude00";
        assertEquals("'" + "x".repeat(119) + "...' (121 characters)", Printable.quote(text));
        assertEquals("x".repeat(9) + "...", Printable.line("x".repeat(9) + "\ud83d\ude00", 10));
        assertEquals("x".repeat(10), Printable.line("x".repeat(10), 10));
    }

    @Test
    void headOfNothingIsNothing() {
        assertEquals("", Printable.head("abc", 0));
        assertEquals("", Printable.head("", 0));
    }
}
