package dev.preflight.report;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envSet;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.text.Amounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The short and the long form of the report, its colours and its width. */
class TextFormsTest {
    private static Report mixed() {
        return Preflight.of(
                        "orders",
                        env("A"),
                        env("B").warnOnly(),
                        env("C"),
                        env("D").onlyIf(envSet("X")),
                        probe("cache", context -> {
                            context.trying("DNS");
                            context.held("10.2.0.7");
                            context.trying("greeting");
                            context.held("");
                            return null;
                        }),
                        probe("queue", () -> {}).needs(env("A2")))
                .against(Deployment.of(Map.of("C", "x")))
                .run();
    }

    @Test
    void fullFormAlsoListsWhatPassedAndWhatDoesNotApply() {
        assertEquals(
                """
                PREFLIGHT FAILED  orders: 2 failed, 1 skipped, 1 warning, 1 not needed here, 2 passed in <time>

                FAIL  env A  not set                                                              [env.missing]
                      fix     set A

                FAIL  env A2  not set                                                             [env.missing]
                      fix     set A2

                SKIP  probe queue  needs env A2

                WARN  env B  not set                                                              [env.missing]
                      fix     set B

                N/A   env D  only if X is set

                PASS  env C
                PASS  probe cache
                      held    DNS 10.2.0.7 in <time>, greeting in <time>""",
                Timeless.text(
                        TextReport.of(mixed()).full().toString().replaceAll("(?m)^(PASS .*\\S)  \\d+ ms$", "$1")));
    }

    @Test
    void shortFormTellsProblemsAndRemedies() {
        assertEquals("""
                PREFLIGHT FAILED  orders: 2 failed, 1 skipped, 1 warning, 1 not needed here, 2 passed in <time>
                FAIL  env A  not set  [env.missing]
                      fix  set A
                FAIL  env A2  not set  [env.missing]
                      fix  set A2
                WARN  env B  not set  [env.missing]
                      fix  set B""", Timeless.text(TextReport.of(mixed()).brief().toString()));
    }

    @Test
    void shortFormOfTenThousandProblemsFitsATerminationMessage() {
        Check<?>[] checks = new Check<?>[10_000];
        for (int i = 0; i < checks.length; i++) {
            checks[i] = env("VARIABLE_" + i).describedAs("für alles");
        }
        Report report =
                Preflight.of("orders", checks).against(Deployment.of(Map.of())).run();

        String brief = TextReport.of(report).brief().toString();

        assertTrue(brief.getBytes(StandardCharsets.UTF_8).length <= 4096);
        assertTrue(brief.length() > 3_900, () -> "wastes room: " + brief.length());
        long shown = brief.lines().filter(line -> line.startsWith("FAIL")).count();
        assertTrue(brief.endsWith("\nand " + Amounts.count(10_000 - shown) + " more problems"), brief);
    }

    @Test
    void firstLineThatIsTooLongByItselfIsCutAtACharacter() {
        Report report = ReportBuilder.report(
                "\ud83d\ude80".repeat(5_000),
                Verdict.PASSED,
                mixed().results().subList(2, 3),
                List.of(),
                Duration.ZERO);

        byte[] brief = TextReport.of(report).brief().toString().getBytes(StandardCharsets.UTF_8);

        assertTrue(brief.length <= 4096);
        assertTrue(new String(brief, StandardCharsets.UTF_8).endsWith("\ud83d\ude80"));
    }

    @Test
    void coloursMarkWhatCounts() {
        Report mixed = mixed();
        String coloured = TextReport.of(mixed).full().inColour().toString();

        assertTrue(coloured.startsWith("\u001b[31;1mPREFLIGHT FAILED\u001b[0m  orders: 2 failed"), coloured);
        assertTrue(coloured.contains("\n\u001b[31;1mFAIL\u001b[0m  env A  not set "), coloured);
        assertTrue(coloured.contains(" \u001b[2m[env.missing]\u001b[0m\n"), coloured);
        assertTrue(coloured.contains("\n      \u001b[1mfix\u001b[0m     set A\n"), coloured);
        assertTrue(coloured.contains("\n\u001b[33;1mWARN\u001b[0m  env B"), coloured);
        assertTrue(coloured.contains("\n\u001b[2mSKIP\u001b[0m  probe queue"), coloured);
        assertTrue(coloured.contains("\n\u001b[32;1mPASS\u001b[0m  env C"), coloured);
        assertEquals(TextReport.of(mixed).full().toString(), coloured.replaceAll("\u001b\\[[0-9;]+m", ""));
    }

    @Test
    void onlyAPassIsGreen() {
        Report nothing = Preflight.of("orders", env("A").onlyIf(envSet("B")))
                .against(Deployment.of(Map.of()))
                .run();
        assertTrue(TextReport.of(nothing).inColour().toString().startsWith("\u001b[33;1mPREFLIGHT VERIFIED NOTHING"));
    }

    @Test
    void narrowScreensGetTheCodeBehindTheText() {
        for (int width : new int[] {1, 20}) {
            assertTrue(TextReport.of(mixed())
                    .columns(width)
                    .toString()
                    .contains("\nFAIL  env A  not set  [env.missing]\n"));
        }
        assertTrue(
                TextReport.of(mixed()).columns(40).toString().contains("\nFAIL  env A  not set       [env.missing]\n"));
        assertThrows(
                IllegalArgumentException.class, () -> TextReport.of(mixed()).columns(0));
    }

    @Test
    void warningsAloneAreNoSuccess() {
        Report report = Preflight.of("orders", env("A").warnOnly())
                .against(Deployment.of(Map.of()))
                .run();
        assertEquals(Verdict.NOTHING_CHECKED, report.verdict());
        assertEquals(
                "PREFLIGHT VERIFIED NOTHING  orders: 1 warning in <time>",
                Timeless.text(report).lines().findFirst().orElseThrow());
    }
}
