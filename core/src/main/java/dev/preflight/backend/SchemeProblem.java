package dev.preflight.backend;

import dev.preflight.backend.protocol.Scheme;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Says of a URL whose scheme has no check what it is instead, as far as it can be seen. */
final class SchemeProblem {
    private SchemeProblem() {}

    static Problem of(URI uri, ProbeContext context) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("jdbc")) {
            return Problem.of(Code.BACKEND_URL, "a JDBC URL, where service(...) wants the URI of a backend")
                    .fix("use jdbc(...) for it" + withoutJdbc(uri));
        }
        if (scheme.equals("mongodb+srv")) {
            return Problem.of(Code.BACKEND_URL, "no check for mongodb+srv, whose hosts stand in the DNS")
                    .fix("write mongodb:// and the hosts, or use a probe(...) with the client of the application");
        }
        if (uri.getRawAuthority() == null && isHosts(uri.toString())) {
            return Problem.of(Code.BACKEND_URL, "no scheme before its hosts")
                    .found(context.outside(uri.toString()))
                    .fix("write the scheme of the backend before them, once: kafka://" + context.outside(uri.toString())
                            + " where they are brokers of Kafka");
        }
        List<String> near = context.near(scheme, List.of(Scheme.ALL.split(", ")));
        return Problem.of(Code.BACKEND_URL, "no check for the scheme of its URL")
                .found(scheme.isEmpty() ? "no scheme" : scheme)
                .fact("known", Scheme.ALL)
                .fix((near.isEmpty() ? "correct the scheme" : "did you mean " + String.join(" or ", near) + "?")
                        + (near.isEmpty() ? ", or use tcp:// or a probe(...)" : " Or use tcp:// or a probe(...)"));
    }

    /** What is wrong with a URI that has no host and stands in a declaration, after the word for it; nothing secret. */
    static String refusal(URI uri) {
        if (uri.getScheme().equalsIgnoreCase("jdbc")) {
            return "is a JDBC URL; use jdbc(...) for it" + withoutJdbc(uri);
        }
        return uri.toString().indexOf(',') > 0 && isHosts(uri.toString())
                ? "has no scheme before its hosts; write it once before them, such as kafka://"
                : "has no host; begin it with " + uri.getScheme() + "://";
    }

    private static String withoutJdbc(URI uri) {
        String rest = uri.getRawSchemeSpecificPart();
        int colon = rest.indexOf("://");
        Scheme scheme = colon < 0 ? null : Scheme.of(rest.substring(0, colon));
        return scheme == null ? "" : ", or write " + rest.substring(0, colon) + ":// for a greeting without its driver";
    }

    /** Whether a text is hosts with ports, and commas between them. */
    private static boolean isHosts(String text) {
        for (String each : text.split(",", -1)) {
            int colon = each.lastIndexOf(':');
            int end = colon + 1;
            while (end < each.length() && each.charAt(end) >= '0' && each.charAt(end) <= '9') {
                end++;
            }
            if (colon <= 0 || end == colon + 1 || end < each.length() && each.charAt(end) != '/') {
                return false;
            }
            for (int i = 0; i < colon; i++) {
                if (!Character.isLetterOrDigit(each.charAt(i)) && "-._[]:".indexOf(each.charAt(i)) < 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
