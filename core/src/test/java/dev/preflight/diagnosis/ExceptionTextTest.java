package dev.preflight.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.text.Secrets;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExceptionTextTest {
    private final Secrets secrets = new Secrets();

    @Test
    void messageIsNotSaidTwice() {
        IOException cause = new IOException("disk full");
        assertEquals("RuntimeException: java.io.IOException: disk full", words(new RuntimeException(cause)));
        assertEquals("Exception: disk full", words(new Exception("disk full", cause)));
        assertEquals(
                "Exception: no config, because disk full", words(new Exception("no config", new Error(null, cause))));
    }

    @Test
    void blankMessagesAreLeftOut() {
        assertEquals("Exception", words(new Exception("  ")));
        assertEquals("Exception: disk full", words(new Exception("", new IOException("disk full"))));
    }

    @Test
    void exceptionWithoutANameOfItsOwnHasTheOneOfItsClass() {
        assertTrue(words(new Exception("no") {
                    private static final long serialVersionUID = 1L;
                })
                .startsWith("dev.preflight.diagnosis.ExceptionTextTest$"));
    }

    @Test
    void wordsAreOneBoundedLine() {
        assertEquals("Exception: a\\nb\\u001b[31m", words(new Exception("a\nb\u001b[31m")));
        String words = words(new Exception("x".repeat(1_000_000), new Exception("y".repeat(1_000_000))));
        assertTrue(words.length() <= 303);
    }

    @Test
    void deepCausesAreCutOff() {
        Throwable chain = new Exception("c0");
        for (int i = 1; i < 100; i++) {
            chain = new Exception("c" + i, chain);
        }
        assertEquals(9, words(chain).split("because", -1).length - 1);
    }

    @Test
    void classIsKnownByName() {
        assertTrue(ExceptionText.isA("java.io.IOException", new java.io.EOFException()));
        assertEquals(false, ExceptionText.isA("java.sql.SQLException", new IOException()));
    }

    private String words(Throwable thrown) {
        return ExceptionText.inOneLine(thrown, secrets);
    }
}
