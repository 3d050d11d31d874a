package dev.preflight.check;

import static dev.preflight.Checks.file;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.preflight.Checks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSizeTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    private void sparse(String name, long size) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
            file.setLength(size);
        }
    }

    @Test
    void emptyFileIsAProblem() throws IOException {
        run().write("app.yaml", "");
        assertEquals("""
                file.empty: empty
                found: DIR/app.yaml has 0 bytes
                fix: ship the file with its content
                """, run().problem(file("app.yaml")));
    }

    @Test
    void fileLargerThanDeclaredIsAProblem() throws IOException {
        run().write("app.yaml", "x".repeat(2048));
        assertEquals("""
                file.too-large: larger than 1 KiB
                found: DIR/app.yaml has 2 KiB
                fix: ship the right file
                """, run().problem(file("app.yaml").atMost("1KiB")));
    }

    @Test
    void oneByteTooManyIsCountedInBytes() throws IOException {
        run().write("app.yaml", "x".repeat(1025));
        assertEquals("""
                file.too-large: larger than 1 KiB
                found: DIR/app.yaml has 1,025 bytes, which is 1 too many
                fix: ship the right file
                """, run().problem(file("app.yaml").atMost("1KiB")));
    }

    @Test
    void sizeThatIsAllowedIsAllowed() throws IOException {
        run().write("app.json", " ".repeat(1022) + "{}");
        assertEquals(
                "Document[JSON]",
                run().value(file("app.json").json().atMost("1KiB")).toString());
    }

    @Test
    void parsedFileMayHoldSixteenMebibytes() throws IOException {
        sparse("app.yaml", 16 << 20);
        assertEquals("file.malformed", codeOf(file("app.yaml").json()));
        sparse("app.yaml", (16 << 20) + 1);
        assertEquals("""
                file.too-large: larger than 16 MiB
                found: DIR/app.yaml has 16,777,217 bytes, which is 1 too many
                fix: ship the right file, or declare atMost() with the size that it may have
                """, run().problem(file("app.yaml").yaml()));
    }

    private String codeOf(Check<?> check) {
        String problem = run().problem(check);
        return problem.substring(0, problem.indexOf(": "));
    }

    @Test
    void largerBoundLetsAParsedFileBeLarger() throws IOException {
        run().write("app.json", "\"" + "x".repeat(17 << 20) + "\"");
        assertEquals(
                "Document[JSON]",
                run().value(file("app.json").json().atMost("20MB")).toString());
    }

    @Test
    void hugeFileIsNotReadWhereNothingAsksForItsContent() throws IOException {
        sparse("data.bin", 1L << 30);
        assertTimeoutPreemptively(ofSeconds(2), () -> {
            run().value(file("data.bin"));
            run().value(file("data.bin").atMost("1GiB"));
            run().warning(file("data.bin").secret());
        });
    }

    @Test
    void hugeFileIsRefusedBeforeItIsParsed() throws IOException {
        sparse("app.yaml", 1L << 30);
        assertEquals(
                """
                file.too-large: larger than 16 MiB
                found: DIR/app.yaml has 1 GiB
                fix: ship the right file, or declare atMost() with the size that it may have
                """,
                assertTimeoutPreemptively(
                        ofSeconds(2), () -> run().problem(file("app.yaml").parsedAs("TOML", in -> in.readAllBytes()))));
    }

    @Test
    void sizeOfASecretFileIsNotTold() throws IOException {
        run().write("key", "x".repeat(2048));
        assertEquals("""
                file.too-large: larger than 1 KiB
                found: DIR/key has more than that
                fix: ship the right file
                """, run().problem(file("key").secret().atMost("1KiB")));
    }

    @ParameterizedTest
    @CsvSource({
        "'ten', size of ID is no size such as 10MB: 'ten'",
        "'', size of ID is no size such as 10MB: ''",
        "1.2.3MB, size of ID is no size such as 10MB: '1.2.3MB'",
        ".B, size of ID is no size such as 10MB: '.B'",
        "0.5B, size of ID is no size such as 10MB: '0.5B'",
        "9999999999TB, size of ID is no size such as 10MB: '9999999999TB'",
        "-1MB, size of ID is no size such as 10MB: '-1MB'",
        "0, 'size of ID must be more than zero, not ''0'''",
    })
    void badSizeIsRefusedWhereItIsDeclared(String size, String message) {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> file("a").atMost(size));
        assertEquals(message.replace("ID", "file a"), e.getMessage());
        assertEquals(
                message.replace("ID", "directory a"),
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Checks.directory("a").free(size))
                        .getMessage());
    }

    @Test
    void missingSizeIsRefused() {
        assertThrows(NullPointerException.class, () -> file("a").atMost(null));
    }
}
