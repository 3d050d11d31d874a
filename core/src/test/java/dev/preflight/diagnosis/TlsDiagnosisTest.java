package dev.preflight.diagnosis;

import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.preflight.Preflight;
import dev.preflight.problem.Code;
import dev.preflight.problem.CodeByName;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsDiagnosisTest {
    static Stream<Arguments> certificates() {
        return Stream.of(
                Arguments.of(
                        Code.TLS_EXPIRED,
                        "the certificate has expired",
                        "renew the certificate of the server",
                        new CertificateExpiredException("NotAfter")),
                Arguments.of(
                        Code.TLS_NOT_YET_VALID,
                        "the certificate is not valid yet",
                        "look at the clock of this machine, or wait until the certificate is valid",
                        new CertificateNotYetValidException("NotBefore")),
                Arguments.of(
                        Code.TLS_UNTRUSTED,
                        "the certificate is not trusted",
                        "trust the certificate authority that signed it",
                        new CertPathBuilderException("unable to find path")),
                Arguments.of(
                        Code.TLS_UNTRUSTED,
                        "the certificate is not trusted",
                        "trust the certificate authority that signed it; one of the same name has another key",
                        new CertPathValidatorException("signature check failed")),
                Arguments.of(
                        Code.TLS_UNTRUSTED,
                        "the certificate is not trusted",
                        "trust the certificate authority that signed it; one of the same name has another key",
                        new CertPathValidatorException("Path does not chain with any of the trust anchors")),
                Arguments.of(
                        Code.TLS_WRONG_HOST,
                        "the certificate is for another host",
                        "use a name that the certificate has, or renew it with this one",
                        new CertificateException("No subject alternative names matching IP address 127.0.0.1 found")),
                Arguments.of(
                        Code.TLS_WRONG_HOST,
                        "the certificate is for another host",
                        "use a name that the certificate has, or renew it with this one",
                        new CertificateException("No name matching db found")),
                Arguments.of(
                        Code.TLS_FAILED,
                        "TLS failed",
                        "look at the certificate of the server, and at the log of the server",
                        new CertPathValidatorException("Algorithm constraints check failed")));
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void certificateIsJudgedByTheCauseOfTheFailure(
            @ConvertWith(CodeByName.class) Code code, String summary, String fix, Exception cause) {
        assertProblem(code, summary, fix, caused(cause));
        assertProblem(code, summary, fix, cause);
    }

    @Test
    void reasonIsLeftOutWhereTheSummarySaysItAll() {
        assertFalse(
                labels(new CertificateException("No name matching db found")).contains("why"));
        assertFalse(labels(new CertPathBuilderException("unable")).contains("why"));
        assertEquals(
                List.of("fix", "why"),
                labels(new CertificateExpiredException("NotAfter")).stream()
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unrecognized SSL message, plaintext connection?", "not an SSL/TLS record: 485454502f"})
    void plainTextIsNoticed(String message) {
        assertProblem(
                Code.BACKEND_NO_TLS,
                "the port does not speak TLS",
                "use the port that speaks TLS, or connect without TLS",
                new SSLException(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Received fatal alert: protocol_version",
                "Received fatal alert: handshake_failure",
                "Received fatal alert: insufficient_security",
                "No appropriate protocol (protocol is disabled or cipher suites are inappropriate)",
                "The server selected protocol version TLS10 is not accepted by client preferences",
                "Server chose SSLv3, but that protocol version is not supported by the client"
            })
    void versionsAndSuitesThatNobodySharesAreNamed(String message) {
        assertProblem(
                Code.TLS_NO_COMMON_PROTOCOL,
                "no TLS version or cipher suite in common",
                "update the TLS of the server; this runtime refuses versions that are broken",
                new SSLHandshakeException(message));
    }

    @ParameterizedTest
    @CsvSource({
        "certificate_required, TLS_CLIENT_CERTIFICATE",
        "bad_certificate, TLS_CLIENT_CERTIFICATE",
        "certificate_unknown, TLS_CLIENT_CERTIFICATE",
        "unsupported_certificate, TLS_CLIENT_CERTIFICATE",
        "certificate_revoked, TLS_CLIENT_CERTIFICATE",
        "certificate_expired, TLS_CLIENT_CERTIFICATE",
        "unknown_ca, TLS_CLIENT_CERTIFICATE",
        "access_denied, TLS_CLIENT_CERTIFICATE",
        "unrecognized_name, TLS_WRONG_HOST",
        "internal_error, TLS_FAILED"
    })
    void alertOfTheServerSaysWhatItRefuses(String alert, @ConvertWith(CodeByName.class) Code code) {
        Problem problem = problem(new SSLHandshakeException("Received fatal alert: " + alert));
        assertEquals(code, problem.code());
        assertEquals(
                Fact.of("why", "SSLHandshakeException: Received fatal alert: " + alert),
                problem.facts().get(0));
    }

    @Test
    void runtimeThatTrustsNobodyIsToldFromAServerThatIsNotTrusted() {
        assertProblem(
                Code.TLS_UNTRUSTED,
                "this Java runtime trusts no certificate authority",
                "install the certificate authorities of the system, or trust one for the check",
                new SSLException("Unexpected error: the trustAnchors parameter must be non-empty"));
    }

    private static SSLException caused(Exception cause) {
        return new SSLException("handshake", cause);
    }

    private static void assertProblem(Code code, String summary, String fix, Exception thrown) {
        Problem problem = problem(thrown);
        assertEquals(code, problem.code(), problem::toString);
        assertEquals(summary, problem.summary());
        assertEquals(
                List.of(fix),
                problem.facts().stream()
                        .filter(fact -> fact.label().equals("fix"))
                        .map(Fact::text)
                        .toList());
    }

    private static List<String> labels(Exception thrown) {
        return problem(thrown).facts().stream().map(Fact::label).toList();
    }

    private static Problem problem(Exception thrown) {
        return Preflight.of("orders", probe("mq", () -> {
                    throw thrown;
                }))
                .run()
                .results()
                .get(0)
                .problems()
                .get(0);
    }
}
