package dev.preflight;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the credentials in URLs and connection strings, well-formed or not: the user-info of RFC 3986, section 3.2.1,
 * parameters such as {@code password=}, and the {@code user/password@} of Oracle's thin driver.
 */
final class UrlCredentials {
    private static final int LONGEST = 64 * 1024;
    private static final String[] SECRET_NAMES = {
        "password",
        "passwd",
        "passphrase",
        "pwd",
        "secret",
        "token",
        "credential",
        "apikey",
        "api_key",
        "api-key",
        "accesskey",
        "access_key",
        "accountkey",
        "privatekey",
        "signature"
    };

    private UrlCredentials() {}

    /** The credentials in a text, as they stand there and decoded. */
    static List<String> in(String value) {
        String text = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        List<String> found = new ArrayList<>();
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            userInfo(text, at + 3, found);
        }
        if (text.startsWith("jdbc:oracle:")) {
            oracle(text, found);
        }
        for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
            parameter(text, at, found);
        }
        return found;
    }

    private static void userInfo(String text, int start, List<String> found) {
        int end = start;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int at = text.lastIndexOf('@', end - 1);
        if (at < start && hasNoPort(text.substring(start, end))) {
            // A password with an unencoded '/', '?' or '#' cuts the authority short: the user-info goes on to the '@'.
            at = text.lastIndexOf('@');
        }
        if (at < start) {
            return;
        }
        String userInfo = text.substring(start, at);
        add(userInfo, found);
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        if (colon >= 0) {
            add(userInfo.substring(colon + 1), found);
        }
        // A user that the URL names elsewhere too, as in postgresql://orders:pw@db/orders, is not a secret of its own,
        // and taking it out would take the name of the database with it.
        String rest = text.substring(0, start) + text.substring(at);
        if (!user.isEmpty() && !rest.contains(user)) {
            add(user, found);
        }
    }

    private static boolean hasNoPort(String authority) {
        int colon = authority.indexOf(':');
        if (colon <= 0) {
            return colon == 0;
        }
        for (int i = colon + 1; i < authority.length(); i++) {
            char c = authority.charAt(i);
            if ((c < '0' || c > '9') && c != ',' && c != ':') {
                return authority.charAt(0) != '[' && authority.indexOf(',') < 0;
            }
        }
        return false;
    }

    /** {@code jdbc:oracle:thin:scott/tiger@//db:1521/orders}. */
    private static void oracle(String text, List<String> found) {
        int at = text.lastIndexOf('@');
        int slash = text.indexOf('/');
        if (at > slash && slash > 0) {
            add(text.substring(slash + 1, at), found);
        }
    }

    private static void parameter(String text, int equals, List<String> found) {
        int start = equals;
        while (start > 0 && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        String name = text.substring(start, equals).toLowerCase(Locale.ROOT);
        if (!isSecret(name)) {
            return;
        }
        int from = equals + 1;
        int end = from;
        if (from < text.length() && text.charAt(from) == '{' && text.indexOf('}', from) > 0) {
            add(text.substring(from + 1, text.indexOf('}', from)), found);
            return;
        }
        while (end < text.length() && "&;)\"' \t\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        add(text.substring(from, end), found);
    }

    private static boolean isSecret(String name) {
        if (name.equals("pass") || name.equals("sig")) {
            return true;
        }
        for (String secret : SECRET_NAMES) {
            if (name.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static void add(String credential, List<String> found) {
        if (credential.isEmpty()) {
            return;
        }
        found.add(credential);
        if (credential.indexOf('%') >= 0 || credential.indexOf('+') >= 0) {
            try {
                found.add(URLDecoder.decode(credential, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                // Not an encoding, so it stands for itself.
                return;
            }
            if (credential.indexOf('+') >= 0 && credential.indexOf('%') >= 0) {
                found.add(URLDecoder.decode(credential.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
    }
}
