package dev.preflight.spring.connection;

import dev.preflight.problem.Code;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether what somebody's health contributor says proves that something else cannot be reached, so that it is no
 * use to ask again. What is refused at an address of this machine may be this very process, which has opened none of its
 * ports yet, and so may what is refused at an address that nobody tells.
 */
final class ConnectionFailure {
    private static final int DEEPEST = 20;
    private static final int MOST_TEXT = 20_000;

    /** What follows the slashes of a URL, and an address with a port, as messages of clients have them. */
    private static final Pattern HOST = Pattern.compile("//(?:[^\\s/@]*@)?(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)|"
            + "(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+):\\d{1,5}\\b|/(\\d+\\.\\d+\\.\\d+\\.\\d+)");

    /** The names of exceptions that stand for one, where only a text is left of them. */
    private static final List<String> CERTAIN = List.of(
            "UnknownHostException", "UnresolvedAddressException", "NoRouteToHostException", "SSLHandshakeException");

    private static final List<String> DEPENDING =
            List.of("ConnectException", "Connection refused", "SocketTimeoutException", "HttpConnectTimeoutException");

    private ConnectionFailure() {}

    /** Whether an exception, and what it is classified as, prove it. */
    static boolean isProvedBy(Throwable thrown, Code code) {
        return switch (code.id()) {
            case "backend.unresolved",
                    "backend.unreachable",
                    "backend.login",
                    "backend.not-authorised",
                    "backend.database",
                    "tls.failed",
                    "tls.untrusted",
                    "tls.expired",
                    "tls.not-yet-valid",
                    "tls.wrong-host",
                    "tls.no-common-protocol",
                    "tls.client-certificate" -> true;
            case "backend.refused" -> isElsewhere(texts(thrown));
            case "backend.timeout" -> !isOf(TimeoutException.class, thrown) && !isHere(texts(thrown));
            case "backend.closed" ->
                isOf(SocketException.class, thrown) && !isOf(EOFException.class, thrown) && !isHere(texts(thrown));
            default -> false;
        };
    }

    /** Whether what it tells beside its status proves it. */
    static boolean isProvedBy(Map<String, ?> details) {
        StringBuilder out = new StringBuilder();
        collect(details, out, 0);
        String text = out.toString();
        return isAnyIn(text, CERTAIN) || isAnyIn(text, DEPENDING) && isElsewhere(text);
    }

    private static boolean isAnyIn(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static void collect(Object value, StringBuilder out, int depth) {
        if (depth > DEEPEST || out.length() > MOST_TEXT) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collect(each, out, depth + 1));
        } else if (value instanceof Collection<?> all) {
            all.forEach(each -> collect(each, out, depth + 1));
        } else {
            out.append(value).append('\n');
        }
    }

    private static boolean isOf(Class<? extends Throwable> type, Throwable thrown) {
        int depth = 0;
        for (Throwable each = thrown; each != null && depth < DEEPEST; each = each.getCause(), depth++) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private static String texts(Throwable thrown) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (Throwable each = thrown; each != null && depth < DEEPEST; each = each.getCause(), depth++) {
            out.append(each.getMessage()).append('\n');
        }
        return out.length() > MOST_TEXT ? out.substring(0, MOST_TEXT) : out.toString();
    }

    /** Whether a text tells an address, and none of this machine. */
    private static boolean isElsewhere(String text) {
        boolean any = false;
        Matcher hosts = HOST.matcher(text);
        while (hosts.find()) {
            String host = host(hosts);
            any |= !host.isEmpty();
            if (isOfThisMachine(host)) {
                return false;
            }
        }
        return any && !isNamedHere(text);
    }

    /** Whether a text tells an address of this machine. */
    private static boolean isHere(String text) {
        Matcher hosts = HOST.matcher(text);
        while (hosts.find()) {
            if (isOfThisMachine(host(hosts))) {
                return true;
            }
        }
        return isNamedHere(text);
    }

    private static boolean isNamedHere(String text) {
        return text.toLowerCase(Locale.ROOT).contains("localhost") || text.contains("127.0.0.1");
    }

    private static String host(Matcher found) {
        for (int i = 1; i <= found.groupCount(); i++) {
            if (found.group(i) != null) {
                String host = found.group(i);
                String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
                // Such as the hours of a time of day.
                return isNumber(bare) ? "" : bare;
            }
        }
        return "";
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    private static boolean isOfThisMachine(String host) {
        String name = System.getenv("HOSTNAME");
        if (host.equalsIgnoreCase("localhost") || host.equalsIgnoreCase(name)) {
            return true;
        }
        boolean isLiteral = host.indexOf(':') >= 0 || host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        if (!isLiteral) {
            return false;
        }
        try {
            // A literal, which is not looked up.
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}
