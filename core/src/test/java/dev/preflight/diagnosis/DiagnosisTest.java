package dev.preflight.diagnosis;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Evaluation;
import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(Code.BACKEND_UNRESOLVED, new UnknownHostException("db")),
                Arguments.of(Code.BACKEND_UNRESOLVED, new UnresolvedAddressException()),
                Arguments.of(Code.BACKEND_UNRESOLVED, caused(new ConnectException(), new UnresolvedAddressException())),
                Arguments.of(Code.BACKEND_TIMEOUT, new SocketTimeoutException("Read timed out")),
                Arguments.of(Code.BACKEND_TIMEOUT, new TimeoutException()),
                Arguments.of(Code.BACKEND_TIMEOUT, new HttpTimeoutException("request timed out")),
                Arguments.of(Code.BACKEND_TIMEOUT, new HttpConnectTimeoutException("HTTP connect timed out")),
                Arguments.of(Code.BACKEND_TIMEOUT, new ConnectException("Connection timed out")),
                Arguments.of(Code.BACKEND_UNREACHABLE, new NoRouteToHostException("No route to host")),
                Arguments.of(Code.BACKEND_UNREACHABLE, new PortUnreachableException("ICMP Port Unreachable")),
                Arguments.of(Code.BACKEND_UNREACHABLE, new SocketException("Network is unreachable")),
                Arguments.of(Code.BACKEND_UNREACHABLE, new ConnectException("Network is unreachable")),
                Arguments.of(Code.BACKEND_REFUSED, new ConnectException("Connection refused")),
                Arguments.of(Code.BACKEND_REFUSED, new ConnectException()),
                Arguments.of(Code.BACKEND_CLOSED, new EOFException()),
                Arguments.of(Code.BACKEND_CLOSED, new SocketException("Connection reset")),
                Arguments.of(Code.BACKEND_CLOSED, new IOException("Connection reset by peer")),
                Arguments.of(Code.BACKEND_CLOSED, new SocketException("Broken pipe")),
                Arguments.of(Code.PROBE_FAILED, new SocketException("Socket closed")),
                Arguments.of(Code.PROBE_FAILED, new IllegalStateException("unreachable code")),
                Arguments.of(Code.PROBE_FAILED, new IOException("disk full")));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void exceptionIsClassified(Code code, Exception thrown) {
        assertEquals(code, problem(thrown).code());
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void exceptionIsClassifiedByItsCauses(Code code, Exception thrown) {
        assertEquals(
                code,
                problem(new RuntimeException(new ExecutionException(thrown))).code());
    }

    @Test
    void refusedConnectionNeedsNoFurtherWords() {
        assertEquals(
                List.of(Fact.of("fix", "start mq, or correct MQ_URL")),
                problem(new ConnectException("Connection refused")).facts());
    }

    @Test
    void unknownHostIsShown() {
        assertEquals(
                List.of(Fact.of("found", "mq.local"), Fact.of("fix", "correct the host name, or correct MQ_URL")),
                problem(new UnknownHostException("mq.local")).facts());
        assertEquals(
                List.of(Fact.of("fix", "correct the host name, or correct MQ_URL")),
                problem(new UnresolvedAddressException()).facts());
    }

    @Test
    void timeoutNamesTheFirewall() {
        assertEquals(
                List.of(
                        Fact.of("why", "SocketTimeoutException: Read timed out"),
                        Fact.of(
                                "fix",
                                "start mq, or correct MQ_URL; a firewall that drops packets looks like this too")),
                problem(new SocketTimeoutException("Read timed out")).facts());
    }

    @Test
    void closedConnectionSendsToTheLog() {
        assertEquals(
                List.of(
                        Fact.of("why", "EOFException"),
                        Fact.of(
                                "fix",
                                "look at the log of mq; another protocol, or TLS where there is none, looks like this too")),
                problem(new EOFException()).facts());
        assertEquals(
                "look at the log of p; another protocol, or TLS where there is none, looks like this too",
                run(probe("p", () -> {
                            throw new EOFException();
                        }))
                        .facts()
                        .get(1)
                        .text());
    }

    @Test
    void tlsFailureIsTold() {
        Problem problem = problem(new javax.net.ssl.SSLException("no common cipher"));
        assertEquals(
                Fact.of("why", "SSLException: no common cipher"),
                problem.facts().get(0));
    }

    @Test
    void anythingElseSaysWhatAndWhere() {
        Problem problem = problem(new UncheckedIOException("cannot read it", new IOException("disk full")));
        assertEquals("failed", problem.summary());
        assertEquals(
                Fact.of("why", "UncheckedIOException: cannot read it, because disk full"),
                problem.facts().get(0));
        assertEquals("at", problem.facts().get(1).label());
        assertTrue(
                problem.facts().get(1).text().startsWith("dev.preflight.diagnosis.DiagnosisTest."), problem::toString);
        assertEquals(
                Fact.of("fix", "mend what it says, or correct MQ_URL"),
                problem.facts().get(2));
    }

    @Test
    void severalVariablesMayBeWrong() {
        Probe<?> probe = probe("p", () -> {
                    throw new ConnectException();
                })
                .needs(env("A"), probe("q", () -> {}), env("B"));
        assertEquals("start p, or correct A or B", run(probe).facts().get(0).text());
    }

    @Test
    void framesOfUsersAreShownAndOurOwnAreNot() {
        Diagnosis diagnosis = Evaluation.diagnosis(
                new Evaluation(List.of(), Deployment.of(Map.of())).begin(probe("p", () -> {}), Map.of(), 0));
        Problem problem = diagnosis.hangs(
                "no end",
                frame("jdk.internal.misc.Unsafe", "park"),
                frame("java.util.concurrent.locks.LockSupport", "park"),
                frame("java.util.concurrent.FutureTask", "get"),
                frame("com.acme.Client$$Lambda", "call"),
                frame("com.acme.Client", "connect"),
                frame("dev.preflight.example.Main", "lambda$main$0"),
                frame("com.acme.Client", "tooDeep"),
                frame("dev.preflight.check.Probe$OfLambda", "verify"),
                frame("com.acme.Other", "never"));
        assertEquals(
                List.of(
                        Fact.of("hangs", "at java.util.concurrent.FutureTask.get (Some.java:1)"),
                        Fact.of("", "at com.acme.Client.connect (Some.java:1)"),
                        Fact.of("", "at dev.preflight.example.Main.lambda$main$0 (Some.java:1)"),
                        Fact.of("", "at com.acme.Client.tooDeep (Some.java:1)"),
                        Fact.of("fix", "start p, or give it more time")),
                problem.facts());
    }

    @Test
    void framesWithoutFileOrLineAreShownAsTheyAre() {
        assertEquals("a.B.c", ExceptionText.frame(new StackTraceElement("a.B", "c", null, -1)));
        assertEquals("a.B.c (B.java)", ExceptionText.frame(new StackTraceElement("a.B", "c", "B.java", -1)));
    }

    private static StackTraceElement frame(String className, String method) {
        return new StackTraceElement(className, method, "Some.java", 1);
    }

    private static Exception caused(Exception thrown, Throwable cause) {
        thrown.initCause(cause);
        return thrown;
    }

    private static Problem problem(Exception thrown) {
        return run(probe("mq", () -> {
                    throw thrown;
                })
                .needs(env("MQ_URL")));
    }

    private static Problem run(Check<?> check) {
        List<CheckResult> results = Preflight.of("orders", check)
                .against(Deployment.of(Map.of("MQ_URL", "x", "A", "x", "B", "x")))
                .run()
                .results();
        return results.get(results.size() - 1).problems().get(0);
    }
}
