package dev.preflight.docs;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --preflight=docs} and the other pages, as the command line has them. */
class PageCommandTest {
    private static final String HUNTER = "hunter2";

    @TempDir
    Path directory;

    private int exit;
    private String out;
    private String err;

    private void run(Preflight suite, String... args) {
        PrintStream stdout = System.out;
        PrintStream stderr = System.err;
        ByteArrayOutputStream bytesOut = new ByteArrayOutputStream();
        ByteArrayOutputStream bytesErr = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytesOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(bytesErr, true, StandardCharsets.UTF_8));
        try {
            exit = suite.runCommand(args).orElseThrow();
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
        }
        out = bytesOut.toString(StandardCharsets.UTF_8);
        // The tests have a provider that is broken on purpose, which is told each time.
        err = bytesErr.toString(StandardCharsets.UTF_8).replaceAll("preflight: left out: .*\\R", "");
    }

    @Test
    void eachPageIsPrinted() {
        for (Page page : Page.values()) {
            run(Suites.ORDERS, "--preflight=" + page.command());

            assertEquals(0, exit);
            assertEquals(page.of(Suites.ORDERS), out);
            assertEquals("", err);
        }
    }

    @Test
    void printedFileIsCurrent() throws IOException {
        Path file = directory.resolve("configuration.md");
        run(Suites.ORDERS, "--preflight=docs");
        Files.writeString(file, out);

        run(Suites.ORDERS, "--preflight=docs", "--check", file.toString());

        assertEquals(0, exit);
        assertEquals("", out);
        assertEquals("preflight: " + file + " is current\n", err);
    }

    @Test
    void staleFileEndsWithOneAndShowsTheDifference() {
        Path file = directory.resolve(".env.example");
        run(Preflight.of("orders", env("A")), "--preflight=env-example", "--write", file.toString());
        assertEquals(0, exit);
        assertEquals("preflight: " + file + " is written\n", err);

        run(Preflight.of("orders", env("B")), "--preflight=env-example", "--check", file.toString());

        assertEquals(1, exit);
        assertEquals("""
                --- %s
                +++ --preflight=env-example
                @@ -4 +4 @@
                 # required; text
                -A=
                +B=
                """.formatted(file), out);
        assertEquals("preflight: " + file + " is stale; --preflight=env-example --write " + file + " mends it\n", err);

        run(Preflight.of("orders", env("B")), "--preflight=env-example", "--write", file.toString());
        run(Preflight.of("orders", env("B")), "--preflight=env-example", "--write", file.toString());
        assertEquals("preflight: " + file + " is current\n", err);
    }

    @Test
    void fileThatIsNotThereIsStale() {
        Path file = directory.resolve("none.md");

        run(Suites.ORDERS, "--preflight=docs", "--check", file.toString());

        assertEquals(1, exit);
        assertEquals(file + " is not there\n", out);
        assertFalse(Files.exists(file));
    }

    @Test
    void fileWithoutMarksCannotBeChecked() throws IOException {
        Path file = Files.writeString(directory.resolve("a.md"), "# Ours\n");

        run(Suites.ORDERS, "--preflight=docs", "--check", file.toString());

        assertEquals(74, exit);
        assertEquals("", out);
        assertTrue(err.startsWith("preflight: " + file + " has no region: put the lines "), err);
    }

    @Test
    void otherArgumentsAreAMisuse() {
        for (String[] args : new String[][] {
            {"--preflight=docs", "docs/configuration.md"},
            {"--preflight=docs", "--check"},
            {"--preflight=docs", "--check", "a", "b"}
        }) {
            run(Suites.ORDERS, args);
            assertEquals(64, exit);
            assertTrue(err.startsWith("preflight: docs takes no argument, --check FILE or --write FILE\n"), err);
        }
        run(Suites.ORDERS, "--preflight=docs", "--check", "\0");
        assertEquals(64, exit);
    }

    @Test
    void noPageHoldsASecret() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), HUNTER);
        Preflight suite = Preflight.of(
                        "orders",
                        env("A").secret(),
                        env("B").orElse(HUNTER).example(HUNTER).secret(),
                        env("C").oneOf(HUNTER, "x").secret(),
                        env("D").orFile().secret(),
                        env("E").example("redis://ada:" + HUNTER + "@cache"),
                        file(secret.toString()).containing(HUNTER).secret())
                .against(Deployment.of(Map.of("A", HUNTER, "B", HUNTER, "C", HUNTER, "D_FILE", secret.toString())));
        for (Page page : Page.values()) {
            run(suite, "--preflight=" + page.command());
            assertEquals(0, exit);
            assertFalse(out.contains(HUNTER), out);
        }
    }

    @Test
    void helpNamesThePages() {
        run(Suites.ORDERS, "--preflight=help");

        for (Page page : Page.values()) {
            assertTrue(out.contains("  --preflight=" + page.command() + " "), out);
        }
    }
}
