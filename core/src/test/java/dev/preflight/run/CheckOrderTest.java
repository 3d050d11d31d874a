package dev.preflight.run;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.check.Action;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckOrderTest {
    private static final Action NOTHING = () -> {};

    @Test
    void suiteWithoutChecksIsRefused() {
        assertEquals(
                "checks: suite orders has none, and a self-check that checks nothing always passes",
                refused("orders").getMessage());
    }

    @Test
    void blankNameIsRefused() {
        assertEquals("name of the suite is blank", refused(" ", env("A")).getMessage());
    }

    @Test
    void nameThatCannotBePrintedIsRefused() {
        assertEquals(
                "name of the suite has characters that cannot be printed: or\\u001bders",
                refused("or\u001bders", env("A")).getMessage());
    }

    @Test
    void nullsAreRefusedByName() {
        assertEquals(
                "name",
                assertThrows(NullPointerException.class, () -> Preflight.of(null, env("A")))
                        .getMessage());
        assertEquals(
                "checks",
                assertThrows(NullPointerException.class, () -> Preflight.of("x", (Check<?>[]) null))
                        .getMessage());
        assertEquals(
                "check 2 of suite x is null; a constant that is declared below the suite is null while the suite is made",
                assertThrows(NullPointerException.class, () -> Preflight.of("x", env("A"), null))
                        .getMessage());
    }

    @Test
    void paceOfWhatIsTriedOnceIsRefused() {
        Probe<?> paced = Checks.probe("p", () -> {}).every(Duration.ofSeconds(1));
        assertEquals(
                "checks: probe p has every(...) without retryFor(...), so it is tried once",
                refused("orders", paced).getMessage());
        Preflight.of("orders", paced.retryFor(Duration.ofSeconds(9)));
    }

    @Test
    void deadlineBeforeATimeoutThatWasDeclaredIsRefused() {
        Probe<?> slow = Checks.probe("p", () -> {}).timeout(Duration.ofSeconds(10));
        Preflight suite = Preflight.of("orders", slow, Checks.probe("q", () -> {}));
        assertEquals(
                "deadline: probe p has a timeout of 10 s, and the whole run would have 5 s",
                assertThrows(IllegalArgumentException.class, () -> suite.deadline(Duration.ofSeconds(5)))
                        .getMessage());
        suite.deadline(Duration.ofSeconds(10));
        suite.timeout("probe p", Duration.ofSeconds(1)).deadline(Duration.ofSeconds(1));
    }

    @Test
    void sameCheckTwiceIsRefused() {
        EnvVar<String> a = env("A");
        assertEquals("checks: env A is listed twice", refused("orders", a, a).getMessage());
    }

    @Test
    void differentChecksOfOneNameAreRefused() {
        assertEquals(
                "checks: two different checks are called env A; keep one in a constant and use that everywhere",
                refused("orders", env("A"), env("A").integer()).getMessage());
    }

    @Test
    void inputThatIsAnotherCheckOfTheSameNameIsRefused() {
        Probe<Void> probe = probe("p", NOTHING).needs(env("A"));
        assertEquals(
                "checks: two different checks are called env A; keep one in a constant and use that everywhere",
                refused("orders", env("A"), probe).getMessage());
    }

    @Test
    void oneNameInTwoKindsIsNoConflict() {
        assertEquals(2, Preflight.of("orders", env("A"), property("A")).checks().size());
    }

    @Test
    void cycleIsRefusedAndWrittenOut() {
        Probe<Void> a = probe("a", NOTHING);
        Probe<Void> c = probe("c", NOTHING).needs(a);
        Probe<Void> b = probe("b", NOTHING).needs(c);
        assertEquals(
                "checks: a cycle of dependencies: probe a needs probe b needs probe c needs probe a",
                refused("orders", a.needs(b)).getMessage());
    }

    @Test
    void cycleIsWrittenOutWithoutTheWayToIt() {
        Probe<Void> a = probe("a", NOTHING);
        Probe<Void> loop = a.needs(probe("b", NOTHING).needs(a));
        assertEquals(
                "checks: a cycle of dependencies: probe a needs probe b needs probe a",
                refused("orders", probe("start", NOTHING).needs(loop)).getMessage());
    }

    @Test
    void checkThatNeedsItselfIsRefused() {
        Probe<Void> a = probe("a", NOTHING);
        assertEquals(
                "checks: a cycle of dependencies: probe a needs probe a",
                refused("orders", a.needs(a)).getMessage());
    }

    @Test
    void offlineCheckThatNeedsAnOnlineOneIsRefused() {
        Probe<Void> later = probe("later", NOTHING);
        assertEquals(
                "checks: probe early is offline and needs probe later, which is online and runs later",
                refused("orders", probe("early", NOTHING).offline().needs(later))
                        .getMessage());
    }

    @Test
    void inputsJoinByThemselvesAndStandBeforeWhatNeedsThem() {
        EnvVar<String> url = env("URL");
        Probe<Void> first = probe("first", NOTHING).needs(url);
        Probe<Void> second = probe("second", NOTHING).needs(first, url);
        assertEquals(List.of(url, first, second), Preflight.of("orders", second).checks());
    }

    @Test
    void listedInputKeepsOnePlace() {
        EnvVar<String> url = env("URL");
        Probe<Void> probe = probe("p", NOTHING).needs(url, url);
        assertEquals(List.of(url, probe), Preflight.of("orders", probe, url).checks());
        assertEquals(List.of(url, probe), Preflight.of("orders", probe, url).declared());
        assertEquals(List.of(probe), Preflight.of("orders", probe).declared());
    }

    @Test
    void onlyListedChecksAreDeclared() {
        EnvVar<String> url = env("URL");
        Probe<Void> probe = probe("p", NOTHING).needs(url);
        CheckOrder suite = CheckOrder.of("orders", probe);
        assertTrue(suite.declares(probe));
        assertFalse(suite.declares(url));
    }

    private static IllegalArgumentException refused(String name, Check<?>... checks) {
        return assertThrows(IllegalArgumentException.class, () -> Preflight.of(name, checks));
    }
}
