package dev.preflight.backend;

import dev.preflight.HostAndPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads JDBC URLs as far as they are alike. */
final class JdbcUrl {
    private JdbcUrl() {}

    /** The URL without user-info and without parameters, either of which may hold a password. */
    static String withoutCredentials(String url) {
        int end = parameters(url);
        String plain = url.substring(0, end);
        int at = plain.lastIndexOf('@');
        int authority = plain.indexOf("://");
        if (at < 0) {
            int later = url.lastIndexOf('@');
            if (later < 0 || authority < 0 || !isCutInPassword(plain.substring(authority + 3), url.charAt(end))) {
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

    private static int parameters(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == ';') {
                return i;
            }
        }
        return url.length();
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

    /** Where the servers of a URL listen, empty if it names none or says it in a way that is not known here. */
    static List<HostAndPort> hosts(String url) {
        JdbcVendor vendor = JdbcVendor.of(url);
        String plain = withoutCredentials(url);
        String authority = vendor == JdbcVendor.ORACLE ? oracle(plain) : authority(plain, vendor);
        if (vendor.port() == 0
                || authority.indexOf('(') >= 0
                || authority.indexOf('=') >= 0
                || authority.indexOf('\\') >= 0) {
            return List.of();
        }
        List<HostAndPort> hosts = new ArrayList<>();
        for (String host : authority.isEmpty() ? new String[0] : authority.split(",", -1)) {
            boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
            try {
                hosts.add(HostAndPort.parse(hasPort ? host : host + ":" + vendor.port()));
            } catch (IllegalArgumentException e) {
                // The driver has more ways to say it; what it says itself must do then.
                return List.of();
            }
        }
        return hosts;
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
            return described(rest);
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

    /** The first host and port of {@code (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521))…)}, if it is alone. */
    private static String described(String text) {
        String upper = text.toUpperCase(Locale.ROOT).replace(" ", "");
        String plain = text.replace(" ", "");
        int host = upper.indexOf("(HOST=");
        int port = upper.indexOf("(PORT=");
        if (host < 0 || port < 0 || upper.indexOf("(HOST=", host + 1) >= 0) {
            return "";
        }
        return plain.substring(host + 6, plain.indexOf(')', host)) + ":"
                + plain.substring(port + 6, plain.indexOf(')', port));
    }
}
