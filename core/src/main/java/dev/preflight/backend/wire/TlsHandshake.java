package dev.preflight.backend.wire;

import dev.preflight.check.HostAndPort;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Speaks TLS over a connection: the chain is verified against what is trusted, and the host name against the
 * certificate as HTTPS does it (RFC 2818, section 3.1; RFC 6125).
 */
final class TlsHandshake {
    private static final int SHORTEST_WAIT_MILLIS = 200;

    private final SSLSocket socket;
    private final TlsSeen seen;
    private final HostAndPort address;
    private final ProbeContext context;
    private final long took;

    private TlsHandshake(SSLSocket socket, TlsSeen seen, HostAndPort address, ProbeContext context, long took) {
        this.socket = socket;
        this.seen = seen;
        this.address = address;
        this.context = context;
        this.took = took;
    }

    /**
     * Shakes hands.
     *
     * @throws IOException if the connection breaks
     */
    static TlsHandshake over(Socket socket, HostAndPort address, TlsOptions options, ProbeContext context)
            throws IOException {
        context.trying("TLS");
        TlsSeen seen = new TlsSeen();
        // A name that ends with a dot is absolute, and stands in no certificate like that.
        String host = address.host();
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        SSLSocket tls;
        try {
            SSLContext ssl = TlsMaterial.context(options, seen, context);
            tls = (SSLSocket)
                    ssl.getSocketFactory().createSocket(new BoundedSocket(socket, context), name, address.port(), true);
        } catch (GeneralSecurityException e) {
            throw TlsMaterial.unusable(e, context);
        }
        if (options.verifying() == TlsOptions.Verifying.ALL) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
        }
        if (!options.application().isEmpty()) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {options.application()});
            tls.setSSLParameters(parameters);
        }
        long start = System.nanoTime();
        try {
            tls.startHandshake();
        } catch (IOException e) {
            throw problem(e, true, seen, address, context).asException();
        }
        long took = System.nanoTime() - start;
        if (!options.application().isEmpty() && !options.application().equals(tls.getApplicationProtocol())) {
            throw Problem.of(Code.TLS_NO_COMMON_PROTOCOL, "no application protocol in common (ALPN)")
                    .fact("expect", options.application())
                    .found("the server names none")
                    .fix("use the port that speaks it, or let the proxy in front of it offer it")
                    .asException();
        }
        context.held(tls.getSession().getProtocol()
                + (options.verifying() == TlsOptions.Verifying.NOTHING ? ", certificate not verified" : ""));
        warnOfExpiry(tls.getSession().getPeerCertificates(), options.validFor(), context);
        return new TlsHandshake(tls, seen, address, context, took);
    }

    SSLSocket socket() {
        return socket;
    }

    /**
     * Gives the server a moment to refuse the client's certificate, or the lack of one: with TLS 1.3 it does so after
     * the handshake has ended for the client (RFC 8446, section 4.4.2.4).
     */
    void awaitRefusal() throws IOException {
        if (!seen.isAsked() || !socket.getSession().getProtocol().equals("TLSv1.3")) {
            return;
        }
        context.trying("TLS");
        long wait = Math.max(SHORTEST_WAIT_MILLIS, 2 * took / 1_000_000);
        socket.setSoTimeout((int) Math.min(wait, 1 + context.remaining().toMillis() / 2));
        try {
            if (socket.getInputStream().read() < 0) {
                throw refused(new EOFException("closed after the handshake"), true);
            }
        } catch (SocketTimeoutException e) {
            // It has nothing to say against it.
            context.trying("");
            return;
        } catch (IOException e) {
            throw refused(e, true);
        }
        context.trying("");
    }

    /**
     * What it means that nothing comes after the handshake.
     *
     * @return {@code broken} where it has nothing to do with TLS
     * @throws dev.preflight.problem.CheckFailedException if it has
     */
    IOException refused(IOException broken) {
        return refused(broken, false);
    }

    private IOException refused(IOException broken, boolean handshake) {
        if (broken instanceof SocketTimeoutException) {
            return broken;
        }
        Problem problem = problem(broken, handshake, seen, address, context);
        if (problem.code() == Code.TLS_CLIENT_CERTIFICATE) {
            throw problem.asException();
        }
        return broken;
    }

    private static Problem problem(
            IOException thrown, boolean handshake, TlsSeen seen, HostAndPort address, ProbeContext context) {
        Problem problem = context.problem(thrown);
        // Servers before TLS 1.3 have no alert that says it, so they send a general one or just close.
        if (problem.code() == Code.BACKEND_CLOSED && seen.mayBeRefused(handshake)
                || problem.code() == Code.TLS_NO_COMMON_PROTOCOL && seen.isAsked()) {
            problem = Problem.of(Code.TLS_CLIENT_CERTIFICATE, "the server wants another certificate of the client")
                    .fact("why", context.outside(String.valueOf(thrown.getMessage())))
                    .fix("give the client a certificate that the server trusts");
        }
        return seen.explain(problem, address.host());
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
                        .fact("cert", TlsSeen.name(certificate))
                        .fact("until", TlsSeen.until(certificate))
                        .fix("renew the certificate of the server"));
                return;
            }
        }
    }
}
