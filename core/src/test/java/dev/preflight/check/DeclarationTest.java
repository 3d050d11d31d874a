package dev.preflight.check;

import static dev.preflight.Checks.directory;
import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.java;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.deploy.Deployment;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What documentation can learn of a check. */
class DeclarationTest {
    private enum Mode {
        FAST,
        SAFE
    }

    private static <T> void assertDefault(String expected, EnvVar<T> check) {
        assertEquals(expected, check.declaration().fallback());
        Verified verified = Preflight.of("orders", check)
                .against(Deployment.of(Map.of(check.name(), expected)))
                .verify();
        Object fallback = check.fallback().orElseThrow();
        Object read = verified.get(check);
        if (fallback instanceof byte[] bytes) {
            assertEquals(new String(bytes), new String((byte[]) read));
        } else if (fallback instanceof BigDecimal number) {
            assertEquals(0, number.compareTo((BigDecimal) read));
        } else {
            assertEquals(fallback, read);
        }
    }

    @Test
    void defaultIsWrittenSoThatItIsReadAsTheSame() {
        assertDefault("orders", env("A").orElse("orders"));
        assertDefault("8080", env("A").port().orElse(8080));
        assertDefault("-3", env("A").integer().orElse(-3));
        assertDefault("9000000000", env("A").longInteger().orElse(9_000_000_000L));
        assertDefault("1000", env("A").decimal().orElse(new BigDecimal("1E+3")));
        assertDefault("true", env("A").bool().orElse(true));
        assertDefault("0s", env("A").duration().orElse(Duration.ZERO));
        assertDefault("30s", env("A").duration().orElse(Duration.ofSeconds(30)));
        assertDefault("1d2h3m4s5ms6ns", env("A").duration().orElse(Duration.ofSeconds(93_784, 5_000_006)));
        assertDefault("10MB", env("A").size().orElse(10_000_000L));
        assertDefault("1GiB", env("A").size().orElse(1L << 30));
        assertDefault("0", env("A").size().orElse(0L));
        assertDefault("1025", env("A").size().orElse(1025L));
        assertDefault("SAFE", env("A").oneOf(Mode.class).orElse(Mode.SAFE));
        assertDefault("b", env("A").oneOf("a", "b").orElse("b"));
        assertDefault(
                "1m,2m",
                env("A").listOf(EnvVar::duration).orElse(List.of(Duration.ofMinutes(1), Duration.ofMinutes(2))));
        assertDefault("db:5432", env("A").hostAndPort().orElse(new HostAndPort("db", 5432)));
        assertDefault("redis://cache", env("A").uri("redis").orElse(URI.create("redis://cache")));
        assertDefault("/tmp/x", env("A").path().orElse(Path.of("/tmp/x")));
        assertDefault("aGk=", env("A").base64().orElse("hi".getBytes()));
        assertDefault("7", env("A").parsedBy(Integer::valueOf).orElse(7));
    }

    @Test
    void defaultThatCannotBeWrittenIsLeftOut() {
        assertEquals(
                "",
                env("A").parsedBy(text -> new Object())
                        .orElse(new Object())
                        .declaration()
                        .fallback());
        assertEquals(
                "",
                env("A").parsedBy(text -> {
                            throw new Exception();
                        })
                        .orElse(new Object())
                        .declaration()
                        .fallback());
        assertEquals("", env("A").listOf().orElse(List.of("a,b")).declaration().fallback());
        assertEquals("", env("A").listOf().orElse(List.of()).declaration().fallback());
    }

    @Test
    void variableTellsEverythingThatWasDeclared() {
        Declaration declaration = env("MODE")
                .oneOf("fast", "safe")
                .must("be right", text -> true)
                .example("safe")
                .orFile()
                .deprecates("OLD")
                .deprecates("OLDER")
                .declaration();

        assertEquals(
                new Declaration(
                        "choice",
                        "one of 'fast', 'safe'",
                        List.of("fast", "safe"),
                        List.of("must be right"),
                        "",
                        "safe",
                        List.of("OLD", "OLDER"),
                        true,
                        List.of()),
                declaration);
    }

