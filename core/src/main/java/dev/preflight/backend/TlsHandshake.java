package dev.preflight.backend;

import dev.preflight.Code;
import dev.preflight.HostAndPort;
import dev.preflight.ProbeContext;
import dev.preflight.Problem;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Speaks TLS over a connection: the chain is verified against what is trusted, and the host name against the
 * certificate as HTTPS does it (RFC 2818, section 3.1; RFC 6125).
 */
final class TlsHandshake {
    private TlsHandshake() {}

    /**
     * Shakes hands.
     *
     * @throws IOException if the connection breaks
     */
    static Socket over(Socket socket, HostAndPort address, TlsOptions options, ProbeContext context)
            throws IOException {
        context.trying("TLS");
        SeenChain seen = new SeenChain();
        SSLSocket tls;
        try {
            SSLContext ssl = TlsMaterial.context(options, seen, context);
            tls = (SSLSocket) ssl.getSocketFactory().createSocket(socket, address.host(), address.port(), true);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.setSoTimeout((int) Math.min(Integer.MAX_VALUE, context.remaining().toMillis()));
        try {
            tls.startHandshake();
        } catch (SSLException e) {
            throw withCertificate(context.problem(e), seen, address).asException();
        }
        context.held(tls.getSession().getProtocol());
        warnOfExpiry(tls.getSession().getPeerCertificates(), options.validFor(), context);
        return tls;
    }

    /** Names the certificate that a problem is about. */
    private static Problem withCertificate(Problem problem, SeenChain seen, HostAndPort address) {
        X509Certificate certificate = seen.relevantTo(problem.code());
        if (certificate == null) {
            return problem;
        }
        Problem named = problem.fact("cert", name(certificate));
        return switch (problem.code()) {
            case TLS_EXPIRED ->
                named.fact("until", instant(certificate.getNotAfter().toInstant()));
            case TLS_NOT_YET_VALID ->
                named.fact("from", instant(certificate.getNotBefore().toInstant()));
            case TLS_WRONG_HOST ->
                named.found("it is for " + SeenChain.hosts(certificate) + ", not for " + address.host());
            default -> named;
        };
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName() + ", issued by "
                + certificate.getIssuerX500Principal().getName();
    }

    private static String instant(Instant instant) {
        return instant.toString();
    }

    private static void warnOfExpiry(Certificate[] chain, Duration least, ProbeContext context) {
        if (least.isZero()) {
            return;
        }
        Instant end = Instant.now().plus(least);
        for (Certificate each : chain) {
            if (each instanceof X509Certificate certificate
                    && certificate.getNotAfter().toInstant().isBefore(end)) {
                context.warn(Problem.of(Code.TLS_EXPIRES_SOON, "the certificate expires soon")
                        .fact("cert", name(certificate))
                        .fact("until", instant(certificate.getNotAfter().toInstant()))
                        .fix("renew the certificate of the server"));
                return;
            }
        }
    }

    /** The chain that the server has shown, kept because a failed handshake does not give it out. */
    static final class SeenChain {
        private List<X509Certificate> chain = List.of();

        void see(X509Certificate... certificates) {
            chain = List.of(certificates);
        }

        X509Certificate relevantTo(Code code) {
            Instant now = Instant.now();
            for (X509Certificate certificate : chain) {
                boolean over = certificate.getNotAfter().toInstant().isBefore(now);
                boolean early = certificate.getNotBefore().toInstant().isAfter(now);
                if (code == Code.TLS_EXPIRED && over || code == Code.TLS_NOT_YET_VALID && early) {
                    return certificate;
                }
            }
            return chain.isEmpty() ? null : chain.get(0);
        }

        /** The names that a certificate is for: its subject alternative names, DNS and IP. */
        static String hosts(X509Certificate certificate) {
            StringBuilder out = new StringBuilder();
            try {
                Collection<List<?>> names = certificate.getSubjectAlternativeNames();
                for (List<?> name : names == null ? List.<List<?>>of() : names) {
                    Object type = name.get(0);
                    if (Integer.valueOf(2).equals(type) || Integer.valueOf(7).equals(type)) {
                        out.append(out.isEmpty() ? "" : ", ").append(name.get(1));
                    }
                }
            } catch (GeneralSecurityException e) {
                return "names that cannot be read";
            }
            return out.isEmpty() ? "no host" : out.toString();
        }
    }
}
