package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvVarDeclarationTest {
    private enum Nothing {}

    private static Arguments wrong(String message, Executable declaration) {
        return Arguments.of(message, declaration);
    }

    static Stream<Arguments> wrongArguments() {
        return Stream.of(
                wrong("name of the env is blank", () -> env(" ")),
                wrong("name has an equals sign: A=b", () -> env("A=b")),
                wrong("name of the property has characters that cannot be printed: A\\n", () -> property("A\n")),
                wrong("name of the env is longer than 500 characters", () -> env("A".repeat(501))),
                wrong("scheme is blank", () -> env("X").uri("http", "")),
                wrong(
                        "scheme of env X is written as in redis or https, not 'redis://'",
                        () -> env("X").uri("redis://")),
                wrong(
                        "scheme of env X is written as in redis or https, not 'redis:'",
                        () -> env("X").uri("https", "redis:")),
                wrong("scheme of env X is written as in redis or https, not '1a'", () -> env("X").uri("1a")),
                wrong(
                        "element of env X is env OTHER; make it of the variable that the lambda is given",
                        () -> env("X").listOf(each -> env("OTHER").port())),
                wrong(
                        "element of env X is property X; make it of the variable that the lambda is given",
                        () -> env("X").listOf(each -> property("X").port())),
                wrong("allowed is empty", () -> env("X").oneOf()),
                wrong("allowed is blank", () -> env("X").oneOf("a", " ")),
                wrong(
                        "constants: " + Nothing.class.getName() + " has no constant",
                        () -> env("X").oneOf(Nothing.class)),
                wrong(
                        "regex of env X: Unclosed character class near index 3 in '[a-z'",
                        () -> env("X").matching("[a-z")),
                wrong("what is blank", () -> env("X").must("", x -> true)),
                wrong(
                        "most of env X: 1 is less than 9",
                        () -> env("X").integer().between(9, 1)),
                wrong(
                        "least of env X: values of this type have no order",
                        () -> env("X").base64().between(new byte[0], new byte[0])),
                wrong(
                        "least of env X: values of this type have no order",
                        () -> env("X").listOf().between(List.of(), List.of())),
                wrong("oldName is the name itself: X", () -> env("X").deprecates("X")),
                wrong("oldName has an equals sign: X=", () -> env("X").deprecates("X=")),
                wrong("example is blank", () -> env("X").example("")),
                wrong("description is blank", () -> env("X").describedAs("")));
    }

    @Test
    void defaultsBelongToTheVariableAlone() {
        byte[] bytes = {1, 2};
        EnvVar<byte[]> key = env("X").base64().orElse(bytes);
        bytes[0] = 9;
        key.fallback().orElseThrow()[1] = 9;
        int[] numbers = {1};
        EnvVar<int[]> parsed =
                env("Y").parsedBy(text -> new int[] {text.length()}).orElse(numbers);
        numbers[0] = 9;
        List<String> names = new ArrayList<>(List.of("a"));
        EnvVar<List<String>> list = env("Z").listOf().orElse(names);
        names.add("b");
        Preflight suite = Preflight.of("orders", key, parsed, list).against(Deployment.of(Map.of()));
        suite.verify().get(key)[0] = 7;
        suite.verify().get(parsed)[0] = 7;
        assertArrayEquals(new byte[] {1, 2}, suite.verify().get(key));
        assertArrayEquals(new int[] {1}, suite.verify().get(parsed));
        assertEquals(List.of("a"), suite.verify().get(list));
    }

    @ParameterizedTest
    @MethodSource("wrongArguments")
    void wrongArgumentIsRefusedWhereItIsDeclared(String message, Executable declaration) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, declaration).getMessage());
    }

    static Stream<Arguments> wrongDefaults() {
        return Stream.of(
                wrong("be a text that is not blank, not ' '", () -> env("X").orElse(" ")),
                wrong(
                        "be a port number (1 to 65535), not '0'",
                        () -> env("X").port().orElse(0)),
                wrong(
                        "be from 1 to 9, not '10'",
                        () -> env("X").integer().between(1, 9).orElse(10)),
                wrong(
                        "be from 1 to 9, not '10'",
                        () -> env("X").integer().orElse(10).between(1, 9)),
                wrong(
                        "be even, not '3'",
                        () -> env("X").integer()
                                .must("be even", n -> n % 2 == 0)
                                .orElse(3)),
                wrong("match 'a+', not 'b'", () -> env("X").matching("a+").orElse("b")),
                wrong("match 'a+', not 'b'", () -> env("X").orElse("b").matching("a+")),
                wrong(
                        "match '[0-9]{4}', not '80'",
                        () -> env("X").port().matching("[0-9]{4}").orElse(80)),
                wrong(
                        "be one of 'a', 'b', not 'A'",
                        () -> env("X").oneOf("a", "b").orElse("A")),
                wrong(
                        "be a URI that begins with redis:, not 'http://a'",
                        () -> env("X").uri("redis").orElse(URI.create("http://a"))),
                wrong("be an absolute URI, not '/a'", () -> env("X").uri().orElse(URI.create("/a"))),
                wrong("be an absolute URI, not 'db:5432'", () -> env("X").uri().orElse(URI.create("db:5432"))),
                wrong(
                        "be an http or https URL with a host, not 'http:a'",
                        () -> env("X").url().orElse(URI.create("http:a"))),
                wrong("be a duration, not 'PT-1S'", () -> env("X").duration().orElse(Duration.ofSeconds(-1))),
                wrong("be a size in bytes, not '-1'", () -> env("X").size().orElse(-1L)),
                wrong(
                        "be a comma-separated list, not '[a, ]'",
                        () -> env("X").listOf().orElse(List.of("a", ""))),
                wrong(
                        "be a comma-separated list, each an integer, not '[10]'",
                        () -> env("X").listOf(each -> each.integer().between(1, 9))
                                .orElse(List.of(10))));
    }

    @ParameterizedTest
    @MethodSource("wrongDefaults")
    void defaultThatBreaksItsOwnRulesIsRefused(String message, Executable declaration) {
        assertEquals(
                "orElse: the default of env X must " + message,
                assertThrows(IllegalArgumentException.class, declaration).getMessage());
    }

    @Test
    void defaultThatKeepsItsRulesPasses() {
        assertDoesNotThrow(() -> env("X").matching("a+").orElse("aa"));
        assertDoesNotThrow(
                () -> env("X").listOf(each -> each.integer().between(1, 9)).orElse(List.of(1, 9)));
        assertDoesNotThrow(() -> env("X").listOf().orElse(List.of()));
        assertDoesNotThrow(() -> env("X").size().orElse(0L));
        assertDoesNotThrow(() -> env("X").base64().orElse(new byte[0]));
        assertDoesNotThrow(() -> env("X").oneOf(Phase.class).orElse(Phase.ONLINE));
        assertDoesNotThrow(() -> env("X").uri("redis").orElse(URI.create("redis://a")));
    }

    @Test
    void patternIsNotHeldAgainstADefaultThatHasManySpellings() {
        assertDoesNotThrow(() -> env("X").duration().matching("[0-9]+s").orElse(Duration.ofSeconds(30)));
        assertDoesNotThrow(() -> env("X").size().matching("[0-9]+MB").orElse(10_000_000L));
        assertDoesNotThrow(() -> env("X").bool().matching("yes|no").orElse(true));
        assertDoesNotThrow(() -> env("X").listOf().matching("[a-z,]+").orElse(List.of("a", "b")));
    }

    @Test
    void defaultOfASecretIsNotShown() {
        assertEquals(
                "orElse: the default of env X must match 'a+'",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> env("X").secret().matching("a+").orElse("hunter2"))
                        .getMessage());
    }

    static Stream<Arguments> lateTypes() {
        return Stream.of(
                wrong("an integer", () -> env("X").integer().port()),
                wrong("an integer", () -> env("X").integer().integer()),
                wrong("a text that is not blank", () -> env("X").matching("a").integer()),
                wrong("a text that is not blank", () -> env("X").orElse("a").listOf()),
                wrong(
                        "a text that is not blank",
                        () -> env("X").must("be", x -> true).parsedBy(x -> x)));
    }

    @ParameterizedTest
    @MethodSource("lateTypes")
    void typeComesFirstAndOnce(String type, Executable declaration) {
        assertEquals(
                "env X: the type comes first and once, before rules and the default; it is already " + type,
                assertThrows(IllegalStateException.class, declaration).getMessage());
    }

    @Test
    void propertyHasNoFile() {
        assertEquals(
                "property X: orFile() is for environment variables",
                assertThrows(IllegalStateException.class, () -> property("X").orFile())
                        .getMessage());
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                wrong("name", () -> env(null)),
                wrong("name", () -> property(null)),
                wrong("scheme", () -> env("X").uri((String) null)),
                wrong("allowed", () -> env("X").oneOf((String) null)),
                wrong("constants", () -> env("X").oneOf((Class<Phase>) null)),
                wrong("element", () -> env("X").<Object>listOf(null)),
                wrong("element returned null", () -> env("X").listOf(each -> (EnvVar<String>) null)),
                wrong("parser", () -> env("X").parsedBy(null)),
                wrong("regex", () -> env("X").matching(null)),
                wrong("test", () -> env("X").must("be", null)),
                wrong("least", () -> env("X").between(null, "a")),
                wrong("most", () -> env("X").between("a", null)),
                wrong("fallback", () -> env("X").orElse(null)),
                wrong("oldName", () -> env("X").deprecates(null)),
                wrong("example", () -> env("X").example(null)),
                wrong("condition", () -> env("X").onlyIf(null)),
                wrong("description", () -> env("X").describedAs(null)));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullIsRefusedByName(String argument, Executable declaration) {
        assertEquals(
                argument, assertThrows(NullPointerException.class, declaration).getMessage());
    }
}
