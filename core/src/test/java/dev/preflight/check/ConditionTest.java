package dev.preflight.check;

import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.envSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Checks;
import dev.preflight.deploy.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final Deployment HERE = Deployment.of(Map.of("MODE", "smtp", "BLANK", " "));
    private static final Condition YES = Condition.of("yes", deployment -> true);
    private static final Condition NO = Condition.of("no", deployment -> false);

    @Test
    void variableHasExactlyThatValue() {
        assertTrue(envEquals("MODE", "smtp").holds(HERE));
        assertFalse(envEquals("MODE", "SMTP").holds(HERE));
        assertFalse(envEquals("OTHER", "smtp").holds(HERE));
        assertEquals("MODE is 'smtp'", envEquals("MODE", "smtp").toString());
    }

    @Test
    void blankVariableIsNotSet() {
        assertTrue(envSet("MODE").holds(HERE));
        assertFalse(envSet("BLANK").holds(HERE));
        assertFalse(envSet("OTHER").holds(HERE));
        assertEquals("MODE is set", envSet("MODE").description());
    }

    @Test
    void conditionsAreCombinedInWords() {
        assertEquals("not (yes)", YES.not().description());
        assertEquals("yes and no", YES.and(NO).description());
        assertEquals("(yes or no)", YES.or(NO).description());
        assertEquals("not ((yes or no) and yes)", YES.or(NO).and(YES).not().description());
    }

    @Test
    void conditionsAreCombined() {
        assertFalse(YES.not().holds(HERE));
        assertTrue(NO.not().holds(HERE));
        assertFalse(YES.and(NO).holds(HERE));
        assertTrue(YES.and(YES).holds(HERE));
        assertTrue(NO.or(YES).holds(HERE));
        assertFalse(NO.or(NO).holds(HERE));
    }

    @Test
    void allOfSeveralConditionsMustHold() {
        EnvVar<String> check = Checks.env("X").onlyIf(YES).onlyIf(NO);
        assertEquals(
                "only if yes and no", EnvReports.run(check).results().get(0).reason());
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Condition.of(" ", deployment -> true));
        assertThrows(NullPointerException.class, () -> Condition.of("x", null));
        assertThrows(NullPointerException.class, () -> YES.and(null));
        assertThrows(NullPointerException.class, () -> YES.or(null));
        assertThrows(NullPointerException.class, () -> envEquals("X", null));
        assertThrows(IllegalArgumentException.class, () -> envEquals(" ", "x"));
        assertThrows(IllegalArgumentException.class, () -> envSet("\n"));
    }
}
