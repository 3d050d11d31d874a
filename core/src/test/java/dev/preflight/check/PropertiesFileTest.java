package dev.preflight.check;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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
    void byteOrderMarkBecomesAPartOfTheFirstKey() throws IOException {
        Properties read = new Properties();
        read.load(new StringReader("\ufeffa=1\nb=2\n"));
        assertEquals(null, read.getProperty("a"));

        run().write("app.properties", "\ufeffa=1\nb=2\n");
        assertEquals("""
                file.malformed: not valid properties
                found: DIR/app.properties, line 1, column 1
                why: it begins with a byte order mark, which becomes a part of the first key; save it without
                fix: correct the file at line 1
                """, run().problem(file("app.properties").properties()));
    }

    @Test
    void byteOrderMarkBeforeACommentIsAWarning() throws IOException {
        for (String first : List.of("# comment", "", "  ! comment")) {
            run().write("app.properties", "\ufeff" + first + "\na=1\n");
            assertEquals("""
                    file.malformed: begins with a byte order mark
                    found: DIR/app.properties, line 1: java.util.Properties make a key of it
                    fix: save the file as UTF-8 without it
                    """, run().warning(file("app.properties").properties().having("a")));
        }
    }

    @Test
    void utf16IsNamed() throws IOException {
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
            run().write("app.properties", "a=1\n".getBytes(charset));
            assertEquals("""
                    file.malformed: not valid properties
                    found: DIR/app.properties, line 1
                    why: it is UTF-16; save it as UTF-8
                    fix: correct the file at line 1
                    """, run().problem(file("app.properties").properties()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1~b=2~a=3          | a | 1 | 3",
                "a=1~~# a=2~  a : 3   | a | 1 | 4",
                "a=1\\~  2~a 3        | a | 1 | 3",
                "b=1\\~~a=1~a=2       | a | 3 | 4",
                "b=1\\~a=1~a=2~b=3    | b | 1 | 4",
                "a=1%a=2%             | a | 1 | 2",
                "a=1%~x\\%~y%~a=2     | a | 1 | 4",
                "\\u0061=1~a=2        | a | 1 | 2",
            })
    void aKeyTwiceIsAWarning(String content, String key, int first, int line) throws IOException {
        run().write("app.properties", content.replace('~', '\n').replace('%', '\r'));
        assertEquals(
                "file.malformed: has a key twice\nfound: DIR/app.properties, line " + line + ": '" + key
                        + "' stands there again after line " + first
                        + ", and the last one counts\nfix: remove one of the two\n",
                run().warning(file("app.properties").properties()));
    }

    @Test
    void linesThatOnlyLookLikeAKeyTwiceAreNone() throws IOException {
        Document document = read("a=1\\\na=2\n# a=3\n!a=4\n\nb=c\\\\\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.of("1a=2"), document.text("a"));
        assertEquals(Optional.of("c\\"), document.text("b"));
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
