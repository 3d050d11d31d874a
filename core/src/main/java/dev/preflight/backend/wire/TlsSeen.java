package dev.preflight.backend.wire;

import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What both sides have shown each other in a handshake, kept because a failed one does not give it out: the chain of the
 * server, and whether it asked for a certificate of the client. Used by one thread.
 */
final class TlsSeen {
    private static final int MOST_NAMES = 8;
    private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";
    private static final Integer DNS_NAME = 2;
    private static final Integer IP_ADDRESS = 7;

    private List<X509Certificate> chain = List.of();
    private List<Principal> wanted = List.of();
    private boolean asked;
    private X509Certificate given;
    private boolean trustDeclared;
    private List<X509Certificate> trusted = List.of();

    /** Whether it was declared whom to trust, or the Java runtime decides. */
    void isTrustDeclared(boolean declared) {
        trustDeclared = declared;
    }

    /** Who is trusted, where the chain is not. */
    void trusted(X509Certificate... authorities) {
        trusted = authorities == null ? List.of() : List.of(authorities);
    }

    void chain(X509Certificate... certificates) {
        chain = List.of(certificates);
    }

    /** The server asked for a certificate from one of some authorities, any if none is named; it got one or null. */
    void asked(Principal[] authorities, X509Certificate certificate) {
        asked = true;
        wanted = authorities == null ? List.of() : List.of(authorities);
        given = certificate;
    }

    boolean isAsked() {
        return asked;
    }

    /** Whether a connection that is closed without a word may be closed for the certificate of the client. */
    boolean mayBeRefused(boolean inHandshake) {
        return asked
                && (inHandshake
                        || given == null
                        || given.getNotAfter().toInstant().isBefore(Instant.now()));
    }

    /** Names the certificate that a problem is about, and what else is wrong with it. */
    Problem explain(Problem problem, String host) {
        if (problem.code() == Code.TLS_CLIENT_CERTIFICATE) {
            return ofClient(problem);
        }
        if (chain.isEmpty() || !problem.code().id().startsWith("tls.")) {
            return problem;
        }
        Instant now = Instant.now();
        X509Certificate leaf = chain.get(0);
        return switch (problem.code().id()) {
            case "tls.expired" -> {
                X509Certificate old = expired(now);
                yield old == null
                        ? problem
                        : alsoHost(problem.fact("cert", name(old)).fact("until", until(old)), leaf, host);
            }
            case "tls.not-yet-valid" -> {
                X509Certificate early = early(now);
                yield early == null
                        ? problem
                        : alsoHost(problem.fact("cert", name(early)).fact("from", from(early)), leaf, host);
            }
            case "tls.wrong-host" -> problem.fact("cert", name(leaf)).found(wrongHost(leaf, host));
            case "tls.untrusted" -> {
                Problem named = problem.fact("cert", wholeChain());
                named = withMissing(named);
                X509Certificate old = expired(now);
                yield alsoHost(old == null ? named : named.fact("also", "it has expired: " + until(old)), leaf, host);
            }
            default -> problem.fact("cert", name(leaf));
        };
    }

    private Problem ofClient(Problem problem) {
        Problem whole = given == null
                ? Problem.of(problem.code(), "the server wants a certificate of the client", problem.facts())
                : problem;
        Problem named = whole.fact(
                "gave",
                given == null
                        ? "no certificate"
                        : name(given) + ", valid from " + from(given) + " until " + until(given));
        if (wanted.isEmpty()) {
            return named;
        }
        StringBuilder names = new StringBuilder("one issued by ");
        for (int i = 0; i < wanted.size() && i < MOST_NAMES; i++) {
            names.append(i == 0 ? "" : " or ").append(wanted.get(i).getName());
        }
        return named.fact("wants", names + more(wanted.size()));
    }