    @Test
    void typesHaveStableWords() {
        assertEquals("text", env("A").declaration().type());
        assertEquals("integer", env("A").integer().declaration().type());
        assertEquals("long", env("A").longInteger().declaration().type());
        assertEquals("decimal", env("A").decimal().declaration().type());
        assertEquals("boolean", env("A").bool().declaration().type());
        assertEquals("port", env("A").port().declaration().type());
        assertEquals("uri", env("A").uri("redis").declaration().type());
        assertEquals("url", env("A").url().declaration().type());
        assertEquals("duration", env("A").duration().declaration().type());
        assertEquals("size", env("A").size().declaration().type());
        assertEquals("path", env("A").path().declaration().type());
        assertEquals("host-and-port", env("A").hostAndPort().declaration().type());
        assertEquals("choice", env("A").oneOf(Mode.class).declaration().type());
        assertEquals(
                List.of("FAST", "SAFE"),
                env("A").oneOf(Mode.class).declaration().choices());
        assertEquals("list", env("A").listOf().declaration().type());
        assertEquals("base64", env("A").base64().declaration().type());
        assertEquals("parsed", env("A").parsedBy(text -> text).declaration().type());
    }

    @Test
    void nothingOfASecretIsTold() {
        List<Check<?>> checks = List.of(
                env("A").orElse("hunter2").example("hunter2").secret(),
                env("A").oneOf("hunter2", "b").secret(),
                env("A").listOf(each -> each.oneOf("hunter2")).secret(),
                file("f")
                        .containing("hunter2")
                        .checksum("sha256:" + "ab".repeat(32))
                        .secret());

        for (Check<?> check : checks) {
            assertFalse(check.declaration().toString().contains("hunter2"), check.declaration()::toString);
            assertFalse(check.declaration().toString().contains("abab"), check.declaration()::toString);
        }
    }

    @Test
    void credentialsInUrlsAreNotTold() {
        assertEquals(
                "redis://[secret]:[secret]@cache",
                env("A").uri()
                        .orElse(URI.create("redis://ada:hunter2@cache"))
                        .declaration()
                        .fallback());
        assertEquals(
                "jdbc:x://db/?password=[secret]",
                env("A").example("jdbc:x://db/?password=hunter2").declaration().example());
    }

    @Test
    void fileTellsFormatKeysAndDemands() {
        Declaration declaration = file("config/app.yaml")
                .yaml()
                .having("a.b", "c")
                .containing("x")
                .atMost("1MiB")
                .checksum("SHA256:" + "AB".repeat(32))
                .declaration();

        assertEquals("YAML", declaration.type());
        assertEquals(List.of("a.b", "c"), declaration.keys());
        assertEquals(
                List.of("contains 'x'", "1 MiB at most", "has the checksum sha256:" + "ab".repeat(32)),
                declaration.demands());
        assertEquals("any", file("x").declaration().type());
        assertEquals(
                "TOML",
                file("x").parsedAs("TOML", content -> content).declaration().type());
    }

    @Test
    void othersTellWhatTheyProve() {
        assertEquals(
                List.of("can be written", "500 MiB free"),
                directory("/tmp").writable().free("500MiB").declaration().demands());
        assertEquals(List.of("Java 17 or later"), java(17).declaration().demands());
        assertEquals(List.of(), probe("p", () -> {}).declaration().demands());
    }

    @Test
    void whatElseIsReadIsListedWithItsReason() {
        Preflight suite = Preflight.of("orders", env("A"), probe("p", () -> {}))
                .alsoReads("HOME", "set by the shell")
                .alsoReads("EDITOR", "never missing");

        assertEquals(Map.of("HOME", "set by the shell", "EDITOR", "never missing"), suite.alsoReads());
        assertEquals(
                List.of("EDITOR", "HOME"),
                List.copyOf(suite.only(Phase.OFFLINE)
                        .against(Deployment.of(Map.of()))
                        .deadline(Duration.ofSeconds(1))
                        .listener(event -> {})
                        .alsoReads()
                        .keySet()));
        assertThrows(IllegalArgumentException.class, () -> suite.alsoReads("X", " "));
        assertThrows(
                UnsupportedOperationException.class, () -> suite.alsoReads().clear());
    }
}
