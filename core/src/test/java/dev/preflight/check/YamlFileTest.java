package dev.preflight.check;

import static dev.preflight.Checks.file;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    private Document read(String content) throws IOException {
        run().write("app.yaml", content);
        return run().value(file("app.yaml").yaml());
    }

    private String problem(String content) throws IOException {
        run().write("app.yaml", content);
        return run().problem(file("app.yaml").yaml());
    }

    @Test
    void malformedFileNamesLineAndColumn() throws IOException {
        assertEquals("""
                file.malformed: not valid YAML
                found: DIR/app.yaml, line 2, column 3
                why: mapping values are not allowed here
                fix: correct the file at line 2
                """, problem("a: 1\n b: 2\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a:~\tb: 1     | line 2, column 1 | found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
                "a: 1~b: 2~a: 3| line 3, column 1 | found duplicate key a",
                "x: {a: 1, a: 2}| line 1, column 11 | found duplicate key a",
                "a: *b         | line 1, column 4 | found undefined alias b",
                "a: [1, 2      | line 1, column 9 | expected ',' or ']', but got <stream end>",
                "a: 'b         | line 1, column 6 | found unexpected end of stream",
                "a: !foo!x 1   | line 1, column 4 | found undefined tag handle !foo!",
                "a: 1~b: {{ x }}~| line 2, column 5 | a key is a list or a map, as in a template that was not filled in",
                "a: 1~? [x]~: 2| line 2, column 3 | a key is a list or a map, as in a template that was not filled in",
                "<<: x         | line 1, column 6 | Expected mapping node or an anchor referencing mapping",
            })
    void illegalYamlFailsAtItsPlace(String content, String place, String why) throws IOException {
        assertEquals(
                "file.malformed: not valid YAML\nfound: DIR/app.yaml, " + place + "\nwhy: " + why
                        + "\nfix: correct the file at " + place.substring(0, place.indexOf(',')) + "\n",
                problem(content.replace('~', '\n')));
    }

    @Test
    void controlCharacterIsNamedWithItsPlace() throws IOException {
        assertEquals("""
                file.malformed: not valid YAML
                found: DIR/app.yaml, line 2, column 5
                why: the character U+001b may not stand in YAML
                fix: correct the file at line 2
                """, problem("a: 1\nb: \u00e9\u001b[31m\n"));
    }

    @Test
    void otherEncodingIsNamedWithItsPlace() throws IOException {
        run().write("app.yaml", "a: 1\nb: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("""
                file.malformed: not valid YAML
                found: DIR/app.yaml, line 2, column 4
                why: it is not UTF-8
                fix: correct the file at line 2
                """, run().problem(file("app.yaml").yaml()));
    }

    @Test
    void brokenUtf16IsNamedWithoutAPlace() throws IOException {
        run().write("app.yaml", new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xd8, 0, 0, 'a'});
        assertTrue(run().problem(file("app.yaml").yaml()).startsWith("file.malformed: not valid YAML\n"));
    }

    @Test
    void byteOrderMarksAndUtf16AreRead() throws IOException {
        assertEquals(Optional.of(1), read("\ufeffa: 1\n").find("a"));
        run().write("app.yaml", "\ufeffa: \u00fc\n".getBytes(StandardCharsets.UTF_16LE));
        assertEquals(Optional.of("\u00fc"), run().value(file("app.yaml").yaml()).find("a"));
    }

    @Test
    void ofSeveralDocumentsTheLastThatHasAKeyCounts() throws IOException {
        Document document = read("---\na: 1\nb: 1\n---\nb: 2\n---\n---\nc: {d: 3}\n...\n");
        assertEquals(Optional.of(1), document.find("a"));
        assertEquals(Optional.of(2), document.find("b"));
        assertEquals(Optional.of(3), document.find("c.d"));
    }

    @Test
    void fileOfCommentsHasNoKeys() throws IOException {
        run().write("app.yaml", "# nothing yet\n");
        assertEquals("""
                file.key-missing: lacks a key
                lacks: a
                fix: add it to DIR/app.yaml
                """, run().problem(file("app.yaml").yaml().having("a")));
    }

    @Test
    void keysNeedNotBeTexts() throws IOException {
        Document document = read("8080: a\ntrue: b\n2026-01-31: c\n1.5: d\n~: e\n");
        for (String key : List.of("8080", "true", "2026-01-31", "1.5", "null")) {
            assertTrue(document.text(key).isPresent(), key);
        }
        assertEquals(Optional.empty(), document.text("8081"));
    }

    @Test
    void tagsOfTheApplicationAreReadByTheirKind() throws IOException {
        Document document = read("""
                secrets: !include secrets.yaml
                bucket: !Ref Bucket
                arn: !Sub [a, {b: !GetAtt x.y}]
                pool: !pool {size: 5}
                class: !!com.example.Config {size: 6}
                when: !!timestamp 2026-01-31
                data: !!binary aGVsbG8=
                list: !!omap [a: 1]
                all: !!set {a, b}
                odd: !!str [a]
                """);
        assertEquals(Optional.of("secrets.yaml"), document.find("secrets"));
        assertEquals(Optional.of("Bucket"), document.find("bucket"));
        assertEquals(Optional.of("x.y"), document.find("arn.1.b"));
        assertEquals(Optional.of(5), document.find("pool.size"));
        assertEquals(Optional.of(6), document.find("class.size"));
        assertEquals(Optional.of("2026-01-31"), document.find("when"));
        assertEquals(Optional.of("aGVsbG8="), document.find("data"));
        assertEquals(Optional.of(1), document.find("list.0.a"));
        assertTrue(document.has("all.b"));
        assertEquals(Optional.of("a"), document.find("odd.0"));
    }

    @Test
    void valueThatBreaksItsStandardTagFails() throws IOException {
        assertEquals("""
                file.malformed: not valid YAML
                found: DIR/app.yaml
                why: java.lang.NumberFormatException: For input string: "abc"
                fix: correct the file
                """, problem("a: !!int abc\n"));
    }

    @Test
    void mergeKeysAreFollowed() throws IOException {
        Document document = read("""
                defaults: &defaults {host: db, port: 1}
                more: &more {user: orders}
                service:
                  <<: *defaults
                  <<: *more
                  port: 2
                """);
        assertEquals(Optional.of(Map.of("host", "db", "user", "orders", "port", 2)), document.find("service"));
    }

    @Test
    void valuesOfTheCoreSchemaAreRead() throws IOException {
        Document document = read("a: 0x1F\nb: TRUE\nc: .inf\nd: on\ne: 1_000\nf: ${HOME}\ng: !ENV ${X}\n");
        assertEquals(Optional.of(31), document.find("a"));
        assertEquals(Optional.of(true), document.find("b"));
        assertEquals(Optional.of(Double.POSITIVE_INFINITY), document.find("c"));
        assertEquals(Optional.of("on"), document.find("d"));
        assertEquals(Optional.of("1_000"), document.find("e"));
        assertEquals(Optional.of("${HOME}"), document.find("f"));
        assertEquals(Optional.of("${X}"), document.find("g"));
    }

    @Test
    void deepNestingPassesAndEndlessNestingFails() throws IOException {
        read("[".repeat(200) + "]".repeat(200));
        assertEquals("""
                file.malformed: not valid YAML
                found: DIR/app.yaml
                why: it is nested too deeply
                fix: correct the file
                """, problem("[".repeat(1_000_000)));
    }

    @Test
    void bombOfAliasesFails() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertEquals("""
                file.malformed: not valid YAML
                found: DIR/app.yaml, line 1, column 1
                why: with its aliases it has more than 1,000,000 values
                fix: correct the file at line 1
                """, problem(bomb.toString()));
    }

    @Test
    void fewAliasesThatMultiplyDoNotHoldUpTheRun() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i <= 25; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        bomb.append("b: &b [*b, *b]\n");
        run().write("app.yaml", bomb.toString());
        assertTimeoutPreemptively(
                ofSeconds(2),
                () -> run().report(file("app.yaml").yaml().secret().having("a25.1.1.1", "b.0.0.0")));
    }

    /** yaml.org, "Merge Key Language-Independent Type"; the Engine never ends with the first of these. */
    @Test
    void mapThatIsMergedIntoItselfFails() {
        for (String content :
                new String[] {"a: &a {<<: *a}", "a: &a {b: {<<: *a}}", "a: &a {<<: [*a]}", "&a {x: {y: {<<: *a}}}"}) {
            assertTimeoutPreemptively(
                    ofSeconds(2),
                    () -> assertEquals(
                            "why: a map is merged into itself",
                            problem(content).lines().skip(2).findFirst().orElse(""),
                            content));
        }
    }

    @Test
    void mergeKeysAreFollowedInTheirOrder() throws IOException {
        Document document = read(
                "a: &a {A: a, B: a}\nb: &b {<<: *a, B: b, C: b}\nc: {<<: [*a, *b], D: own, A: own}\nd: {<<: *b}\n'<<': 1\n");

        assertEquals(
                "own a b own",
                String.join(
                        " ",
                        document.text("c.A").orElse(""),
                        document.text("c.B").orElse(""),
                        document.text("c.C").orElse(""),
                        document.text("c.D").orElse("")));
        assertEquals(
                "a b",
                document.text("d.A").orElse("") + " " + document.text("d.B").orElse(""));
    }

    @Test
    void manyAliasesAreNoBomb() throws IOException {
        StringBuilder text = new StringBuilder("d: &d {A: 1}\n");
        for (int i = 0; i < 300; i++) {
            text.append("s").append(i).append(": *d\n");
        }
        assertEquals("1", read(text.toString()).text("s299.A").orElse(""));
    }

    @Test
    void whatStandsThereItselfMayBeMuch() throws IOException {
        String text = "b: &b [x]\nc: *b\na:\n" + "- x\n".repeat(1_000_100);
        assertEquals("x", read(text).text("c.0").orElse(""));
    }
}
