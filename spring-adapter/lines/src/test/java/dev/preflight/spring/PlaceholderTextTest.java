package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderTextTest {
    /** Names, with a question mark after those that need no value, and their defaults. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "${A}                    | A",
                "x${A}y${B.c}z           | A B.c",
                "${A:}                   | A=",
                "${A:b:c}                | A=b:c",
                "${A:{b}c}               | A={b}c",
                "${A:${B}}               | A=${B} B?",
                "${A:x${B:${C}}y}${D}    | A=x${B:${C}}y B?=${C} C? D",
                "${A_${B}}               | B",
                "${A_${B}:c${D}}         | B D?",
                "\\${A}${B}              | B",
                "${A:\\${B}}             | A=\\${B}",
                "${A\\:b}                | A\\:b",
                "${A                     | ",
                "${}                     | ",
                "a}b$c{d}                | ",
            })
    void placeholdersAreReadAsSpringReadsThem(String text, String wanted) {
        StringBuilder found = new StringBuilder();
        for (PlaceholderText.Reference each : PlaceholderText.references(text)) {
            found.append(found.isEmpty() ? "" : " ").append(each.name()).append(each.isNested() ? "?" : "");
            found.append(each.fallback() == null ? "" : "=" + each.fallback());
        }
        assertThat(found).hasToString(wanted == null ? "" : wanted);
    }
}
