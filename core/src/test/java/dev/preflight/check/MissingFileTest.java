package dev.preflight.check;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingFileTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    @Test
    void rendersAsTheDesignShowsIt() throws IOException {
        run().write("config/app.yml", "a: 1");
        run().write("config/logback.xml", "<a/>");
        String[] lines = run().report(file("config/app.yaml")).toString().split("\n", 3);
        assertEquals("""
                FAIL  file config/app.yaml  not found                                            [file.missing]
                      looked  DIR/config: exists, holds app.yml, logback.xml
                      fix     ship config/app.yaml with the deployment; did you mean app.yml?""", lines[2].replace(directory.toString(), "DIR"));
    }

    @Test
    void parentThatIsEmptyIsSaidToBe() throws IOException {
        Files.createDirectory(directory.resolve("config"));
        assertEquals("""
                file.missing: not found
                looked: DIR/config: exists, is empty
                fix: ship config/app.yaml with the deployment
                """, run().problem(file("config/app.yaml")));
    }

    @Test
    void parentThatIsMissingGivesWayToTheNearestThatExists() throws IOException {
        Files.createDirectory(directory.resolve("conf"));
        assertEquals("""
                file.missing: not found
                looked: DIR: exists, holds conf
                fix: ship config/a/app.yaml with the deployment
                """, run().problem(file("config/a/app.yaml")));
    }

    @Test
    void misspeltParentIsSuggested() throws IOException {
        Files.createDirectory(directory.resolve("configs"));
        assertEquals("""
                file.missing: not found
                looked: DIR: exists, holds configs
                fix: ship config/app.yaml with the deployment; did you mean configs?
                """, run().problem(file("config/app.yaml")));
    }

    @Test
    void longListIsCutAfterTenNames() throws IOException {
        for (int i = 10; i < 35; i++) {
            run().write("config/part-" + i, "x");
        }
        assertEquals("""
                file.missing: not found
                looked: DIR/config: exists, holds part-10, part-11, part-12, part-13, part-14, part-15, part-16, part-17, \
                part-18, part-19 and 15 more
                fix: ship config/app.yaml with the deployment
                """, run().problem(file("config/app.yaml")));
    }

    @Test
    void listOfAHugeDirectoryIsNotReadToItsEnd() throws IOException {
        Files.createDirectory(directory.resolve("huge"));
        for (int i = 0; i < 10_001; i++) {
            Files.createFile(directory.resolve("huge").resolve("f" + i));
        }
        String problem = run().problem(file("huge/app.yaml"));
        assertEquals(true, problem.contains(" and more than 9,990 more\n"), problem);
    }

    @Test
    void namesOfNeighboursAreEscapedAndCut() throws IOException {
        Files.createDirectory(directory.resolve("config"));
        Files.createFile(directory.resolve("config/\u001b[31mred"));
        Files.createFile(directory.resolve("config/" + "x".repeat(200)));
        assertEquals("""
                file.missing: not found
                looked: DIR/config: exists, holds \\u001b[31mred, %s...
                fix: ship config/app.yaml with the deployment
                """.formatted("x".repeat(60)), run().problem(file("config/app.yaml")));
    }

    @Test
    void brokenLinkNamesItsTarget() throws IOException {
        Files.createSymbolicLink(directory.resolve("app.yaml"), Path.of("..data/app.yaml"));
        assertEquals("""
                file.missing: not found
                found: DIR/app.yaml is a link to ..data/app.yaml, which does not exist
                fix: mount or ship what the link leads to
                """, run().problem(file("app.yaml")));
    }

    @Test
    void brokenLinkIsNotAnAbsentFile() throws IOException {
        Files.createSymbolicLink(directory.resolve("app.yaml"), Path.of("nowhere"));
        assertEquals(
                run().problem(file("app.yaml")), run().problem(file("app.yaml").optional()));
    }

    @Test
    void linkToItselfIsCalledALoop() throws IOException {
        Files.createSymbolicLink(directory.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(directory.resolve("b"), Path.of("a"));
        assertEquals("""
                file.missing: not found
                found: DIR/a is a link to b, which leads back to it
                fix: mount or ship what the link leads to
                """, run().problem(file("a")));
    }

    @Test
    void pathThroughAFileNamesTheFile() throws IOException {
        run().write("config", "not a directory");
        assertEquals("""
                file.missing: not found
                looked: DIR/config: is a file, not a directory
                fix: ship config/a/app.yaml with the deployment
                """, run().problem(file("config/a/app.yaml")));
    }

    @Test
    void pathThroughABrokenLinkNamesTheLink() throws IOException {
        Files.createSymbolicLink(directory.resolve("config"), Path.of("nowhere"));
        assertEquals("""
                file.missing: not found
                looked: DIR/config is a link to nowhere, which does not exist
                fix: ship config/app.yaml with the deployment
                """, run().problem(file("config/app.yaml")));
    }

    @Test
    void optionalFileMayBeAbsent() {
        assertEquals("", run().warning(file("app.yaml").optional()));
    }

    @Test
    void optionalFileMustBeRightWhenItIsThere() throws IOException {
        run().write("app.json", "");
        assertEquals("""
                file.empty: empty
                found: DIR/app.json has 0 bytes
                fix: ship the file with its content
                """, run().problem(file("app.json").json().optional()));
    }

    @Test
    void pathWithDotsIsShownPlainly() throws IOException {
        Files.createDirectories(directory.resolve("bin"));
        Files.createDirectories(directory.resolve("config"));
        assertEquals("""
                file.missing: not found
                looked: DIR/config: exists, is empty
                fix: ship bin/../config/./app.yaml with the deployment
                """, run().problem(file("bin/../config/./app.yaml")));
    }

    @Test
    void dotsAfterALinkLeadWhereTheSystemLeadsThem() throws IOException {
        run().write("releases/7/bin/run", "x");
        run().write("releases/7/app.yaml", "the right one");
        run().write("app.yaml", "the wrong one, where the text of the path leads");
        Files.createSymbolicLink(directory.resolve("current"), Path.of("releases/7/bin"));
        FoundFile found = run().value(file("current/../app.yaml"));
        assertEquals("the right one", Files.readString(found.path().orElseThrow()));
    }

    @Test
    void dotsAfterWhatDoesNotExistAreKept() {
        assertEquals("""
                file.missing: not found
                looked: DIR: exists, is empty
                fix: ship nowhere/../app.yaml with the deployment
                """, run().problem(file("nowhere/../app.yaml")));
    }
}
