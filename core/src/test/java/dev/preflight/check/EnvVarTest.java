package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvVarTest {
    private static final EnvVar<Integer> PORT = env("PORT").port();

    @Test
    void optionalVariableMayBeAbsentOrBlank() {
        EnvVar<Integer> port = PORT.optional();
        Preflight suite = Preflight.of("app", port);
        assertEquals(
                Optional.empty(),
                suite.against(Deployment.of(Map.of())).verify().find(port));
        assertEquals(
                Optional.empty(),
                suite.against(Deployment.of(Map.of("PORT", " "))).verify().find(port));
    }

    @Test
    void optionalVariableMustBeValidWhenItIsThere() {
        assertEquals("env.invalid", EnvReports.code(PORT.optional(), "PORT", "80a"));
    }

    @Test
    void defaultCountsWhereTheVariableIsAbsentOrBlank() {
        EnvVar<Integer> port = PORT.orElse(8080);
        assertEquals(8080, EnvReports.value(port));
        assertEquals(8080, EnvReports.value(port, "PORT", ""));
        assertEquals(8080, EnvReports.value(port, "PORT", " \n"));
        assertEquals(80, EnvReports.value(port, "PORT", "80"));
    }

    @Test
    void defaultDoesNotMendAWrongValue() {
        assertEquals("env.invalid", EnvReports.code(PORT.orElse(8080), "PORT", "80a"));
    }

    @Test
    void variableWithADefaultMayBeAbsent() {
        assertTrue(PORT.orElse(8080).settings().optional());
        assertEquals(Optional.of(8080), PORT.orElse(8080).fallback());
        assertEquals(Optional.empty(), PORT.fallback());
    }

    @Test
    void warnOnlyLetsTheBootGoOn() {
        Report report = EnvReports.run(PORT.warnOnly());
        assertTrue(report.mayBoot());
        assertEquals("""
                WARN  env PORT  not set  [env.missing]
                      fix     set PORT to a port number (1 to 65535), for example 8080
                """, EnvReports.problems(report));
    }

    @Test
    void conditionDecidesWhetherTheVariableIsNeeded() {
        EnvVar<String> host = env("SMTP_HOST").onlyIf(envEquals("MAIL_MODE", "smtp"));
        Report report = EnvReports.run(host, "MAIL_MODE", "log");
        assertTrue(report.mayBoot());
        assertEquals("only if MAIL_MODE is 'smtp'", report.results().get(0).reason());
        assertFalse(EnvReports.run(host, "MAIL_MODE", "smtp").mayBoot());
    }

    @Test
    void everyMethodKeepsWhatWasDeclaredBefore() {
        EnvVar<Integer> all = env("N").orFile()
                .verbatim()
                .deprecates("OLD")
                .example("3")
                .secret()
                .describedAs("number")
                .integer()
                .between(1, 9)
                .orElse(3)
                .warnOnly()
                .needs(PORT)
                .onlyIf(envEquals("A", "b"));
        assertEquals(3, all.spec().fallback());
        assertEquals("3", all.spec().example());
        assertTrue(all.spec().orFile());
        assertTrue(all.spec().verbatim());
        assertEquals("[OLD]", all.spec().oldNames().toString());
        assertEquals(1, all.spec().format().rules().size());
        assertTrue(all.settings().secret());
        assertTrue(all.settings().warnOnly());
        assertEquals("number", all.settings().description());
        assertEquals("[env PORT]", all.settings().needs().toString());
        assertEquals("env N", all.toString());
    }

    @Test
    void propertyIsReadFromTheProperties() {
        EnvVar<Integer> workers = property("app.workers").integer();
        Deployment deployment = Deployment.of(Map.of("app.workers", "1")).properties(Map.of("app.workers", "4"));
        assertEquals(
                4, Preflight.of("app", workers).against(deployment).verify().get(workers));
    }

    @Test
    void missingPropertyIsNamedWithItsSwitch() {
        Deployment deployment = Deployment.of(Map.of()).properties(Map.of("app.worker", "4"));
        Report report = Preflight.of("app", property("app.workers").integer())
                .against(deployment)
                .run();
        assertEquals("""
                FAIL  property app.workers  not set  [env.missing]
                      found   app.worker is set and nobody declared it
                      fix     set app.workers (java -Dapp.workers=...) to an integer, for example 1
                """, EnvReports.problems(report));
    }

    @Test
    void blankPropertyCountsAsMissing() {
        Deployment deployment = Deployment.of(Map.of()).properties(Map.of("app.workers", " "));
        Report report =
                Preflight.of("app", property("app.workers")).against(deployment).run();
        assertEquals("""
                FAIL  property app.workers  set but blank  [env.blank]
                      found   app.workers is empty or only white space, which counts as missing
                      fix     set app.workers (java -Dapp.workers=...)
                """, EnvReports.problems(report));
    }

    @Test
    void oldNameOfAPropertyWorks() {
        EnvVar<String> zone = property("app.zone").deprecates("zone");
        Deployment deployment = Deployment.of(Map.of()).properties(Map.of("zone", "a"));
        Report report = Preflight.of("app", zone).against(deployment).run();
        assertEquals("""
                WARN  property app.zone  set by its old name  [env.deprecated]
                      found   zone is set, which still works
                      fix     set app.zone instead of zone
                """, EnvReports.problems(report));
    }
}
