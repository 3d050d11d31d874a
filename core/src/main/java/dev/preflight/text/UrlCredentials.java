package dev.preflight.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Finds the credentials in URLs and connection strings, well-formed or not: the user-info of RFC 3986, section 3.2.1,
 * parameters such as {@code password=}, and the {@code user/password@} of Oracle's thin driver.
 */
public final class UrlCredentials {
    private static final int LONGEST = 64 * 1024;
    private static final int MOST = 100;
    private static final String ORACLE = "jdbc:oracle:";
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

    private final String text;
    private final int lastAt;
    private final List<String> found = new ArrayList<>();
    private int length;

    private UrlCredentials(String text) {
        this.text = text;
        this.lastAt = text.lastIndexOf('@');
    }

    /** The credentials in a text, as they stand there and decoded; a text that is full of them is one as a whole. */
    public static List<String> in(String value) {
        String text = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        UrlCredentials credentials = new UrlCredentials(text);
        credentials.find();
        return credentials.isFull() ? List.of(text) : credentials.found;
    }

    private boolean isFull() {
        return found.size() > MOST || length > LONGEST;
    }

    private void find() {
        for (int at = text.indexOf("://"); at >= 0 && lastAt > at && !isFull(); at = text.indexOf("://", at + 3)) {
            userInfo(at + 3);
        }
        if (lastAt > 0) {
            oracle();
        }
        for (int at = text.indexOf('='); at >= 0 && !isFull(); at = text.indexOf('=', at + 1)) {
            parameter(at);
        }
    }

    private void userInfo(int start) {
        int at = -1;
        int end = start;
        while (end < text.length() && "/?# \t\r\n".indexOf(text.charAt(end)) < 0) {
            at = text.charAt(end) == '@' ? end : at;
            end++;
        }
        if (lastAt > end && hasNoPort(text.substring(at < 0 ? start : at + 1, end))) {
            // A password with an unencoded '/', '?' or '#' cuts the authority short: the user-info goes on to the '@'.
            at = lastAt;
        }
        if (at < 0) {
            return;
        }
        String userInfo = text.substring(start, at);
        int colon = userInfo.indexOf(':');
        if (colon >= 0 && add(userInfo.substring(colon + 1))) {
            // As HTTP clients send it (RFC 7617, section 2).
            byte[] basic = decoded(userInfo).getBytes(StandardCharsets.UTF_8);
            add(Base64.getEncoder().encodeToString(basic));
        }
        // A user that the URL names elsewhere too, as in postgresql://orders:pw@db/orders, is not a secret of its own,
        // and taking it out would take the name of the database with it.
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        if (!(text.substring(0, start) + text.substring(at)).contains(user)) {
            add(user);
        }
    }

    /** Whether what seems to be host and port ends in something else than a port, as the first half of a password. */
    private static boolean hasNoPort(String authority) {
        int colon = authority.indexOf(':');
        if (colon < 0 || authority.charAt(0) == '[' || authority.indexOf(',') >= 0) {
            return false;
        }
        String port = authority.substring(colon + 1);
        return port.length() > 5 || !Printable.isWhole(port);
    }

    /** {@code jdbc:oracle:thin:scott/tiger@//db:1521/orders}; the password may stand in quotes. */
    private void oracle() {
        for (int i = 0; i < lastAt; i++) {
            if (text.regionMatches(true, i, ORACLE, 0, ORACLE.length())) {
                int slash = text.indexOf('/', i);
                if (slash > 0 && slash < text.indexOf('@', i)) {
                    String password = text.substring(slash + 1, lastAt);
                    add(password);
                    if (password.length() > 1 && password.startsWith("\"") && password.endsWith("\"")) {
                        add(password.substring(1, password.length() - 1));
                    }
                }
                return;
            }
        }
    }

    private void parameter(int equals) {
        int start = equals;
        while (start > 0 && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        int from = equals + 1;
        if (from == text.length() || !isSecret(text.substring(start, equals).toLowerCase(Locale.ROOT))) {
            return;
        }
        char open = text.charAt(from);
        boolean isQuoted = open == '{' || open == '"' || open == '\'';
        int close = isQuoted ? closing(from) : -1;
        if (close > 0) {
            String inner = text.substring(from + 1, close);
            add(inner);
            // SQL Server doubles a brace; libpq and JAAS put a backslash before a quote.
            String meant = open == '{' ? inner.replace("}}", "}") : inner.replace("\\" + open, "" + open);
            if (!meant.equals(inner)) {
                add(meant);
            }
            return;
        }
        int end = end(isQuoted ? from + 1 : from, "&;,)\"' \t\r\n");
        if (text.startsWith("$(", from) && end < text.length() && text.charAt(end) == ')') {
            end++;
        }
        add(text.substring(from, end));
        // Which of these ends the value depends on the driver, so it is also read as far as it may go.
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        if (before == ';' || before == ':') {
            end = end(end, ";");
        } else if (before == '?' || before == '&') {
            end = end(end, "&");
        }
        add(text.substring(from, end));
    }

    private int end(int from, String marks) {
        int end = from;
        while (end < text.length() && marks.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Where a quoted value that begins at some place ends, -1 if it does not. */
    private int closing(int from) {
        char open = text.charAt(from);
        char close = open == '{' ? '}' : open;
        for (int i = from + 1; i < text.length(); i++) {
            boolean isDouble = i + 1 < text.length() && text.charAt(i + 1) == close;
            if (open == '{' ? text.charAt(i) == close && isDouble : text.charAt(i) == '\\' && isDouble) {
                i++;
            } else if (text.charAt(i) == close) {
                return i;
            }
        }
        return -1;
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

    /** Whether there is something to hide. */
    private boolean add(String credential) {
        if (credential.isEmpty() || isReference(credential)) {
            return false;
        }
        found(credential);
        String decoded = decoded(credential);
        if (!decoded.equals(credential)) {
            found(decoded);
            if (credential.indexOf('+') >= 0) {
                found(decoded(credential.replace("+", "%2B")));
            }
        }
        return true;
    }

    private void found(String credential) {
        if (!found.contains(credential)) {
            found.add(credential);
            length += credential.length();
        }
    }

    /** A reference that nothing expanded is what has to be seen, and no credential. */
    private static boolean isReference(String credential) {
        boolean isBraced = credential.startsWith("${") && credential.endsWith("}");
        if (!isBraced && !(credential.startsWith("$(") && credential.endsWith(")"))) {
            return false;
        }
        for (int i = 2; i < credential.length() - 1; i++) {
            if (!isNamePart(credential.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(String credential) {
        if (credential.indexOf('%') < 0 && credential.indexOf('+') < 0) {
            return credential;
        }
        try {
            return URLDecoder.decode(credential, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not an encoding, so it stands for itself.
            return credential;
        }
    }
}
