package dev.preflight.diagnosis;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.preflight.Preflight;
import dev.preflight.PreflightException;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsInExceptionsTest {
    private static final String SECRET = "qX7&tr zäW9/kL+m";
    private static final EnvVar<String> KEY = env("KEY").secret();

    static List<String> forms() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return List.of(
                SECRET,
                encoded,
                encoded.replace("+", "%20"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void messageAndCausesAreScrubbed(String form) {
        assertHidden(form, new IllegalStateException("bad key " + form + "!", new IOException("told " + form)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void piecesAreScrubbed(String form) {
        assertHidden(form, new IllegalStateException("near '" + form.substring(2, 9) + "'"));
        assertHidden(form, new IOException(form.substring(form.length() - 7)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void messageThatIsCutOffLeavesNoPiece(String form) {
        assertHidden(form, new IllegalStateException("x".repeat(1_990) + form));
        assertHidden(form, new IllegalStateException("x".repeat(260) + form));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void messagesOfDriversAreScrubbed(String form) {
        assertHidden(form, new SQLException("no login with " + form, "28000", 1));
        assertHidden(form, new java.net.UnknownHostException(form + "@db"));
        assertHidden(form, new NoClassDefFoundError(form));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void ownProblemsAreScrubbed(String form) {
        assertHidden(
                form,
                Problem.of(Code.PROBE_FAILED, "rejected " + form)
                        .found(form)
                        .fact(form, "x")
                        .asException());
    }

    @Test
    void stepsAndTargetsAreScrubbed() {
        Report report = run(probe("p", context -> {
            context.target("mq " + SECRET);
            context.trying("greeting");
            context.held(SECRET);
            context.trying(SECRET);
            context.warn(Problem.of(Code.PROBE_FAILED, SECRET));
            throw new IOException();
        }));
        assertNoPiece(SECRET, report);
        assertEquals("[secret]", report.results().get(1).rungs().get(0).detail());
    }

    @Test
    void exceptionOfVerifyIsTheCleanReport() {
        try {
            preflight(probe("p", () -> {
                        throw new IOException(SECRET);
                    }))
                    .verify();
        } catch (PreflightException e) {
            assertFalse(e.toString().contains(SECRET));
            assertEquals(null, e.getCause());
        }
    }

    @Test
    void threadsAreNamedAfterChecksAlone() {
        Queue<String> names = new ConcurrentLinkedQueue<>();
        run(probe("p", () -> names.add(Thread.currentThread().getName())));
        assertEquals(List.of("preflight-p"), List.copyOf(names));
    }

    private static void assertHidden(String form, Throwable thrown) {
        Report report = run(probe("p", () -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }));
        assertEquals(Outcome.FAILED, report.results().get(1).outcome());
        assertNoPiece(form, report);
    }

    private static void assertNoPiece(String form, Report report) {
        List<String> shown = new ArrayList<>(List.of(report.toString()));
        for (Problem problem : report.results().get(1).problems()) {
            shown.add(problem.toString());
        }
        for (String text : shown) {
            for (int i = 0; i + 6 <= form.length(); i++) {
                String piece = form.substring(i, i + 6);
                assertFalse(text.contains(piece), () -> piece + " is in " + text);
            }
        }
    }

    private static Preflight preflight(Probe<?> probe) {
        return Preflight.of("orders", probe.needs(KEY)).against(Deployment.of(Map.of("KEY", SECRET)));
    }

    private static Report run(Probe<?> probe) {
        return preflight(probe).run();
    }
}
