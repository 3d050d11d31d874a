package dev.preflight.deploy.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.DeploymentException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * References as Compose fills them in: the clauses of "Interpolation" of the Compose Specification, and of
 * template/template.go of compose-go 2.13.0, whose own tables are the source of most rows.
 */
class ComposeTemplateTest {
    private static final Map<String, String> VALUES =
            Map.of("FOO", "first", "BAR", "", "JSON", "{\"json\":2}", "X", "x");

    private static String fill(String text) {
        return new ComposeTemplate(VALUES).fill(text, "compose.yaml, line 3");
    }

    private static String refusal(String text) {
        return assertThrows(DeploymentException.class, () -> fill(text), text).getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // A dollar sign that begins no reference stays.
                "a $ string|a $ string",
                "^REGEX$|^REGEX$",
                "$}|$}",
                "$|$",
                "5$|5$",
                "$?|$?",
                "$(cat x)|$(cat x)",
                "$1$-|$1$-",
                "PathRegexp(`````^/shop(/.*)?$`````)|PathRegexp(`````^/shop(/.*)?$`````)",
                "$$|$",
                "$${foo}|${foo}",
                "$$$FOO|$first",
                "a$$b$$|a$b$",
                // Without braces a name ends where no letter, digit or underscore follows.
                "$FOO-bar|first-bar",
                "$FOO|first",
                "This ${FOO} var|This first var",
                // Not set, or empty, with each operator.
                "This ${missing} var|This  var",
                "This $missing var|This  var",
                "This ${BAR} var|This  var",
                "ok ${missing:-def}|ok def",
                "ok ${missing-def}|ok def",
                "ok ${BAR:-def}|ok def",
                "ok ${BAR-def}|ok ",
                "ok ${FOO:-def}|ok first",
                "ok ${FOO-def}|ok first",
                "ok ${UNSET:+there}|ok ",
                "ok ${UNSET+there}|ok ",
                "ok ${BAR:+there}|ok ",
                "ok ${BAR+there}|ok there",
                "ok ${FOO:+there}|ok there",
                "ok ${FOO:?err}|ok first",
                "ok ${FOO?err}|ok first",
                "ok ${BAR?err}|ok ",
                // The first operator is the one that counts.
                "ok ${BAR:-/non:-alphanumeric}|ok /non:-alphanumeric",
                "${UNSET-myerror?msg}|myerror?msg",
                "+ok ${UNSET:-${BAR-def}}|+ok ",
                ":?ok ${BAR:-def}|:?ok def",
                "${X:-a} b?|x b?",
                // References inside of a word.
                "ok ${UNSET-$FOO}|ok first",
                "ok ${UNSET-${FOO} ${FOO}}|ok first first",
                "ok ${BAR:-${FOO}}|ok first",
                "ok ${BAR+$FOO ${FOO:+second}}|ok first second",
                "ok ${SUBDOMAIN:-redis}.${FOO:?}|ok redis.first",
                // Braces inside of a default are counted, and of an opening one the next character is never looked at.
                "ok ${missing:-{\"json\":1}}|ok {\"json\":1}",
                "ok ${JSON:-{\"json\":1}}|ok {\"json\":2}",
                "${X:-{a}} ${FOO}|x first",
                "${X:-{}} ${FOO}|x",
                "${X:-}}|x}",
                "${BAR:-}}|}",
                "${BAR:-{} tail|{ tail",
                // Quotes are not special.
                "${BAR:-\"a}\"}|\"a\"}",
                "${BAR:-'a'}|'a'",
                // Names are told without regard to case.
                "${x:-d}|d",
            })
    void everyClauseOfInterpolationIsFollowed(String text, String filled) {
        assertEquals(filled == null ? "" : filled.replace("```", "`"), fill(text.replace("```", "`")), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${",
                "${}",
                "${ }",
                "${ foo}",
                "${foo }",
                "${foo!}",
                "${foo:}",
                "${foo",
                "${1}",
                "${X:-a\nb}",
                "${UNSET:-{}} ${X}"
            })
    void whatBeginsLikeAReferenceAndIsNoneIsRefused(String text) {
        assertEquals(
                "compose.yaml, line 3: a ${ that begins no reference, which Compose refuses; write $${ if it is meant so",
                refusal(text));
    }

    @Test
    void valueThatIsDemandedAndNotThereIsRefused() {
        assertEquals("compose.yaml, line 3: UNSET is required and not set: say first", refusal("${UNSET:?say ${FOO}}"));
        assertEquals("compose.yaml, line 3: UNSET is required and not set", refusal("${UNSET?}"));
        assertEquals("compose.yaml, line 3: BAR is required and not set", refusal("${BAR:?}"));
        assertEquals("compose.yaml, line 3: UNSET is required and not set: bar-baz", refusal("${UNSET?bar-baz}"));
    }

    @Test
    void namesThatBecomeBlankAreKnownWhereTheyAreUsed() {
        ComposeTemplate template = new ComposeTemplate(VALUES);
        template.fill("$A ${B} ${C:-${D}} ${E:+${F}} ${X:-${G}} ${H:-} $BAR", "x");

        assertEquals(Set.of("A", "B", "D"), template.unset());
    }

    /** Up to compose-go 2.13.0 a word that is not used is filled in all the same, and what is wrong with it counts. */
    @Test
    void wordThatIsNotUsedIsADoubt() {
        ComposeTemplate template = new ComposeTemplate(VALUES);

        assertEquals("x ", template.fill("${X:-${UNSET:?say it}} ${UNSET:+${FINE}}", "line 1"));
        assertEquals("x", template.fill("${X:-${a!}}", "line 2"));
        assertEquals(
                List.of(
                        "line 1: UNSET is required and not set: say it",
                        "line 2: a ${ that begins no reference, which Compose refuses; write $${ if it is meant so"),
                template.doubts());
    }

    @Test
    void referencesThatDoubleAValueAreBounded() {
        String long1 = "x".repeat(Growth.LONGEST);
        ComposeTemplate template = new ComposeTemplate(Map.of("A", long1));

        assertEquals(long1, template.fill("$A", "x"));
        assertEquals(
                "line 2: its references make it longer than 1,048,576 characters",
                assertThrows(DeploymentException.class, () -> template.fill("$A$A", "line 2"))
                        .getMessage());
        String of8 = assertThrows(DeploymentException.class, () -> {
                    for (int i = 0; i < 9; i++) {
                        template.fill("${A}", "line 3");
                    }
                })
                .getMessage();
        assertEquals("line 3: its references make the file longer than 8,388,608 characters", of8);
        assertTrue(refusal("${UNSET:-".repeat(60) + "}".repeat(60)).contains("nested more than 50 deep"));
    }
}
