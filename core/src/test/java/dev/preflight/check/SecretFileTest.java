package dev.preflight.check;

import static dev.preflight.Checks.file;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
    private static final String MARKER = "Zq7#vX/w9+Kt$2Lm&8Rp";

    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    @BeforeEach
    void needModes() {
        assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "this system has no modes");
    }

    private Path write(String name, String content, String mode) throws IOException {
        Path file = run().write(name, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void fileOfItsOwnerAndGroupPasses() throws IOException {
        write("key", MARKER, "rw-rw----");
        run().value(file("key").secret());
    }

    @Test
    void fileThatEverybodyMayReadIsAWarning() throws IOException {
        write("key", MARKER, "rw-r--r--");
        assertEquals("""
                file.exposed: a secret that every user of the machine may read
                found: DIR/key has mode o+r
                fix: chmod o-r DIR/key
                """, run().warning(file("key").secret()));
    }

    @Test
    void fileThatEverybodyMayWriteIsAnError() throws IOException {
        write("key", MARKER, "rw-rw--w-");
        assertEquals("""
                file.world-writable: a secret that every user of the machine may write
                found: DIR/key has mode o+w
                fix: chmod o-rw DIR/key, and replace the secret
                """, run().problem(file("key").secret()));
    }

    @Test
    void modesOfOtherFilesAreNoMatter() throws IOException {
        write("app.conf", "x", "rw-rw-rw-");
        run().value(file("app.conf"));
    }

    @Test
    void linkIsJudgedByItsTarget() throws IOException {
        write("..data/open", MARKER, "rw-r--r--");
        write("..data/closed", MARKER, "r--r-----");
        write("..data/shared", MARKER, "rw-rw-rw-");
        for (String name : List.of("open", "closed", "shared")) {
            Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
        }
        run().value(file("closed").secret());
        assertEquals(
                "file.exposed: a secret that every user of the machine may read",
                run().warning(file("open").secret()).split("\n")[0]);
        assertEquals(
                "file.world-writable: a secret that every user of the machine may write",
                run().problem(file("shared").secret()).split("\n")[0]);
    }

    @Test
    void failureComesBeforeTheWarning() throws IOException {
        write("key.json", "{}", "rw-r--r--");
        assertEquals("""
                file.key-missing: lacks a key
                lacks: a
                fix: add it to DIR/key.json
                """, run().problem(file("key.json").secret().json().having("a")));
    }

    @Test
    void parserSaysWhereAndNotWhat() throws IOException {
        String text = "a: '" + MARKER + "'\nb: [" + MARKER + "\n  c: @" + MARKER;
        write("key", text, "rw-------");
        assertEquals("""
                file.malformed: not valid JSON
                found: DIR/key, line 1, column 1
                fix: correct the file at line 1
                """, run().problem(file("key").secret().json()));
        String yaml = run().problem(file("key").secret().yaml());
        assertEquals(true, yaml.matches("""
                file.malformed: not valid YAML
                found: DIR/key, line \\d, column \\d+
                fix: correct the file at line \\d
                """), yaml);
        assertEquals("""
                file.malformed: not valid XML
                found: DIR/key, line 1, column 1
                fix: correct the file at line 1
                """, run().problem(file("key").secret().xml()));
        assertEquals("""
                file.malformed: not valid TOML
                found: DIR/key
                fix: correct the file
                """, run().problem(file("key").secret().parsedAs("TOML", in -> {
            throw new IllegalStateException("near " + text);
        })));
    }

    @Test
    void problemOfTheParserIsNotShownEither() throws IOException {
        write("key", MARKER, "rw-------");
        assertEquals("""
                file.malformed: not valid KEY
                found: DIR/key
                fix: correct the file
                """, run().problem(file("key").secret().parsedAs("KEY", in -> {
            throw Problem.of(Code.FILE_CHECKSUM, MARKER.substring(3, 12)).asException();
        })));
    }

    @Test
    void errorOfTheParserIsShownWithoutTheContent() throws IOException {
        write("key", MARKER, "rw-------");
        assertNothingOf(MARKER, run().problem(file("key").secret().parsedAs("KEY", in -> {
            throw new AssertionError("at " + MARKER.substring(2, 13));
        })));
    }

    @Test
    void keyThatStandsTwiceIsNotNamed() throws IOException {
        write("key", "{\"" + MARKER + "\": 1, \"" + MARKER + "\": 2}", "rw-------");
        assertEquals("""
                file.malformed: has a key twice
                found: DIR/key, line 1: one stands there again in one object, and parsers differ in which one counts
                fix: remove one of the two
                """, run().warning(file("key").secret().json()));
    }

    @Test
    void keysThatLookLikeAMissingOneAreNotNamed() throws IOException {
        write("key", "passwort: x", "rw-------");
        assertEquals("""
                file.key-missing: lacks a key
                lacks: password
                fix: add it to DIR/key
                """, run().problem(file("key").secret().yaml().having("password")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "json", "yaml", "xml", "properties", "own"})
    void laterChecksDoNotTellWhatAFileHolds(String format) throws IOException {
        String content = switch (format) {
            case "json" -> "{\"a\": [{\"b\": \"" + MARKER + "\"}]}";
            case "yaml" -> "a: &x [{b: '" + MARKER + "'}]\nc: [*x, &y [*y, *y]]\n";
            case "xml" -> "<a><b c='" + MARKER.replace("&", "&amp;") + "'>x</b></a>";
            case "properties" -> "a.b=" + MARKER + "\n";
            default -> MARKER + "\n";
        };
        write("key", content, "rw-------");
        ConfigFile<FoundFile> key = file("key").secret();
        ConfigFile<?> secret = switch (format) {
            case "json" -> key.json();
            case "yaml" -> key.yaml();
            case "xml" -> key.xml();
            case "properties" -> key.properties();
            case "own" -> key.parsedAs("KEY", in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
            default -> key;
        };
        String base64 = Base64.getEncoder().encodeToString(MARKER.getBytes(StandardCharsets.UTF_8));
        String encoded = URLEncoder.encode(MARKER, StandardCharsets.UTF_8);
        Report report = run().report(
                        secret,
                        probe("throws", context -> {
                                    throw new IllegalStateException(
                                            "plain " + MARKER + " piece " + MARKER.substring(4, 14) + " base64 "
                                                    + base64 + " url " + encoded + ' ',
                                            new IOException("cause " + MARKER.substring(1)));
                                })
                                .needs(secret),
                        probe("tells", context -> {
                                    throw Problem.of(Code.PROBE_FAILED, "no " + MARKER)
                                            .found(base64)
                                            .fix(encoded)
                                            .asException();
                                })
                                .needs(secret));
        assertEquals(2, report.count(Outcome.FAILED), report::toString);
        assertNothingOf(MARKER, report.toString());
        assertNothingOf(base64, report.toString());
        assertNothingOf(encoded, report.toString());
    }

    private static void assertNothingOf(String secret, String text) {
        for (int i = 0; i + 6 <= secret.length(); i++) {
            assertFalse(text.contains(secret.substring(i, i + 6)), text);
        }
    }
}
