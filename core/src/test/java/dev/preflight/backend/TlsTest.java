package dev.preflight.backend;

import static dev.preflight.backend.Backends.tls;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static dev.preflight.backend.Verdicts.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the certificate of a real server says, and what is said of it. */
class TlsTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static String pem;

    @BeforeAll
    static void begin() throws IOException {
        authority = new TestAuthority();
        pem = authority.pem(directory.resolve("ca.pem")).toString();
    }

    private static TlsServer serverFor(String host) throws IOException {
        return TlsServer.of(authority.server(authority.identity(host)));
    }

    private static TlsServer serverFor(String host, Duration from, Duration until) throws IOException {
        return TlsServer.of(authority.server(authority.identity(host, NOW.plus(from), NOW.plus(until))));
    }

    private static Tls check(TlsServer server) {
        return tls("broker", "localhost", server.port()).trusting(pem);
    }

    /** The text with everything in it that differs from run to run made the same. */
    private static String text(Tls check, TlsServer server) {
        return problems(check)
                .replaceAll("localhost:" + server.port(), "localhost:443")
                .replaceAll("DNS [^,]+ in", "DNS 127.0.0.1 in")
                .replaceAll("TCP( 127.0.0.1)? in", "TCP in")
                .replaceAll("\\d+ ms", "0 ms")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "2026-01-01T00:00:00Z")
                .replaceAll("\\((?:certificate|internal)_[a-z]+\\) ", "")
                .replaceAll("(why {5}).*NotAfter: .*", "$1…")
                .replaceAll("(why {5}).*NotBefore: .*", "$1…");
    }

    @Test
    void trustedPassesWithEachRung() throws IOException {
        try (TlsServer server = serverFor("localhost").start()) {
            CheckResult result = assertPasses(check(server));

            assertEquals(
                    "[DNS, TCP, TLS]",
                    result.rungs().stream().map(Rung::name).toList().toString());
            assertEquals("TLSv1.3", result.rungs().get(2).detail());
        }
    }

    @Test
    void olderVersionThatIsNotBrokenPasses() throws IOException {
        try (TlsServer server = serverFor("localhost").protocols("TLSv1.2").start()) {
            assertEquals("TLSv1.2", assertPasses(check(server)).rungs().get(2).detail());
        }
    }

    @Test
    void unknownAuthorityIsNotTrusted() throws IOException {
        try (TlsServer server = serverFor("localhost").start()) {
            Tls check = tls("broker", "localhost", server.port());

            assertEquals("""
                    FAIL  backend broker  the certificate is not trusted                            [tls.untrusted]
                          tried   localhost:443: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, TLS untrusted
                          cert    CN=localhost, issued by CN=Test Authority
                          fix     trust the certificate authority that signed it""", text(check, server));
        }
    }

    @Test
    void selfSignedIsNotTrusted() throws IOException {
        try (TlsServer server = TlsServer.of(authority.server(TestAuthority.selfSigned("localhost")))
                .start()) {
            assertEquals("""
                    FAIL  backend broker  the certificate is not trusted                            [tls.untrusted]
                          tried   localhost:443: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, TLS untrusted
                          cert    CN=localhost, self-signed
                          fix     trust the certificate authority that signed it""", text(check(server), server));
        }
    }

    @Test
    void authorityOfTheSameNameWithAnotherKeyIsNotTrusted() throws IOException {
        TestAuthority other = new TestAuthority();
        try (TlsServer server =
                TlsServer.of(other.server(other.identity("localhost"))).start()) {
            assertFails(Code.TLS_UNTRUSTED, check(server));
        }
    }

    @Test
    void expiredNamesTheCertificateAndTheDate() throws IOException {
        try (TlsServer server = serverFor("localhost", Duration.ofDays(-30), Duration.ofDays(-2))
                .start()) {
            assertEquals("""
                    FAIL  backend broker  the certificate has expired                                 [tls.expired]
                          tried   localhost:443: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, TLS expired
                          why     …
                          cert    CN=localhost, issued by CN=Test Authority
                          until   2026-01-01T00:00:00Z
                          fix     renew the certificate of the server""", text(check(server), server));
            assertTrue(problems(check(server))
                    .contains("until   "
                            + NOW.plus(Duration.ofDays(-2)).toString().substring(0, 19) + "Z"));
        }
    }

    @Test
    void notYetValidNamesTheDate() throws IOException {
        try (TlsServer server =
                serverFor("localhost", Duration.ofDays(2), Duration.ofDays(30)).start()) {
            assertEquals("""
                    FAIL  backend broker  the certificate is not valid yet                      [tls.not-yet-valid]
                          tried   localhost:443: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, TLS not-yet-valid
                          why     …
                          cert    CN=localhost, issued by CN=Test Authority
                          from    2026-01-01T00:00:00Z
                          fix     look at the clock of this machine, or wait until the certificate is valid""", text(check(server), server));
        }
    }

    @Test
    void wrongHostListsTheNamesOfTheCertificate() throws IOException {
        try (TlsServer server = serverFor("db.example.com").start()) {
            assertEquals("""
                    FAIL  backend broker  the certificate is for another host                      [tls.wrong-host]
                          tried   localhost:443: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, TLS wrong-host
                          cert    CN=db.example.com, issued by CN=Test Authority
                          found   it is for db.example.com, not for localhost
                          fix     use a name that the certificate has, or renew it with this one""", text(check(server), server));
        }
    }

    @Test
    void addressIsNotTheNameOfItsHost() throws IOException {
        try (TlsServer server = serverFor("localhost").start();
                TlsServer ofAddress = serverFor("127.0.0.1").start()) {
            assertFails(
                    Code.TLS_WRONG_HOST,
                    tls("broker", "127.0.0.1", server.port()).trusting(pem));
            assertPasses(tls("broker", "127.0.0.1", ofAddress.port()).trusting(pem));
        }
    }

    @Test
    void expiredAndForAnotherHostSaysBoth() throws IOException {
        try (TlsServer server = serverFor("db.example.com", Duration.ofDays(-30), Duration.ofDays(-2))
                .start()) {
            String text = text(check(server), server);

            assertTrue(text.contains("[tls.expired]"), text);
            assertTrue(text.contains("also    it is for db.example.com, not for localhost"), text);
        }
    }

    @Test
    void untrustedAndForAnotherHostSaysBoth() throws IOException {
        try (TlsServer server = serverFor("*.example.com", Duration.ofDays(-30), Duration.ofDays(-2))
                .start()) {
            String text = text(tls("broker", "localhost", server.port()), server);

            assertTrue(text.contains("[tls.untrusted]"), text);
            assertTrue(text.contains("also    it has expired: 2026-01-01T00:00:00Z"), text);
            assertTrue(text.contains("also    it is for *.example.com, not for localhost"), text);
        }
    }

    @Test
    void nothingInCommonIsNoCommonProtocol() throws IOException {
        // A suite for RSA keys, which the server does not have.
        try (TlsServer server = serverFor("localhost")
                .protocols("TLSv1.2")
                .suites("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
                .start()) {
            assertEquals("""
                    FAIL  backend broker  no TLS version or cipher suite in common         [tls.no-common-protocol]
                          tried   localhost:443: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, TLS no-common-protocol
                          why     SSLHandshakeException: Received fatal alert: handshake_failure
                          fix     update the TLS of the server; this runtime refuses versions that are broken""", text(check(server), server).replace("(handshake_failure) ", ""));
        }
    }

    @Test
    void certificateThatExpiresSoonIsAWarning() throws IOException {
        try (TlsServer server = serverFor("localhost", Duration.ofDays(-30), Duration.ofDays(10))
                .start()) {
            CheckResult result = result(check(server).validFor(Duration.ofDays(14)));

            assertEquals(Outcome.PASSED, result.outcome());
            assertEquals(Code.TLS_EXPIRES_SOON, result.problems().get(0).code());
            assertEquals("""
                    WARN  backend broker  the certificate expires soon                           [tls.expires-soon]
                          cert    CN=localhost, issued by CN=Test Authority
                          until   2026-01-01T00:00:00Z
                          fix     renew the certificate of the server""", text(check(server).validFor(Duration.ofDays(14)), server));
            assertPasses(check(server).validFor(Duration.ofDays(9)));
        }
    }

    @Test
    void lengthThatIsNoneIsRefusedWhenDeclared() {
        Tls check = tls("broker", "localhost", 443);

        assertThrows(IllegalArgumentException.class, () -> check.validFor(Duration.ZERO));
        assertThrows(NullPointerException.class, () -> check.validFor(null));
    }

    @Test
    void fileOfAuthoritiesThatCannotBeUsedIsAProblemOfThatFile() throws IOException {
        Path none = Files.writeString(directory.resolve("none.pem"), "no certificate here\n");
        Path cut = Files.writeString(directory.resolve("cut.pem"), "-----BEGIN CERTIFICATE-----\nMIIB");
        Path broken = Files.writeString(
                directory.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        try (TlsServer server = serverFor("localhost").start()) {
            Tls check = tls("broker", "localhost", server.port());

            assertEquals(
                    """
                    FAIL  backend broker  a file of certificates or keys cannot be used              [tls.material]
                          tried   localhost:443: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, TLS material
                          found   %s: it does not exist
                          fix     ship the right file, readable by the user of this process""".formatted(directory.resolve("absent.pem")),
                    text(check.trusting(directory.resolve("absent.pem").toString()), server));
            assertEquals("it holds no certificate", found(check.trusting(none.toString())));
            assertEquals("a certificate in it has no end", found(check.trusting(cut.toString())));
            assertEquals("a certificate in it cannot be read", found(check.trusting(broken.toString())));
            assertEquals("it cannot be read", found(check.trusting(directory.toString())));
        }
    }

    /** What is said of the file. */
    private static String found(Tls check) {
        String found = assertFails(Code.TLS_MATERIAL, check)
                .problems()
                .get(0)
                .facts()
                .get(1)
                .text();
        return found.substring(found.lastIndexOf(": ") + 2);
    }
}
