package dev.preflight.check;

import static dev.preflight.Checks.file;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainingTextTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    @Test
    void textThatIsNotThereIsAProblem() throws IOException {
        run().write("run.sh", "java -jar app.jar");
        assertEquals("""
                file.text-missing: lacks a text
                lacks: 'exec\\tjava'
                fix: add it to DIR/run.sh
                """, run().problem(file("run.sh").containing("java").containing("exec\tjava")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8189, 8190, 8191, 8192, 65_530, 65_533, 65_535, 65_536, 131_069, 131_072})
    void textIsFoundAcrossTheBordersOfBuffers(int before) throws IOException {
        run().write("a", "a".repeat(before) + "aab\u00fcaac");
        run().value(file("a").containing("b\u00fcaac").containing("aab").containing("aac"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaab", "abab", "abacabad", "\ud83d\ude00!"})
    void textIsFoundAfterAFalseStart(String text) throws IOException {
        run().write("a", "aaabacabababacabacabad\ud83d\ude00\ud83d\ude00!");
        run().value(file("a").containing(text));
    }

    @Test
    void halfACharacterIsNoMatch() throws IOException {
        run().write("a", "\u00fc".getBytes(StandardCharsets.ISO_8859_1));
        run().problem(file("a").containing("\u00fc"));
    }

    @Test
    void textMayBeLongerThanABuffer() throws IOException {
        String text = "ab".repeat(100_000) + "c";
        run().write("a", "x".repeat(1000) + "ab" + text);
        run().value(file("a").containing(text));
    }

    @Test
    void hugeFileIsSearchedInTime() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("huge").toFile(), "rw")) {
            file.seek(1L << 30);
            file.write("needle".getBytes(StandardCharsets.UTF_8));
        }
        assertTimeoutPreemptively(ofSeconds(20), () -> run().value(file("huge").containing("needle")));
    }

    @Test
    void longTextIsCutInTheReport() throws IOException {
        run().write("a", "b");
        assertEquals("""
                file.text-missing: lacks a text
                lacks: '%s...' (5,000 characters)
                fix: add it to DIR/a
                """.formatted("x".repeat(120)), run().problem(file("a").containing("x".repeat(5000))));
    }

    @Test
    void emptyTextIsRefusedWhereItIsDeclared() {
        assertEquals(
                "text is empty",
                assertThrows(IllegalArgumentException.class, () -> file("a").containing(""))
                        .getMessage());
        assertThrows(NullPointerException.class, () -> file("a").containing(null));
    }
}
