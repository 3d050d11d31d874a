package dev.preflight.backend.wire;

import dev.preflight.check.HostAndPort;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a URI says of a backend (RFC 3986, section 3): hosts, who to be, and the path. Several hosts have commas between
 * them, as in {@code kafka://a:9092,b:9092}.
 *
 * @param hosts where it listens, at least one
 * @param user who to log in as, empty for nobody
 * @param password the password, empty for none
 * @param path the path without its first slash: a database, a virtual host
 * @param query what stands after the question mark, still encoded, empty for nothing
 * @param fragment what follows the number sign, empty for nothing
 * @param hasColon whether a colon stands behind the user
 */
public record Endpoint(
        List<HostAndPort> hosts,
        String user,
        String password,
        String path,
        String query,
        String fragment,
        boolean hasColon) {
    public Endpoint(List<HostAndPort> hosts, String user, String password, String path, String query, String fragment) {
        this(hosts, user, password, path, query, fragment, true);
    }

    public static Endpoint of(URI uri, int defaultPort, ProbeContext context) {
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw unusable("it has no host; begin it with " + uri.getScheme() + "://");
        }
        requireEncoded(uri, authority);
        String userInfo = "";
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            userInfo = authority.substring(0, at);
            authority = authority.substring(at + 1);
        }
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decode(userInfo.substring(colon + 1));
        if (!password.isEmpty()) {
            context.secret(password);
            if (password.endsWith("\n") || password.endsWith("\r")) {
                context.warn(Problem.of(Code.ENV_LINE_BREAK, "the password in its URL ends in a line break")
                        .fix("take %0A, or %0D, out of the URL, unless the password is meant so"));
            }
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        Endpoint endpoint = new Endpoint(
                hosts(authority, defaultPort),
                user,
                password,
                path.startsWith("/") ? path.substring(1) : path,
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                uri.getFragment() == null ? "" : uri.getFragment(),
                colon >= 0);
        String parameter = endpoint.parameter("password");
        if (!parameter.isEmpty()) {
            context.secret(parameter);
        }
        return endpoint;
    }

    /** Whether the path is a slash and nothing else, or has a second one: clients read both in different ways. */
    public static boolean hasUnclearPath(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return path.equals("/") || path.indexOf('/', 1) > 0;
    }

    /** The same with another login. */
    public Endpoint login(String who, String secret) {
        return new Endpoint(hosts, who, secret, path, query, fragment, false);
    }

    /** The value of a parameter such as {@code sslmode=require}, whatever the case of its name; empty for none. */
    public String parameter(String name) {
        for (int start = 0; start < query.length(); ) {
            int end = query.indexOf('&', start) < 0 ? query.length() : query.indexOf('&', start);
            int equals = query.indexOf('=', start);
            if (equals > start && equals < end && query.substring(start, equals).equalsIgnoreCase(name)) {
                return decode(query.substring(equals + 1, end));
            }
            start = end + 1;
        }
        return "";
    }

    /** A user without a password, and without the colon that would stand before one. */
    public boolean isUserAlone() {
        return password.isEmpty() && !user.isEmpty() && !hasColon;
    }

    /**
     * A password with a slash, a question mark or a number sign that is not encoded ends where that stands: what is left
     * of it looks like a port, and the sign at its end comes much later.
     */
    private static void requireEncoded(URI uri, String authority) {
        int colon = authority.lastIndexOf(':');
        boolean cut = authority.indexOf('@') < 0
                && colon > authority.lastIndexOf(']')
                && !isNumber(authority.substring(colon + 1))
                && uri.getRawSchemeSpecificPart() != null
                && (uri.getRawSchemeSpecificPart() + uri.getRawFragment()).indexOf('@') >= 0;
        if (cut) {
            throw Problem.of(Code.BACKEND_URL, "its URL cannot be used")
                    .fact("why", "an unencoded '/', '?' or '#' in the user or the password ends its host too early")
                    .fix("percent-encode the user and the password: '/' is %2F, '?' is %3F, '#' is %23, '%' is %25")
                    .asException();
        }
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static List<HostAndPort> hosts(String authority, int defaultPort) {
        List<HostAndPort> hosts = new ArrayList<>();
        for (String host : authority.split(",", -1)) {
            boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
            if (!hasPort && defaultPort == 0) {
                throw unusable("it has no port, and its scheme has none of its own");
            }
            try {
                hosts.add(HostAndPort.parse(hasPort ? host : host + ":" + defaultPort));
            } catch (IllegalArgumentException e) {
                throw unusable(e.getMessage());
            }
        }
        return List.copyOf(hosts);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            // Without what decoding takes of the JDK, some 4 ms of a first connection.
            return text;
        }
        try {
            // A plus sign is itself here, unlike in a form.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The problem of a URL that a protocol can do nothing with. */
    public static RuntimeException unusable(String why) {
        return Problem.of(Code.BACKEND_URL, "its URL cannot be used")
                .fact("why", why)
                .fix("correct the URL")
                .asException();
    }
}
