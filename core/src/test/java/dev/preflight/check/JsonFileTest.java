package dev.preflight.check;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    @Test
    void malformedFileNamesLineAndColumn() throws IOException {
        run().write("app.json", "{\n  \"a\": 1,\n}");
        assertEquals("""
                file.malformed: not valid JSON
                found: DIR/app.json, line 3, column 1
                why: a name in double quotes is expected
                fix: correct the file at line 3
                """, run().problem(file("app.json").json()));
    }

    @Test
    void otherEncodingIsNamedWithItsPlace() throws IOException {
        run().write("app.json", "{\n\"\u00e9\": \"\ud83d\ude00\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("""
                file.malformed: not valid JSON
                found: DIR/app.json, line 2, column 2
                why: it is not UTF-8
                fix: correct the file at line 2
                """, run().problem(file("app.json").json()));
    }

    @Test
    void columnOfABadByteCountsCharactersAndNoByteOrderMark() throws IOException {
        byte[] content = "\ufeff\"\u00e9\u00e9?\"".getBytes(StandardCharsets.UTF_8);
        content[8] = (byte) 0xff;
        run().write("app.json", content);
        assertEquals("""
                file.malformed: not valid JSON
                found: DIR/app.json, line 1, column 4
                why: it is not UTF-8
                fix: correct the file at line 1
                """, run().problem(file("app.json").json()));
    }

    @Test
    void keyThatStandsTwiceIsAWarning() throws IOException {
        run().write("app.json", "{\"port\": 1,\n\"port\": 2}");
        assertEquals("""
                file.malformed: has a key twice
                found: DIR/app.json, line 2: 'port' stands there again in one object, and parsers differ in which one counts
                fix: remove one of the two
                """, run().warning(file("app.json").json().having("port")));
    }

    @Test
    void byteOrderMarkIsAWarning() throws IOException {
        run().write("app.json", "\ufeff{}");
        assertEquals("""
                file.malformed: begins with a byte order mark
                found: DIR/app.json, line 1: RFC 8259 has no such thing, and parsers differ in whether they take it
                fix: save the file as UTF-8 without it
                """, run().warning(file("app.json").json()));
    }

    @Test
    void utf16IsNamed() throws IOException {
        for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE"}) {
            run().write("app.json", "{}".getBytes(charset));
            assertEquals("""
                    file.malformed: not valid JSON
                    found: DIR/app.json, line 1
                    why: it is UTF-16; save it as UTF-8
                    fix: correct the file at line 1
                    """, run().problem(file("app.json").json()));
        }
    }
}
