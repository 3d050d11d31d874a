package dev.preflight.check;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.Timeless;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ProbeContextTest {
    private static final EnvVar<String> NAME = env("NAME");

    @Test
    void undeclaredInputIsAFaultOfTheCheckAndNotOfABackend() {
        CheckResult result = run(probe("p", context -> {
            try {
                return context.get(NAME);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException("no name", e);
            }
        }));
        assertEquals(Code.CHECK_CRASHED, result.problems().get(0).code());
        assertEquals(70, Code.CHECK_CRASHED.exitCode());
        assertEquals(
                Fact.of("fix", "add .needs(NAME) to probe p"),
                result.problems().get(0).facts().get(2));
    }

    @Test
    void partsWhoseInputsAreNotDeclaredAreAFaultOfTheCheck() {
        Probe<String> part = probe("part", context -> context.get(NAME)).needs(NAME);
        CheckResult result = run(probe("p", context -> context.run(part)));
        assertEquals(Code.CHECK_CRASHED, result.problems().get(0).code());
        assertTrue(result.problems().get(0).facts().contains(Fact.of("fix", "add .needs(NAME) to probe p")));
    }

    @Test
    void otherArgumentsThatAreRefusedAreWhatTheProbeSays() {
        CheckResult result = run(probe("p", context -> {
            try {
                return context.get(NAME);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("another one");
            }
        }));
        assertEquals(Code.PROBE_FAILED, result.problems().get(0).code());
    }

    @Test
    void undeclaredInputIsRefused() {
        CheckResult result = run(probe("p", context -> context.get(NAME)));
        assertEquals(
                "IllegalArgumentException: probe p asks for env NAME and has not declared needs(...) of it",
                result.problems().get(0).facts().get(0).text());
    }

    @Test
    void inputWithoutValueIsEmpty() {
        Probe<Void> silent = probe("silent", () -> {});
        Probe<Boolean> probe = probe("p", context -> {
                    assertTrue(context.find(silent).isEmpty());
                    assertEquals(
                            "probe silent has no value",
                            assertThrows(NoSuchElementException.class, () -> context.get(silent))
                                    .getMessage());
                    return true;
                })
                .needs(silent);
        assertEquals(Outcome.PASSED, run(probe).outcome());
    }

    @Test
    void namesThatSomebodyMayHaveMeantAreFound() {
        Probe<Boolean> probe = probe("p", context -> {
            assertEquals(List.of("DB_URL"), context.near("DB_ULR", List.of("PORT", "DB_URL")));
            return true;
        });
        assertEquals(Outcome.PASSED, run(probe).outcome());
    }

    @Test
    void remainingTimeIsTheTimeoutAndNeverNothing() {
        Probe<Boolean> probe = probe("p", context -> {
            assertTrue(context.remaining().compareTo(Duration.ofMinutes(2)) <= 0);
            assertTrue(context.remaining().compareTo(Duration.ofMinutes(1)) > 0);
            return true;
        });
        Preflight preflight = Preflight.of("orders", probe.timeout(Duration.ofMinutes(2)))
                .against(Deployment.of(Map.of()))
                .deadline(Duration.ofMinutes(5));
        assertEquals(Verdict.PASSED, preflight.run().verdict());
        Evaluation scene = new Evaluation(List.of(), Deployment.of(Map.of()));
        ProbeContext late = new ProbeContext(probe, scene, Map.of(), System.nanoTime() - 1);
        assertEquals(Duration.ofMillis(1), late.remaining());
    }

    @Test
    void whatItIsToldStaysOutOfTheReport() {
        CheckResult result = run(probe("p", context -> {
            context.secret("hunter2-hunter2");
            context.secretsIn("amqp://bob:carrot-cake@mq/x");
            assertEquals("say [secret]", context.outside("say hunter2-hunter2"));
            throw new IllegalStateException("hunter2-hunter2 and carrot-cake");
        }));
        assertEquals(
                "IllegalStateException: [secret] and [secret]",
                result.problems().get(0).facts().get(0).text());
    }

    @Test
    void stepsThatHeldAndTheOneThatBrokeAreShown() {
        CheckResult result = run(probe("p", context -> {
            context.target("mq:5672");
            context.trying("greeting");
            context.held("RabbitMQ 4");
            context.trying("login");
            throw Problem.of(Code.BACKEND_LOGIN, "login rejected").asException();
        }));
        assertEquals(
                "mq:5672: greeting RabbitMQ 4 in <time>, login rejected",
                Timeless.text(result.problems().get(0).facts().get(0).text()));
        assertEquals("greeting", result.rungs().get(0).name());
    }

    @Test
    void stepThatBrokeIsShownWithoutATarget() {
        CheckResult result = run(probe("p", context -> {
            context.trying("handshake");
            throw new java.io.EOFException();
        }));
        assertEquals(
                Fact.of("tried", "handshake closed"),
                result.problems().get(0).facts().get(0));
    }

    @Test
    void deploymentIsTheOneOfTheRun() {
        Probe<Boolean> probe =
                probe("p", context -> context.deployment().variable("A").isPresent());
        Report report = Preflight.of("orders", probe)
                .against(Deployment.of(Map.of("A", "x")))
                .run();
        assertEquals(Verdict.PASSED, report.verdict());
        assertFalse(report.toString().contains("answered false"));
    }

    private static CheckResult run(Probe<?> probe) {
        List<CheckResult> results = Preflight.of("orders", probe)
                .against(Deployment.of(Map.of()))
                .run()
                .results();
        return results.get(results.size() - 1);
    }
}
