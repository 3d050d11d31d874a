package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an application trusts and shows already, and how much of a certificate its own clients verify. */
class TlsManagersTest {
    private final TestAuthority authority = new TestAuthority();

    private TlsServer server(String host) throws IOException {
        return TlsServer.of(authority.server(authority.identity(host)));
    }

    private static Service to(TlsServer server) {
        return service("cache", "tls://localhost:" + server.port()).timeout(Duration.ofSeconds(20));
    }

    @Test
    void trustOfTheApplicationCounts() throws IOException {
        try (TlsServer server = server("localhost").start()) {
            assertPasses(to(server).trusting(authority.trustManagers()));
            assertFails(Code.TLS_UNTRUSTED, to(server).trusting(new TestAuthority().trustManagers()));
        }
    }

    @Test
    void certificateOfTheApplicationIsShown() throws IOException {
        try (TlsServer server =
                server("localhost").protocols("TLSv1.2").demanding().start()) {
            Service trusting = to(server).trusting(authority.trustManagers());

            assertPasses(trusting.clientCertificate(TestAuthority.keyManagers(authority.identity("client"))));
            assertFails(Code.TLS_CLIENT_CERTIFICATE, trusting);
            assertFails(
                    Code.TLS_CLIENT_CERTIFICATE,
                    trusting.clientCertificate(TestAuthority.keyManagers(TestAuthority.selfSigned("client"))));
        }
    }

    @Test
    void anyHostNameStillWantsACertificateThatIsTrusted() throws IOException {
        try (TlsServer server = server("other.example").start()) {
            Service trusting = to(server).trusting(authority.trustManagers());

            assertFails(Code.TLS_WRONG_HOST, trusting);
            assertPasses(trusting.anyHostName());
            assertFails(Code.TLS_UNTRUSTED, to(server).anyHostName());
        }
    }

    @Test
    void anyCertificateIsSaidToBeUnverified() throws IOException {
        try (TlsServer server = server("other.example").start()) {
            CheckResult result = assertPasses(to(server).anyCertificate());

            assertTrue(result.rungs().toString().contains("certificate not verified"), result::toString);
        }
    }
}
