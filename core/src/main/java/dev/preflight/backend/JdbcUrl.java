package dev.preflight.backend;

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
}
