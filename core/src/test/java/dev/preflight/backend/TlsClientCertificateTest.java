package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Backends.tls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.EnvVar;
import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of clients: asked for, given, refused, and read from files that are right or wrong. */
class TlsClientCertificateTest {
    private static final String PASSWORD = "pw-of-the-key-file";
    private static final EnvVar<Path> IDENTITY = env("CLIENT_PEM").path();
    private static final EnvVar<String> IDENTITY_PASSWORD =
            env("CLIENT_PASSWORD").secret();

    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static TestAuthority.Identity client;
    private static TestAuthority.Identity stranger;
    private static String pem;

    @BeforeAll
    static void begin() throws IOException {
        authority = new TestAuthority();
        client = authority.identity("client");
        stranger = TestAuthority.selfSigned("stranger");
        pem = authority.pem(directory.resolve("ca.pem")).toString();
    }

    private static TlsServer server(String protocol) throws IOException {
        return TlsServer.of(authority.server(authority.identity("localhost"))).protocols(protocol);
    }

    private static CheckResult last(Report report) {
        return report.results().get(report.results().size() - 1);
    }

    private static void assertRefused(Report report) {
        CheckResult result = last(report);
        assertEquals(Outcome.FAILED, result.outcome(), report::toString);
        assertEquals(Code.TLS_CLIENT_CERTIFICATE, result.problems().get(0).code(), report::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void demandedAndNotGivenIsSaid(String protocol) throws IOException {
        try (TlsServer server = server(protocol).demanding().start()) {
            String url = "localhost:" + server.port();
            Report ofTls =
                    Verdicts.report(tls("broker", "localhost", server.port()).trusting(pem), Map.of());

            assertRefused(ofTls);
            assertTrue(ofTls.toString().contains("gave    no certificate"), ofTls::toString);
            assertTrue(ofTls.toString().contains("wants   one issued by CN=Test Authority"), ofTls::toString);
            assertRefused(Verdicts.report(service("cache", "rediss://" + url).trusting(pem), Map.of()));
            assertRefused(Verdicts.report(http("api", "https://" + url).trusting(pem), Map.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void oneFromAnotherAuthorityIsNotGiven(String protocol) throws IOException {
        Path file = stranger.pem(directory.resolve("stranger.pem"));
        try (TlsServer server = server(protocol).demanding().start()) {
            assertRefused(Verdicts.report(
                    tls("broker", "localhost", server.port()).trusting(pem).clientCertificate(IDENTITY),
                    Map.of("CLIENT_PEM", file.toString())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void oneThatHasExpiredIsRefusedAndNamed(String protocol) throws IOException {
        Instant now = Instant.now();
        Path file = authority
                .identity("old-client", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)))
                .pem(directory.resolve("expired.pem"));
        try (TlsServer server = server(protocol).demanding().start()) {
            Report report = Verdicts.report(
                    tls("broker", "localhost", server.port()).trusting(pem).clientCertificate(IDENTITY),
                    Map.of("CLIENT_PEM", file.toString()));

            assertRefused(report);
            assertTrue(
                    report.toString().contains("gave    CN=old-client, issued by CN=Test Authority, valid from"),
                    report::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void rightOneInPemPasses(String protocol) throws IOException {
        Path file = client.pem(directory.resolve("client.pem"));
        try (TlsServer server = server(protocol).demanding().start()) {
            Map<String, String> environment = Map.of("CLIENT_PEM", file.toString());
            Report ofTls = Verdicts.report(
                    tls("broker", "localhost", server.port()).trusting(pem).clientCertificate(IDENTITY), environment);
            Report ofService = Verdicts.report(
                    service("cache", "rediss://localhost:" + server.port())
                            .trusting(pem)
                            .clientCertificate(IDENTITY),
                    environment);

            assertEquals(Outcome.PASSED, last(ofTls).outcome(), ofTls::toString);
            assertEquals(Outcome.PASSED, last(ofService).outcome(), ofService::toString);
        }
    }

    @Test
    void rightOneInPkcs12Passes() throws IOException {
        Path file = client.pkcs12(directory.resolve("client.p12"), PASSWORD);
        try (TlsServer server = server("TLSv1.3").demanding().start()) {
            Report report = Verdicts.report(
                    tls("broker", "localhost", server.port())
                            .trusting(pem)
                            .clientCertificate(IDENTITY, IDENTITY_PASSWORD),
                    Map.of("CLIENT_PEM", file.toString(), "CLIENT_PASSWORD", PASSWORD));

            assertEquals(Outcome.PASSED, last(report).outcome(), report::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void askedForAndNotDemandedPassesWithout(String protocol) throws IOException {
        try (TlsServer server = server(protocol).asking().start()) {
            Report report =
                    Verdicts.report(tls("broker", "localhost", server.port()).trusting(pem), Map.of());

            assertEquals(Outcome.PASSED, last(report).outcome(), report::toString);
        }
    }

    static Stream<Map.Entry<String, String>> wrongFiles() throws IOException {
        String key = Files.readString(client.keyPem(directory.resolve("key.pem")));
        String certificate = Files.readString(client.certificatePem(directory.resolve("certificate.pem")));
        return Stream.of(
                Map.entry(certificate, "it holds no key"),
                Map.entry(key, "it holds no certificate"),
                Map.entry(
                        certificate + key.replace("PRIVATE KEY", "EC PRIVATE KEY"),
                        "its key is not plain PKCS #8 (BEGIN PRIVATE KEY); openssl pkcs8 -topk8 -nodes converts it"),
                Map.entry(certificate + key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), "its key is encrypted"),
                Map.entry(
                        certificate + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                        "the key in it is neither RSA nor EC nor EdDSA"),
                Map.entry("no key", "it is no PKCS #12 file, or the password is another one"),
                Map.entry("", "it is no PKCS #12 file, or the password is another one"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void fileThatCannotBeUsedIsAProblemOfThatFile(Map.Entry<String, String> wrong) throws IOException {
        Path file = Files.writeString(directory.resolve("wrong.pem"), wrong.getKey());
        try (TlsServer server = server("TLSv1.3").demanding().start()) {
            Report report = Verdicts.report(
                    tls("broker", "localhost", server.port()).trusting(pem).clientCertificate(IDENTITY),
                    Map.of("CLIENT_PEM", file.toString()));

            assertTrue(report.toString().contains("[tls.material]"), report::toString);
            assertTrue(
                    report.toString().contains("found   " + file + ": " + wrong.getValue() + "\n"), report::toString);
            assertEquals(78, report.exitCode());
        }
    }

    @Test
    void wrongPasswordOfAKeyFileIsSaidAndNotShown() throws IOException {
        Path file = client.pkcs12(directory.resolve("client2.p12"), PASSWORD);
        try (TlsServer server = server("TLSv1.3").demanding().start()) {
            Report report = Verdicts.report(
                    tls("broker", "localhost", server.port())
                            .trusting(pem)
                            .clientCertificate(IDENTITY, IDENTITY_PASSWORD),
                    Map.of("CLIENT_PEM", file.toString(), "CLIENT_PASSWORD", "another-password"));

            assertTrue(report.toString().contains("[tls.material]"), report::toString);
            assertTrue(report.toString().contains("or the password is another one"), report::toString);
            assertFalse(report.toString().contains("another-password"), report::toString);
        }
    }
}
