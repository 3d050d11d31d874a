package dev.preflight.backend;

/** Reads JDBC URLs as far as they are alike. */
final class JdbcUrl {
    private JdbcUrl() {}

    /** The URL without user-info and without parameters, either of which may hold a password. */
    static String withoutCredentials(String url) {
        int end = url.length();
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == ';') {
                end = i;
                break;
            }
        }
        String plain = url.substring(0, end);
        int at = plain.lastIndexOf('@');
        if (at < 0) {
            return plain;
        }
        int authority = plain.indexOf("://");
        if (authority >= 0 && authority < at) {
            return plain.substring(0, authority + 3) + plain.substring(at + 1);
        }
        int type = plain.indexOf(':', "jdbc:oracle:".length());
        return type > 0 && type < at ? plain.substring(0, type + 1) + plain.substring(at) : plain.substring(at);
    }
}
