package dev.preflight;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
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
                file("app.toml").as("TOML", in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
        assertEquals("port = 8080", run().value(check));
    }

    @Test
    void exceptionSaysWhyTheFileIsRefused() {
        assertEquals("""
                file.malformed: not valid TOML
                found: DIR/app.toml
                why: ParseException: line 1: no table\\u001b[31m
                fix: correct the file
                """, run().problem(file("app.toml").as("TOML", in -> {
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
                """, run().problem(file("app.toml").as("TOML", in -> {
            throw new IOException();
        })));
    }

    @Test
    void problemOfTheLambdaIsShownAsItIs() {
        assertEquals("""
                file.checksum: not signed
                fix: sign it
                """, run().problem(file("app.toml").as("TOML", in -> {
            throw Problem.of(Code.FILE_CHECKSUM, "not signed").fix("sign it").asException();
        })));
    }

    @Test
    void errorOfTheLambdaIsACrashOfTheCheck() {
        String problem = run().problem(file("app.toml").as("TOML", in -> {
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
                """, run().problem(file("app.toml").as("TOML", in -> null)));
    }

    @Test
    void badDeclarationsAreRefused() {
        assertEquals(
                "format is blank",
                assertThrows(IllegalArgumentException.class, () -> file("a").as(" ", in -> 1))
                        .getMessage());
        assertEquals(
                "parser",
                assertThrows(NullPointerException.class, () -> file("a").as("TOML", null))
                        .getMessage());
        assertEquals(
                "file a: the format can be declared once, and is already TOML",
                assertThrows(
                                IllegalStateException.class,
                                () -> file("a").as("TOML", in -> 1).json())
                        .getMessage());
        assertEquals(
                "file a: the format can be declared once, and is already properties",
                assertThrows(
                                IllegalStateException.class,
                                () -> file("a").properties().xml())
                        .getMessage());
    }
}
