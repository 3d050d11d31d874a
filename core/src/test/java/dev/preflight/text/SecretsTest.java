package dev.preflight.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static Secrets of(String... all) {
        Secrets secrets = new Secrets();
        for (String secret : all) {
            secrets.add(secret);
        }
        return secrets;
    }

    @Test
    void textWithoutASecretStaysAsItIs() {
        assertEquals("nothing here", of().scrub("nothing here"));
        assertEquals("nothing here", of().scrubPieces("nothing here"));
        assertEquals("nothing here", of("hunter2").scrub("nothing here"));
        assertEquals("nothing here", of("hunter2").scrubPieces("nothing here"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p@ss word/1",
                "p%40ss+word%2F1",
                "p%40ss%20word%2F1",
                "p%40ss%20word%2f1",
                "cEBzcyB3b3JkLzE=",
                "cEBzcyB3b3JkLzE"
            })
    void everyFormOfASecretGoes(String form) {
        assertEquals("a [secret] b", of("p@ss word/1").scrub("a " + form + " b"));
        assertEquals("a [secret] b", of("p@ss word/1").scrubPieces("a " + form + " b"));
    }

    @Test
    void urlSafeBase64Goes() {
        assertEquals("[secret]", of("\u00ff\u00fe\u00ff\u00fe>>>").scrub("w7_DvsO_w74-Pj4="));
    }

    @Test
    void escapedSecretGoes() {
        assertEquals("a [secret] b", of("two\nlines").scrub("a two\\nlines b"));
    }

    @Test
    void secretGoesWithoutTheSpaceAroundIt() {
        assertEquals("a [secret] b", of(" hunter2\n").scrub("a hunter2 b"));
    }

    @ParameterizedTest
    @CsvSource({
        "user a here,user [secret] here",
        "a,[secret]",
        "'a'':a',\"[secret]':[secret]\"",
        "banana,banana",
        "a1,a1"
    })
    void shortSecretGoesAsAWordOnly(String text, String scrubbed) {
        assertEquals(scrubbed.replace("\"", ""), of("a").scrub(text));
    }

    @Test
    void secretOfSixCharactersGoesInsideAWordToo() {
        assertEquals("x[secret]y", of("secre7").scrub("xsecre7y"));
        assertEquals("xsecr7y", of("secr7").scrub("xsecr7y"));
    }

    @Test
    void piecesOfSixCharactersGoFromTextOfOthers() {
        assertEquals("near '[secret]': 56789", of("0123456789").scrubPieces("near '456789': 56789"));
        assertEquals("near '456789'", of("0123456789").scrub("near '456789'"));
    }

    @Test
    void secretsThatOverlapGoAsOne() {
        assertEquals("[secret]", of("abcdefg", "efghijk").scrub("abcdefghijk"));
        assertEquals("[secret] [secret]", of("hunter2").scrub("hunter2 hunter2"));
    }

    @Test
    void blankIsNoSecret() {
        assertEquals("a b", of(" ", "").scrub("a b"));
    }

    @Test
    void secretThatIsAddedLaterGoesToo() {
        Secrets secrets = of("hunter2");
        assertEquals("[secret] hunter3", secrets.scrub("hunter2 hunter3"));
        secrets.add("hunter3");
        assertEquals("[secret] [secret]", secrets.scrub("hunter2 hunter3"));
    }
}
