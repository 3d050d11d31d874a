package dev.preflight.docs;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is partly generated. */
class GeneratedFileTest {
    private static final Preflight OLD = Preflight.of("orders", env("A"), env("B"));
    private static final Preflight NEW = Preflight.of("orders", env("A"), env("C"));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("docs/configuration.md");
    }

    private GeneratedFile reference(Preflight suite) {
        return GeneratedFile.of(Page.REFERENCE, suite, file);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void fileThatIsNotThereIsStaleAndIsMadeWithItsDirectory() throws IOException {
        assertEquals(file + " is not there", reference(OLD).difference());
        assertTrue(reference(OLD).update());
        assertEquals(Page.REFERENCE.of(OLD), Files.readString(file));
        assertEquals("", reference(OLD).difference());
    }

    @Test
    void blankFileIsFilled() throws IOException {
        write("\n");

        assertTrue(reference(OLD).update());

        assertEquals(Page.REFERENCE.of(OLD), Files.readString(file));
    }

    @Test
    void proseAroundTheRegionStays() throws IOException {
        reference(OLD).update();
        write("# Ours\n\nprose\n" + Files.readString(file).replace("# Configuration of orders\n", "") + "\nmore prose");

        assertTrue(reference(NEW).update());

        String text = Files.readString(file);
        assertTrue(text.startsWith("# Ours\n\nprose\n\n<!-- preflight:begin -->\n"), text);
        assertTrue(text.endsWith("<!-- preflight:end -->\n\nmore prose"), text);
        assertTrue(text.contains("`C`") && !text.contains("`B`"), text);
        assertEquals("", reference(NEW).difference());
    }

    @Test
    void differenceNamesLinesOfTheFile() throws IOException {
        reference(OLD).update();

        assertEquals("""
                --- %s
                +++ --preflight=docs
                @@ -9 +9 @@
                 | --- | --- | --- |
                 | `A` | text | yes |
                -| `B` | text | yes |
                +| `C` | text | yes |
                \s
                 All of it is verified at boot, in 30 s at the most.""".formatted(file), reference(NEW).difference());
    }

    @Test
    void currentFileIsNotTouched() throws IOException {
        reference(OLD).update();
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        assertFalse(reference(OLD).update());

        assertEquals(FileTime.fromMillis(0), Files.getLastModifiedTime(file));
    }

    @Test
    void lineEndsStayWhatTheyAre() throws IOException {
        write("prose\r\n" + Page.REFERENCE.of(OLD).replace("\n", "\r\n"));

        assertEquals("", reference(OLD).difference());
        assertFalse(reference(OLD).update());
        assertTrue(reference(NEW).update());

        assertEquals("prose\r\n" + Page.REFERENCE.of(NEW).replace("\n", "\r\n"), Files.readString(file));
    }

    @Test
    void byteOrderMarkBeforeTheRegionStays() throws IOException {
        write("\ufeff<!-- preflight:begin -->\n<!-- preflight:end -->");

        assertTrue(reference(OLD).update());

        assertTrue(Files.readString(file).startsWith("\ufeff<!-- preflight:begin -->\n<!-- Written"));
        assertTrue(Files.readString(file).endsWith("\n<!-- preflight:end -->"));
        assertEquals("", reference(OLD).difference());
    }

    private void assertRefused(String text, String message) throws IOException {
        write(text);
        assertEquals(
                file + message,
                assertThrows(IOException.class, () -> reference(OLD).difference())
                        .getMessage());
        assertEquals(
                file + message,
                assertThrows(IOException.class, () -> reference(OLD).update()).getMessage());
        assertEquals(text, Files.readString(file));
    }

    @Test
    void fileWithoutMarksIsLeftAlone() throws IOException {
        assertRefused(
                "# Ours\n",
                " has no region: put the lines <!-- preflight:begin --> and <!-- preflight:end --> where the generated part"
                        + " is to stand");
        assertRefused(
                "see `<!-- preflight:begin -->` and `<!-- preflight:end -->`\n",
                " has no region: put the lines <!-- preflight:begin --> and <!-- preflight:end --> where the generated part"
                        + " is to stand");
    }

    @Test
    void regionThatDoesNotEndIsLeftAlone() throws IOException {
        assertRefused(
                "x\n<!-- preflight:begin -->\nprose\n",
                " begins a region in line 2 that does not end: <!-- preflight:end --> is missing");
    }

    @Test
    void regionThatDoesNotBeginIsLeftAlone() throws IOException {
        assertRefused("<!-- preflight:end -->\n", " ends a region in line 1 that does not begin");
    }

    @Test
    void twoRegionsAreLeftAlone() throws IOException {
        String region = "<!-- preflight:begin -->\n<!-- preflight:end -->\n";
        assertRefused(region + "x\n" + region, " has two regions, and the second begins in line 4");
        assertRefused("<!-- preflight:begin -->\n" + region, " begins a region in line 1 and again in line 2");
    }

    @Test
    void fileThatIsNoTextIsLeftAlone() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, "<!-- preflight:begin -->\nM\u00fcnchen".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals(
                file + " is not in UTF-8",
                assertThrows(IOException.class, () -> reference(OLD).update()).getMessage());
    }

    @Test
    void fileThatIsTooLargeIsNotRead() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[(16 << 20) + 1]);

        assertEquals(
                file + " is larger than 16 MiB",
                assertThrows(IOException.class, () -> reference(OLD).difference())
                        .getMessage());
    }

    @Test
    void secretThatSomebodyFilledInIsNotShown() throws IOException {
        Preflight suite = Preflight.of("orders", env("PASSWORD").secret(), env("PASS"));
        file = directory.resolve(".env");
        write("# preflight:begin\nexport PASSWORD=hunter2\nPASSWORD: hunter2\nPASSWORD=\nPASS=x\n# preflight:end\n");

        String difference = GeneratedFile.of(Page.ENV_EXAMPLE, suite, file).difference();

        assertFalse(difference.contains("hunter2"), difference);
        assertTrue(difference.contains("\n-export PASSWORD=[secret]\n-PASSWORD:[secret]\n"), difference);
        assertTrue(difference.contains("\n-PASS=x\n"), difference);
    }
}
