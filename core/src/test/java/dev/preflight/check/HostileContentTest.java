package dev.preflight.check;

import static dev.preflight.Checks.file;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class HostileContentTest {
    private static final int SEED = 20260131;

    @TempDir
    Path directory;

    /** Every format on one content: the report is printable, bounded, and nobody crashed. */
    private void survive(byte[] content) throws IOException {
        FileRun run = new FileRun(directory);
        run.write("app.conf", content);
        List<Check<?>> checks = new ArrayList<>();
        for (String path : List.of("app.conf", "./app.conf")) {
            ConfigFile<FoundFile> any = path.startsWith(".") ? file(path).secret() : file(path);
            Report report = run.report(
                    named(any, "1").json().having("a.b"),
                    named(any, "2").yaml().having("a.b"),
                    named(any, "3").xml().having("a.b"),
                    named(any, "4").properties().having("a.b"),
                    named(any, "5").parsedAs("OWN", in -> {
                        throw new IllegalStateException(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                    }),
                    named(any, "6").containing("\u001b]0;not there\u0007"));
            String text = report.toString();
            assertTrue(text.length() < 12_000, () -> "length " + text.length());
            text.chars()
                    .forEach(c -> assertTrue(
                            c == '\n'
                                    || c >= ' '
                                            && c != 127
                                            && !(c > 127 && c < 160)
                                            && !Character.isSurrogate((char) c),
                            () -> "character " + c + " in " + text));
            for (CheckResult result : report.results()) {
                for (Problem problem : result.problems()) {
                    assertNotEquals(Code.CHECK_CRASHED, problem.code(), text);
                }
            }
            checks.addAll(report.results().stream().map(CheckResult::check).toList());
        }
        assertEquals(12, checks.size());
    }

    /** The same file under a name of its own, since a suite wants distinct names. */
    private static ConfigFile<FoundFile> named(ConfigFile<FoundFile> file, String distinct) {
        ConfigFile<FoundFile> named = file("./".repeat(Integer.parseInt(distinct)) + file.name());
        return file.settings().secret() ? named.secret() : named;
    }

    @Test
    void randomBytesAreSurvived() {
        Random random = new Random(SEED);
        assertTimeoutPreemptively(ofSeconds(60), () -> {
            for (int i = 0; i < 60; i++) {
                byte[] content = new byte[1 + random.nextInt(i < 57 ? 300 : 200_000)];
                random.nextBytes(content);
                survive(content);
            }
        });
    }

    @Test
    void randomPunctuationIsSurvived() {
        String alphabet = "{}[]\"'\\:,-<>&;#!*%@|=?/ \n\t\r~^`0159eEuaxn.+\u0000\u001b\u0085\u2028\u202e\ufeff";
        Random random = new Random(SEED);
        assertTimeoutPreemptively(ofSeconds(60), () -> {
            for (int i = 0; i < 100; i++) {
                StringBuilder content = new StringBuilder();
                for (int j = random.nextInt(60); j >= 0; j--) {
                    content.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                survive(content.toString().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    @Test
    void everyControlCharacterIsSurvived() throws IOException {
        for (int c = 0; c < 160; c++) {
            if (c < 32 || c > 126) {
                survive(("a: " + (char) c + "\u001b[31m").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void loneSurrogatesAreSurvived() throws IOException {
        survive(new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'});
        survive("{\"\\ud800\": \"\\udc00\", \"a\": {\"\\udfff\": \"%s ${x}\"}}".getBytes(StandardCharsets.US_ASCII));
        survive("a\\ud800=\\udc00".getBytes(StandardCharsets.US_ASCII));
        survive("<a>&#xd800;</a>".getBytes(StandardCharsets.US_ASCII));
        survive("{\"\\ud800\": 1, \"\\ud800\": 2}".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[", "{\"a\":", "<a>", "\u001b[31m", "\\u00zz"})
    void tenMegabytesAreSurvived(String piece) {
        byte[] content = piece.repeat(10_000_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(ofSeconds(20), () -> survive(content));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\n", "- ", "- x\n", "<a/>\n", "a=1\n", "&a [*a]\n"})
    void manyLinesAreSurvived(String piece) {
        byte[] content = piece.repeat(200_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(ofSeconds(20), () -> survive(content));
    }
}
