package dev.preflight.diagnosis;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.List;
import java.util.Locale;

/**
 * Makes problems of TLS failures. The exceptions differ between Java versions in their texts, so their classes decide
 * where they can.
 */
final class TlsDiagnosis {
    private static final String ALERT = "received fatal alert: ";

    private TlsDiagnosis() {}

    /** By name, so that a process without TLS does not load it. */
    static boolean isTls(Throwable thrown) {
        String name = thrown.getClass().getName();
        return name.startsWith("javax.net.ssl.") || name.startsWith("java.security.cert.");
    }

    static Problem of(List<Throwable> chain, Throwable tls, Diagnosis diagnosis) {
        String why = ExceptionText.inOneLine(tls, diagnosis.check().secrets());
        for (Throwable link : chain) {
            Problem problem = byClass(link.getClass().getName(), ExceptionText.message(link));
            if (problem != null) {
                return problem.code() == Code.TLS_UNTRUSTED || problem.code() == Code.TLS_WRONG_HOST
                        ? problem
                        : problem.fact("why", why);
            }
        }
        return byText(ExceptionText.message(tls).toLowerCase(Locale.ROOT)).fact("why", why);
    }

    private static Problem byClass(String name, String message) {
        if (name.endsWith(".CertificateExpiredException")) {
            return Problem.of(Code.TLS_EXPIRED, "the certificate has expired")
                    .fix("renew the certificate of the server");
        }
        if (name.endsWith(".CertificateNotYetValidException")) {
            return Problem.of(Code.TLS_NOT_YET_VALID, "the certificate is not valid yet")
                    .fix("look at the clock of this machine, or wait until the certificate is valid");
        }
        if (name.endsWith(".SunCertPathBuilderException") || name.endsWith(".CertPathBuilderException")) {
            return Problem.of(Code.TLS_UNTRUSTED, "the certificate is not trusted")
                    .fix("trust the certificate authority that signed it");
        }
        if (name.endsWith(".CertPathValidatorException")
                && (message.startsWith("signature check failed") || message.startsWith("Path does not chain"))) {
            return Problem.of(Code.TLS_UNTRUSTED, "the certificate is not trusted")
                    .fix("trust the certificate authority that signed it; one of the same name has another key");
        }
        if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
            return Problem.of(Code.TLS_WRONG_HOST, "the certificate is for another host")
                    .fix("use a name that the certificate has, or renew it with this one");
        }
        return null;
    }

    /** Alerts with which a server refuses the certificate of a client, or the lack of one (RFC 8446, section 6.2). */
    private static boolean refusesClient(String text) {
        int at = text.indexOf(ALERT);
        return at >= 0
                && switch (text.substring(at + ALERT.length())) {
                    case "certificate_required",
                            "bad_certificate",
                            "certificate_unknown",
                            "unsupported_certificate",
                            "certificate_revoked",
                            "certificate_expired",
                            "unknown_ca",
                            "access_denied" -> true;
                    default -> false;
                };
    }

    private static Problem byText(String text) {
        if (text.contains("unrecognized ssl message") || text.contains("not an ssl/tls record")) {
            return Problem.of(Code.BACKEND_NO_TLS, "the port does not speak TLS")
                    .fix("use the port that speaks TLS, or connect without TLS");
        }
        if (refusesClient(text)) {
            return Problem.of(Code.TLS_CLIENT_CERTIFICATE, "the server wants another certificate of the client")
                    .fix("give the client a certificate that the server trusts");
        }
        if (text.contains("no_application_protocol")) {
            return Problem.of(Code.TLS_NO_COMMON_PROTOCOL, "no application protocol in common (ALPN)")
                    .fix("use the port that speaks it, or let the proxy in front of it offer it");
        }
        if (text.contains("protocol_version")
                || text.contains("handshake_failure")
                || text.contains("insufficient_security")
                || text.contains("no appropriate protocol")
                || text.contains("server selected protocol version")
                || text.contains("not supported by the client")) {
            return Problem.of(Code.TLS_NO_COMMON_PROTOCOL, "no TLS version or cipher suite in common")
                    .fix("update the TLS of the server; this runtime refuses versions that are broken");
        }
        if (text.contains(ALERT + "unrecognized_name")) {
            return Problem.of(Code.TLS_WRONG_HOST, "the server has no certificate for this host")
                    .fix("use a name that the server knows, or teach it this one");
        }
        if (text.contains("trustanchors parameter must be non-empty")) {
            return Problem.of(Code.TLS_UNTRUSTED, "this Java runtime trusts no certificate authority")
                    .fix("install the certificate authorities of the system, or trust one for the check");
        }
        return Problem.of(Code.TLS_FAILED, "TLS failed")
                .fix("look at the certificate of the server, and at the log of the server");
    }
}
