package dev.preflight;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertiesFileTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    private Document read(byte[] content) throws IOException {
        run().write("app.properties", content);
        return run().value(file("app.properties").properties());
    }

    @Test
    void utf8AndIso88591AreRead() throws IOException {
        String content = "a.b=gr\u00fcn\n";
        assertEquals(
                Optional.of("gr\u00fcn"),
                read(content.getBytes(StandardCharsets.UTF_8)).text("a.b"));
        assertEquals(
                Optional.of("gr\u00fcn"),
                read(content.getBytes(StandardCharsets.ISO_8859_1)).text("a.b"));
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstKey() throws IOException {
        assertEquals(
                Optional.of("1"),
                read("\ufeffa=1\n".getBytes(StandardCharsets.UTF_8)).text("a"));
    }

    @Test
    void escapesAndContinuedLinesAreRead() throws IOException {
        Document document = read("a\\:b = \\u00fc\\\n   x\nurl=jdbc:x?a=b\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.of("\u00fcx"), document.text("a:b"));
        assertEquals(Optional.of("jdbc:x?a=b"), document.text("url"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=\\u12                          | line 1, column 3",
                "a=1~b=\\\\\\u00zz                | line 2, column 5",
                "# C:\\users\\x~a=\\\\u~b=\\uxyz  | line 3, column 3",
                "a=1\\~  # \\u00fc \\users~       | line 2, column 12",
                "a=1~~~b\\u=1                     | line 4, column 2",
                "a=1%~b=2%~c=\\u123            | line 3, column 3",
            })
    void badEscapeIsFoundWhereItIs(String content, String place) throws IOException {
        run().write("app.properties", content.replace('~', '\n').replace('%', '\r'));
        assertEquals(
                "file.malformed: not valid properties\nfound: DIR/app.properties, " + place
                        + "\nwhy: a \\u escape needs four hexadecimal digits\nfix: correct the file at "
                        + place.substring(0, place.indexOf(',')) + "\n",
                run().problem(file("app.properties").properties()));
    }
}
