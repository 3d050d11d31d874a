package dev.preflight.backend.wire;

import dev.preflight.check.HostAndPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads JDBC URLs as far as they are alike. */
public final class JdbcUrl {
    private JdbcUrl() {}

    /** The URL without user-info and without parameters, either of which may hold a password. */
    public static String withoutCredentials(String url) {
        return withoutKeys(withoutParameters(url));
    }

    /** Without the passwords of {@code address=(host=db)(password=…)}. */
    private static String withoutKeys(String plain) {
        String left = plain;
        String lower = left.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf("password="); at >= 0; at = lower.indexOf("password=", at + 1)) {
            int from = at + "password=".length();
            int end = from;
            while (end < left.length() && "),".indexOf(left.charAt(end)) < 0) {
                end++;
            }
            left = left.substring(0, from) + left.substring(end);
            lower = left.toLowerCase(Locale.ROOT);
        }
        return left;
    }

    private static String withoutParameters(String url) {
        int end = parameters(url);
        String plain = url.substring(0, end);
        int at = plain.lastIndexOf('@');
        int authority = plain.indexOf("://");
        if (at < 0) {
            int later = url.lastIndexOf('@');
            if (later >= 0 && authority < 0 && mayHoldLogin(plain)) {
                return plain.substring(0, plain.indexOf(':', "jdbc:".length()) + 1);
            }
            if (later < 0
                    || authority < 0
                    || isParameter(url, end + 1)
                    || !isCutInPassword(plain.substring(authority + 3), url.charAt(end))) {
                return plain;
            }
            String rest = url.substring(later + 1);
            return plain.substring(0, authority + 3) + rest.substring(0, parameters(rest));
        }
        if (authority >= 0 && authority < at) {
            return plain.substring(0, authority + 3) + plain.substring(at + 1);
        }
        int type = plain.indexOf(':', "jdbc:oracle:".length());
        return type > 0 && type < at ? plain.substring(0, type + 1) + plain.substring(at) : plain.substring(at);
    }

    /** Whether what stands before the parameters, and has no {@code ://}, may be a user and the beginning of a password. */
    private static boolean mayHoldLogin(String plain) {
        int vendor = plain.startsWith("jdbc:") ? plain.indexOf(':', "jdbc:".length()) : -1;
        String rest = vendor < 0 ? "" : plain.substring(vendor + 1);
        return rest.indexOf(':') > 0 && JdbcVendor.of(plain).port() > 0 && !isLocal(plain)
                || vendor > 0 && plain.substring(0, vendor).indexOf('/') >= 0;
    }

    /** Whether a database is a file or in memory. */
    private static boolean isLocal(String url) {
        return (url.startsWith("jdbc:h2:") || url.startsWith("jdbc:hsqldb:")) && url.indexOf("//") < 0;
    }

    /**
     * Why a URL cannot be taken apart, empty if it can, or if nothing in it may be taken for another part. What PostgreSQL
     * is strict about, its driver logs with the whole URL.
     */
    public static String whyUnreadable(String url, JdbcVendor vendor) {
        int at = url.lastIndexOf('@');
        int slashes = url.indexOf("://");
        boolean hasLogin = at > 0 && url.substring("jdbc:".length(), at).indexOf(':') >= 0;
        if (vendor == JdbcVendor.POSTGRESQL) {
            return ofPostgreSql(url, hasLogin && slashes < 0);
        }
        if (vendor == JdbcVendor.ORACLE || isLocal(url) || !hasLogin) {
            return "";
        }
        if (slashes < 0 || slashes > at) {
            String rest = url.substring(0, at);
            return rest.indexOf(';') >= 0 || rest.indexOf('?') >= 0 && rest.indexOf('=') >= 0
                    ? ""
                    : "it lacks the :// before its host";
        }
        boolean hasUserInfo = vendor == JdbcVendor.MYSQL || vendor == JdbcVendor.MARIADB;
        boolean isPlain = url.substring(slashes, at).indexOf('(') < 0;
        return hasUserInfo && isPlain && !isElsewhere(url) && hosts(url).isEmpty()
                ? "its user, its password and its hosts cannot be told from each other"
                : "";
    }

    private static String ofPostgreSql(String url, boolean hasLogin) {
        if (hasLogin) {
            return "the driver reads no user and no password before the host";
        }
        int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        int host = url.indexOf("://") + 3;
        int path = host < 3 ? -1 : url.indexOf('/', host);
        if (path >= 0 && path < end && url.indexOf('/', path + 1) >= 0 && url.indexOf('/', path + 1) < end) {
            return "it has a second '/' behind its host";
        }
        for (int i = url.indexOf('%'); i >= 0; i = url.indexOf('%', i + 1)) {
            if (i + 2 >= url.length()
                    || Character.digit(url.charAt(i + 1), 16) < 0
                    || Character.digit(url.charAt(i + 2), 16) < 0) {
                return "a '%' in it begins no encoded character; it is %25 where it is meant";
            }
        }
        return "";
    }

    private static boolean isElsewhere(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        for (String other : ELSEWHERE) {
            if (lower.contains(other)) {
                return true;
            }
        }
        return false;
    }

    private static int parameters(String url) {
        for (int i = 0; i < url.length(); i++) {
            boolean isMark = url.charAt(i) == '?' || url.charAt(i) == ';';
            // Before an at sign it may as well be a character of a password that nobody encoded.
            if (isMark && (url.indexOf('@', i) < 0 || isParameter(url, i + 1))) {
                return i;
            }
        }
        return url.length();
    }

    private static boolean isParameter(String url, int start) {
        int end = start;
        while (end < url.length()
                && (Character.isLetterOrDigit(url.charAt(end)) || "_.-".indexOf(url.charAt(end)) >= 0)) {
            end++;
        }
        return end > start && end < url.length() && url.charAt(end) == '=';
    }

    /** Whether what was taken for the start of the parameters is a character of a password that nobody encoded. */
    private static boolean isCutInPassword(String authority, char cut) {
        int colon = authority.indexOf(':');
        if (colon < 0 || authority.startsWith("[")) {
            return false;
        }
        int end = colon + 1;
        while (end < authority.length() && authority.charAt(end) >= '0' && authority.charAt(end) <= '9') {
            end++;
        }
        boolean isPort = end > colon + 1 && (end == authority.length() ? cut == ';' : authority.charAt(end) == '/');
        return !isPort;
    }

    /** What makes a driver connect in another way than to the hosts of its URL. */
    private static final String[] ELSEWHERE = {"socketfactory=", "localsocket=", "pipe=", "unixsocket"};

    /** Where the servers of a URL listen, empty if it names none or says it in a way that is not known here. */
    public static List<HostAndPort> hosts(String url) {
        JdbcVendor vendor = JdbcVendor.of(url);
        String lower = url.toLowerCase(Locale.ROOT);
        for (String other : ELSEWHERE) {
            if (lower.contains(other)) {
                return List.of();
            }
        }
        if (vendor == JdbcVendor.SQLSERVER) {
            return JdbcHostList.ofSqlServer(url);
        }
        String plain = withoutCredentials(url);
        String authority = vendor == JdbcVendor.ORACLE ? oracle(plain) : authority(plain, vendor);
        if (authority.indexOf('(') >= 0) {
            return switch (vendor) {
                case ORACLE -> JdbcHostList.described(authority, 0);
                case MYSQL, MARIADB -> JdbcHostList.described(authority, vendor.port());
                default -> List.of();
            };
        }
        if (vendor.port() == 0 || authority.indexOf('=') >= 0 || authority.indexOf('\\') >= 0) {
            return List.of();
        }
        List<HostAndPort> hosts = new ArrayList<>();
        String[] all = authority.isEmpty() ? new String[0] : authority.split(",", -1);
        String port = String.valueOf(vendor.port());
        for (int i = all.length - 1; i >= 0; i--) {
            boolean hasPort = all[i].lastIndexOf(':') > all[i].lastIndexOf(']');
            try {
                HostAndPort host = HostAndPort.parse(hasPort ? all[i] : all[i] + ":" + port);
                hosts.add(0, host);
                // Of Oracle, "a,b:1522" is the port of both.
                port = vendor == JdbcVendor.ORACLE ? String.valueOf(host.port()) : port;
            } catch (IllegalArgumentException e) {
                // The driver has more ways to say it; what it says itself must do then.
                return List.of();
            }
        }
        return hosts;
    }

    /** The database in a URL of PostgreSQL, from the slash before it, and the mode of TLS as far as it is not verified. */
    public static String databaseOfPostgreSql(String url) {
        int start = url.indexOf("://") + 3;
        int slash = url.indexOf('/', start);
        int end = url.indexOf('?', start) < 0 ? url.length() : url.indexOf('?', start);
        String path = slash < 0 || slash > end ? "/" : url.substring(slash, end);
        int mode = url.indexOf("sslmode=", end);
        String plain = mode < 0 ? "" : url.substring(mode + "sslmode=".length());
        // One that verifies needs more than is known here, and the driver says what comes of it.
        String query = plain.startsWith("verify") || plain.startsWith("require")
                ? "?sslmode=require"
                : plain.startsWith("disable") ? "?sslmode=disable" : "";
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) <= ' ' || path.charAt(i) > '~' || "\"<>\\^`{|}#".indexOf(path.charAt(i)) >= 0) {
                return "/" + query;
            }
        }
        return path + query;
    }

    /** The same URL of PostgreSQL for some of its hosts. */
    public static String only(List<HostAndPort> hosts, String url) {
        int start = url.indexOf("://") + 3;
        int end = start;
        while (end < url.length() && "/?".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        StringBuilder list = new StringBuilder();
        for (HostAndPort host : hosts) {
            list.append(list.isEmpty() ? "" : ",").append(host);
        }
        return url.substring(0, start) + list + url.substring(end);
    }

    private static String authority(String plain, JdbcVendor vendor) {
        boolean server = switch (vendor) {
            case H2 -> plain.startsWith("jdbc:h2:tcp:") || plain.startsWith("jdbc:h2:ssl:");
            case HSQLDB -> plain.startsWith("jdbc:hsqldb:hsql:") || plain.startsWith("jdbc:hsqldb:hsqls:");
            default -> true;
        };
        int slashes = plain.indexOf("://");
        if (!server) {
            return "";
        }
        if (slashes < 0) {
            return vendor == JdbcVendor.POSTGRESQL ? "localhost" : "";
        }
        int end = slashes + 3;
        while (end < plain.length() && "/;?".indexOf(plain.charAt(end)) < 0) {
            end++;
        }
        String authority = plain.substring(slashes + 3, end);
        boolean local = vendor == JdbcVendor.POSTGRESQL || vendor == JdbcVendor.MYSQL || vendor == JdbcVendor.MARIADB;
        return authority.isEmpty() && local ? "localhost" : authority;
    }

    /** {@code @//db:1521/orders}, {@code @db:1521:ORCL}, {@code @tcps://db:1521/orders}, {@code @(DESCRIPTION=…)}. */
    private static String oracle(String plain) {
        int start = plain.lastIndexOf('@') + 1;
        String rest = plain.substring(start);
        if (start == 0 || rest.startsWith("(")) {
            return start == 0 ? "" : rest;
        }
        int slashes = rest.indexOf("//");
        rest = slashes >= 0 ? rest.substring(slashes + 2) : rest;
        int slash = rest.indexOf('/');
        rest = slash < 0 ? rest : rest.substring(0, slash);
        int sid = rest.indexOf(':', rest.indexOf(':') + 1);
        boolean ipv6 = rest.startsWith("[");
        if (!ipv6 && sid > 0 && rest.indexOf(':') < sid) {
            rest = rest.substring(0, sid);
        }
        // A name alone is an alias, which tnsnames.ora explains.
        return slashes < 0 && rest.indexOf(':') < 0 && slash < 0 ? "" : rest;
    }
}
