package dev.preflight.check;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EnvManyTest {
    private static final int MANY = 1_000;

    private static Check<?>[] checks(UnaryOperator<EnvVar<String>> declaration) {
        List<Check<?>> checks = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            checks.add(declaration.apply(env("SERVICE_SETTING_" + i)));
        }
        return checks.toArray(new Check<?>[0]);
    }

    private static Map<String, String> variables(String prefix, String value) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            variables.put(prefix + i, value + i);
        }
        return variables;
    }

    private static void verify(Map<String, String> variables, String code, Check<?>... checks) {
        Preflight suite = Preflight.of("app", checks).against(Deployment.of(variables));
        long fastest = Long.MAX_VALUE;
        Report report = suite.run();
        // The fastest of a few, since this is about the work and not about who else uses the machine.
        for (int i = 0; i < 4; i++) {
            long start = System.nanoTime();
            report = suite.run();
            assertFalse(report.toString().isEmpty());
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        assertTrue(fastest < 1_000_000_000L, fastest + " ns");
        String text = report.toString();
        assertTrue(text.length() < MANY * 1_000, text.length() + " characters");
        for (int i = 0; i < MANY; i++) {
            CheckResult result = report.results().get(i);
            assertEquals("env SERVICE_SETTING_" + i, result.check().id());
            assertEquals(1, result.problems().size());
            assertEquals(code, result.problems().get(0).code().id());
        }
        assertInOrder(text);
    }

    private static void assertInOrder(String text) {
        int at = 0;
        for (int i = 0; i < MANY; i++) {
            int next = text.indexOf("FAIL  env SERVICE_SETTING_" + i + " ", at);
            assertTrue(next >= at, "SERVICE_SETTING_" + i);
            at = next + 1;
        }
    }

    @Test
    void everyMissingVariableIsReportedInOrder() {
        verify(Map.of(), "env.missing", checks(each -> each));
    }

    @Test
    void everyNearMissIsLookedForInTime() {
        verify(variables("SERVICE_SETTINGS_", "x"), "env.missing", checks(each -> each));
    }

    @Test
    void everyWrongSecretIsReportedInOrder() {
        verify(
                variables("SERVICE_SETTING_", "p@ss/word of service number "),
                "env.invalid",
                checks(each -> each.secret().matching("never")));
    }

    @Test
    void everyWrongUrlIsReportedInOrder() {
        verify(
                variables("SERVICE_SETTING_", "postgresql://user:p%40ssword@host/database-"),
                "env.invalid",
                checks(each -> each.matching("never")));
    }

    @Test
    void everyLongValueIsReportedInOrder() {
        verify(
                variables("SERVICE_SETTING_", "\u001b".repeat(10_000)),
                "env.invalid",
                checks(each -> each.matching("never")));
    }
}
