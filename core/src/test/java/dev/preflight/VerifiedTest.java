package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envSet;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.check.Check;
import dev.preflight.check.ConfigFile;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerifiedTest {
    private static final EnvVar<Integer> PORT = env("PORT").port();
    private static final EnvVar<String> NICK = env("NICK").optional();

    @Test
    void valuesAreTyped() {
        Verified verified = verify(Map.of("PORT", "80", "NICK", "bob"), PORT, NICK);
        int port = verified.get(PORT);
        assertEquals(80, port);
        assertEquals(Optional.of("bob"), verified.find(NICK));
        assertEquals("Verified[orders]", verified.toString());
    }

    @Test
    void absentOptionalValueIsNotThere() {
        Verified verified = verify(Map.of(), NICK);
        assertEquals(Optional.empty(), verified.find(NICK));
        assertEquals("env NICK has no value: it is optional and absent", noValue(verified, NICK));
    }

    @Test
    void checkThatReturnsNothingHasNoValue() {
        Probe<Void> probe = probe("p", () -> {});
        assertEquals("probe p has no value: it verifies and returns nothing", noValue(verify(Map.of(), probe), probe));
    }

    @Test
    void otherCheckOfTheSameNameIsForeign() {
        Verified verified = verify(Map.of("PORT", "80"), PORT);
        assertEquals(
                "suite orders has no check that is this env PORT; every method of a check returns another one, "
                        + "so keep it in a constant",
                assertThrows(IllegalArgumentException.class, () -> verified.get(env("PORT")))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> verified.find(PORT.warnOnly()));
        assertEquals(
                "check",
                assertThrows(NullPointerException.class, () -> verified.find(null))
                        .getMessage());
    }

    @Test
    void failureThatWasLetPassHasNoValue() {
        Verified verified = verify(Map.of("PREFLIGHT", "warn", "PORT", "80a"), PORT, NICK);
        assertEquals(Optional.empty(), verified.find(PORT));
        assertEquals(
                "env PORT has no value: not a port number (1 to 65535), and PREFLIGHT=warn let the boot go on",
                noValue(verified, PORT));
    }

    @Test
    void whatLetTheFailurePassIsNamed() {
        EnvVar<Integer> mayFail = PORT.warnOnly();
        assertEquals(
                "env PORT has no value: not set, and warnOnly() let the boot go on",
                noValue(verify(Map.of(), mayFail, NICK), mayFail));
        assertEquals(
                "env PORT has no value: not set, and PREFLIGHT_WARN_ONLY let the boot go on",
                noValue(verify(Map.of("PREFLIGHT_WARN_ONLY", "PORT"), PORT, NICK), PORT));
        Probe<Integer> twice = probe("twice", context -> context.get(PORT) * 2).needs(PORT);
        assertEquals(
                "probe twice has no value: needs env PORT, and PREFLIGHT=warn let the boot go on",
                noValue(verify(Map.of("PREFLIGHT", "warn"), twice), twice));
        assertEquals(
                "env PORT has no value: not set, and a warnOnly() beside it let the boot go on",
                noValue(verify(Map.of(), twice.warnOnly(), NICK), PORT));
    }

    @Test
    void theDefaultCountsWhereAFailureWasLetPass() {
        EnvVar<Integer> port = PORT.orElse(8080);
        EnvVar<Integer> mayFail = port.warnOnly();
        EnvVar<Integer> behind = env("BEHIND").integer().orElse(7).needs(PORT);
        assertEquals(
                8080, verify(Map.of("PREFLIGHT", "warn", "PORT", "80a"), port).get(port));
        assertEquals(
                8080,
                verify(Map.of("PREFLIGHT_WARN_ONLY", "PORT", "PORT", "80a"), port)
                        .get(port));
        assertEquals(8080, verify(Map.of("PORT", "80a"), mayFail, NICK).get(mayFail));
        assertEquals(
                8080, verify(Map.of("PREFLIGHT", "off", "PORT", "80a"), port).get(port));
        assertEquals(90, verify(Map.of("PREFLIGHT", "off", "PORT", "90"), port).get(port));
        assertEquals(
                7, verify(Map.of("PREFLIGHT", "warn", "BEHIND", "9"), behind).get(behind));
    }

    @Test
    void theDefaultDoesNotCountWhereTheCheckDoesNotApply() {
        EnvVar<String> host = env("HOST").orElse("localhost").onlyIf(envSet("MAIL"));
        assertEquals(Optional.empty(), verify(Map.of("HOST", "x"), host, NICK).find(host));
    }

    @Test
    void inactiveCheckSaysWhyItHasNoValue() {
        EnvVar<String> host = env("HOST").onlyIf(envSet("MAIL"));
        assertEquals("env HOST has no value: only if MAIL is set", noValue(verify(Map.of(), host, NICK), host));
    }

    @Test
    void valuesAreReadOnDemandWhereNothingWasVerified() {
        AtomicInteger runs = new AtomicInteger();
        Probe<Integer> twice = probe("twice", context -> {
                    runs.incrementAndGet();
                    return context.get(PORT) * 2;
                })
                .offline()
                .needs(PORT);
        Verified verified = verify(Map.of("PREFLIGHT", "off", "PORT", "80"), twice, NICK);
        assertEquals(0, runs.get());
        assertEquals(160, verified.get(twice));
        assertEquals(160, verified.get(twice));
        assertEquals(1, runs.get());
        assertEquals(Optional.empty(), verified.find(NICK));
    }

    @Test
    void whatIsWrongStopsNoBootWhereNothingWasVerified() {
        ConfigFile<?> config = file("no/such.file");
        Probe<Integer> needing = probe("needing", context -> 1).offline().needs(PORT);
        Probe<Integer> online = probe("online", context -> 1);
        Verified verified = verify(Map.of("PREFLIGHT", "off"), config, needing, online);
        assertEquals(Optional.empty(), verified.find(config));
        assertEquals(Optional.empty(), verified.find(needing));
        assertEquals(Optional.empty(), verified.find(online));
        assertEquals("env PORT has no value: not set, and PREFLIGHT=off let the boot go on", noValue(verified, PORT));
        assertEquals("probe online has no value: PREFLIGHT=off, so nothing was verified", noValue(verified, online));
    }

    private static String noValue(Verified verified, Check<?> check) {
        return assertThrows(NoSuchElementException.class, () -> verified.get(check))
                .getMessage();
    }

    private static Verified verify(Map<String, String> environment, Check<?>... checks) {
        return Preflight.of("orders", checks)
                .against(Deployment.of(environment))
                .verify();
    }
}