    /**
     * Says that the chain ends with one that has an issuer of which nothing is known here: an intermediate that the
     * server ought to send (RFC 8446, section 4.4.2) looks like an authority that is not trusted. Where the runtime
     * decides whom to trust, only a certificate that says where its issuer is found (RFC 5280, section 4.2.2.1) is one
     * of those that have intermediates.
     */
    private Problem withMissing(Problem problem) {
        X509Certificate last = chain.get(0);
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate issuer = issuer(last, chain);
            last = issuer == null ? last : issuer;
        }
        boolean whole = last.getIssuerX500Principal().equals(last.getSubjectX500Principal());
        boolean hasIntermediates = trustDeclared || last.getExtensionValue(AUTHORITY_INFORMATION) != null;
        if (trusted.isEmpty() || whole || !hasIntermediates || issuer(last, trusted) != null) {
            return problem;
        }
        String issuer = last.getIssuerX500Principal().getName();
        Problem named = Problem.of(problem.code(), problem.summary());
        for (Fact fact : problem.facts()) {
            named = fact.label().equals("fix") ? named : named.fact(fact.label(), fact.text());
        }
        return named.fact(
                        "sent",
                        (chain.size() == 1 ? "its own certificate alone" : chain.size() + " certificates")
                                + ", not that of " + issuer)
                .fix("let the server send its intermediate certificates too, that of " + issuer
                        + ", or trust the certificate authority that signed it");
    }

    private static X509Certificate issuer(X509Certificate certificate, List<X509Certificate> among) {
        for (X509Certificate each : among) {
            if (!each.equals(certificate)
                    && each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                return each;
            }
        }
        return null;
    }

    private static Problem alsoHost(Problem problem, X509Certificate leaf, String host) {
        return isFor(leaf, host) ? problem : problem.fact("also", wrongHost(leaf, host));
    }

    private X509Certificate expired(Instant now) {
        for (X509Certificate certificate : chain) {
            if (certificate.getNotAfter().toInstant().isBefore(now)) {
                return certificate;
            }
        }
        return null;
    }

    private X509Certificate early(Instant now) {
        for (X509Certificate certificate : chain) {
            if (certificate.getNotBefore().toInstant().isAfter(now)) {
                return certificate;
            }
        }
        return null;
    }

    /** Subject and issuer. */
    static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName() + ", issued by "
                + certificate.getIssuerX500Principal().getName();
    }

    static String until(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().toString();
    }

    private static String from(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant().toString();
    }

    /** The subject, and each issuer: the last one is who is not trusted. */
    private String wholeChain() {
        X509Certificate leaf = chain.get(0);
        if (leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
            return leaf.getSubjectX500Principal().getName() + ", self-signed";
        }
        StringBuilder out = new StringBuilder(leaf.getSubjectX500Principal().getName());
        for (int i = 0; i < chain.size() && i < MOST_NAMES; i++) {
            X509Certificate each = chain.get(i);
            if (i == 0 || !each.getIssuerX500Principal().equals(each.getSubjectX500Principal())) {
                out.append(", issued by ").append(each.getIssuerX500Principal().getName());
            }
        }
        return out.toString();
    }

    private static String wrongHost(X509Certificate certificate, String host) {
        List<String> names = names(certificate, DNS_NAME, IP_ADDRESS);
        String listed = names.isEmpty()
                ? certificate.getSubjectX500Principal().getName() + " without alternative names"
                : String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size()))) + more(names.size());
        return "it is for " + listed + ", not for " + host;
    }

    private static String more(int size) {
        return size > MOST_NAMES ? " and " + (size - MOST_NAMES) + " more" : "";
    }

    /** Whether a certificate names a host; where it has no alternative names at all, only the handshake can tell. */
    private static boolean isFor(X509Certificate certificate, String host) {
        boolean address =
                host.indexOf(':') >= 0 || !host.isEmpty() && Character.isDigit(host.charAt(host.length() - 1));
        List<String> names = names(certificate, DNS_NAME, IP_ADDRESS);
        if (names.isEmpty()) {
            return true;
        }
        for (String name : names(certificate, address ? IP_ADDRESS : DNS_NAME)) {
            if (address ? isSameAddress(name, host) : matches(name, host)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSameAddress(String name, String host) {
        try {
            // Both are literals, so nothing is looked up.
            return InetAddress.getByName(name).equals(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** As RFC 6125, section 6.4.3: an asterisk stands for the first label. */
    private static boolean matches(String name, String host) {
        if (name.equalsIgnoreCase(host)) {
            return true;
        }
        int dot = host.indexOf('.');
        return name.startsWith("*.") && dot > 0 && name.substring(1).equalsIgnoreCase(host.substring(dot));
    }

    private static List<String> names(X509Certificate certificate, Integer... types) {
        List<String> found = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                for (Integer type : types) {
                    if (type.equals(name.get(0))) {
                        found.add(String.valueOf(name.get(1)));
                    }
                }
            }
        } catch (GeneralSecurityException e) {
            // A certificate whose names cannot be read is for nobody.
            return found;
        }
        return found;
    }
}
