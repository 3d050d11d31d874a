package dev.preflight.check;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParsedByLambdaTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    @BeforeEach
    void write() throws IOException {
        run().write("app.toml", "port = 8080");
    }

    @Test
    void valueIsWhatTheLambdaReturns() {
        ConfigFile<String> check =
                file("app.toml").parsedAs("TOML", in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
        assertEquals("port = 8080", run().value(check));
    }

    private static ConfigFile<Document> document() {
        return file("app.toml")
                .parsedAs("TOML", in -> Document.of("TOML", Map.of("port", 8080, "hosts", List.of("a", "b"))));
    }

    @Test
    void keysOfADocumentThatTheLambdaReturnsAreFound() {
        assertEquals(
                Optional.of("b"),
                run().value(document().having("port", "hosts[1]")).text("hosts.1"));
        assertEquals("""
                file.key-missing: lacks a key
                lacks: hosts[2]
                fix: add it to DIR/app.toml
                """, run().problem(document().having("hosts[2]")));
        assertEquals("Document[TOML]", run().value(document()).toString());
    }

    @Test
    void keysOfWhatIsNoDocumentAreAFaultOfTheCheck() {
        assertEquals(
                """
                check.crashed: the check itself broke
                why: having() asks for keys, and what the lambda of parsedAs() returns has none
                fix: return a Document from the lambda of file app.toml, as Document.of makes one
                """,
                run().problem(file("app.toml").parsedAs("TOML", in -> "text").having("port")));
    }

    @Test
    void rulesOfTheContentAreKept() {
        ConfigFile<Document> check =
                document().must("name two hosts", toml -> toml.find("hosts.1").isPresent());
        run().value(check);
        assertEquals(
                """
                file.invalid: must name a region
                looked: DIR/app.toml
                fix: correct DIR/app.toml
                """,
                run().problem(check.must(
                        "name a region", toml -> toml.find("region").isPresent())));
        assertEquals(List.of("must name two hosts"), check.declaration().demands());
        run().value(file("app.toml").must("be there", found -> found.path().isPresent()));
    }

    @Test
    void ruleThatBreaksIsAFaultOfTheCheck() {
        Report report = run().report(document().must("hold", toml -> {
            throw new IllegalStateException();
        }));
        assertEquals(70, report.exitCode());
        assertEquals(
                "file app.toml: the format comes before must(), whose rule is about its content",
                assertThrows(
                                IllegalStateException.class,
                                () -> file("app.toml")
                                        .must("be there", found -> true)
                                        .json())
                        .getMessage());
    }

    @Test
    void exceptionSaysWhyTheFileIsRefused() {
        assertEquals("""
                file.malformed: not valid TOML
                found: DIR/app.toml
                why: ParseException: line 1: no table\\u001b[31m
                fix: correct the file
                """, run().problem(file("app.toml").parsedAs("TOML", in -> {
            throw new ParseException("line 1: no table\u001b[31m", 1);
        })));
    }

    @Test
    void exceptionOfReadingIsTheLambdasOwn() {
        assertEquals("""
                file.malformed: not valid TOML
                found: DIR/app.toml
                why: IOException
                fix: correct the file
                """, run().problem(file("app.toml").parsedAs("TOML", in -> {
            throw new IOException();
        })));
    }

    @Test
    void problemOfTheLambdaIsShownAsItIs() {
        assertEquals("""
                file.checksum: not signed
                fix: sign it
                """, run().problem(file("app.toml").parsedAs("TOML", in -> {
            throw Problem.of(Code.FILE_CHECKSUM, "not signed").fix("sign it").asException();
        })));
    }

    @Test
    void errorOfTheLambdaIsACrashOfTheCheck() {
        String problem = run().problem(file("app.toml").parsedAs("TOML", in -> {
            throw new StackOverflowError();
        }));
        assertEquals("check.crashed: the check itself broke", problem.split("\n")[0]);
    }

    @Test
    void nullIsNoValue() {
        assertEquals("""
                file.malformed: not valid TOML
                found: DIR/app.toml
                why: the parser returned null
                fix: correct the file
                """, run().problem(file("app.toml").parsedAs("TOML", in -> null)));
    }

    @Test
    void badDeclarationsAreRefused() {
        assertEquals(
                "format is blank",
                assertThrows(IllegalArgumentException.class, () -> file("a").parsedAs(" ", in -> 1))
                        .getMessage());
        assertEquals(
                "parser",
                assertThrows(NullPointerException.class, () -> file("a").parsedAs("TOML", null))
                        .getMessage());
        assertEquals(
                "file a: the format can be declared once, and is already TOML",
                assertThrows(
                                IllegalStateException.class,
                                () -> file("a").parsedAs("TOML", in -> 1).json())
                        .getMessage());
        assertEquals(
                "file a: the format can be declared once, and is already properties",
                assertThrows(
                                IllegalStateException.class,
                                () -> file("a").properties().xml())
                        .getMessage());
    }
}
