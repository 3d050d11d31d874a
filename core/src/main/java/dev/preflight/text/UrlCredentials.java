package dev.preflight.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final String SCHEMES = " bearer basic token digest apikey negotiate ";
    /** What has an at sign and is no server (RFC 6068, 3261, 6120, 7565). */
    private static final String ADDRESSES = " mailto sip sips xmpp acct urn data im pres ";

    private static final String WEB = " http https ws wss ftp ftps git ssh file s3 ";
    private static final String BLANKS = " \t\r\n";

    private final String text;
    private final int lastAt;
    private final List<String> found = new ArrayList<>();
    /** Where they stand, null if nobody asks. */
    private final boolean[] places;

    private int length;

    private UrlCredentials(String text, boolean... places) {
        this.text = text;
        this.places = places;
        this.lastAt = text.lastIndexOf('@');
    }

    /** The credentials in a text, as they stand there and decoded; a text that is full of them is one as a whole. */
    public static List<String> in(String value) {
        String text = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        UrlCredentials credentials = new UrlCredentials(text, (boolean[]) null);
        credentials.find();
        return credentials.isFull() ? List.of(text) : credentials.found;
    }

    /** Marks the places of the credentials in a text. */
    static void mark(String value, boolean... places) {
        String text = value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        UrlCredentials credentials = new UrlCredentials(text, places);
        credentials.find();
        if (credentials.isFull()) {
            Arrays.fill(places, true);
        }
    }

    private boolean isFull() {
        return found.size() > MOST || length > LONGEST;
    }

    private void find() {
        for (int at = text.indexOf("://"); at >= 0 && lastAt > at && !isFull(); at = text.indexOf("://", at + 3)) {
            userInfo(at + 3, true);
        }
        if (lastAt > 0 && !oracle()) {
            mistyped();
        }
        for (int at = 0; at < text.length() && !isFull(); at++) {
            if (text.charAt(at) == '=' || text.charAt(at) == ':') {
                parameter(at);
            } else if (text.charAt(at) == ' ' && at >= 6 && text.regionMatches(true, at - 6, "bearer", 0, 6)) {
                bearer(at + 1);
            }
        }
    }

    private void userInfo(int start, boolean hasSlashes) {
        int limit = nextUrl(start);
        int at = -1;
        int end = start;
        while (end < limit && ("/?#" + BLANKS).indexOf(text.charAt(end)) < 0) {
            if (text.charAt(end) == ';' && isJdbcProperty(end)) {
                limit = end;
                break;
            }
            at = text.charAt(end) == '@' ? end : at;
            end++;
        }
        if (at >= 0) {
            login(start, at, hasSlashes);
        }
        int last = text.lastIndexOf('@', limit - 1);
        if (last > end && text.substring(start, last).indexOf(':') >= 0 && goesOn(start, at, end, last)) {
            // A password with an unencoded '/', '?' or '#' cuts the authority short: the user-info goes on to the '@'.
            login(start, last, hasSlashes);
        }
    }

    /** Where the next of several URLs begins; the end of the text if there is none. */
    private int nextUrl(int start) {
        int next = text.indexOf("://", start);
        for (int i = 0; i < 8 && next >= 0; i++) {
            int scheme = next;
            while (scheme > start && UrlWords.isNamePart(text.charAt(scheme - 1))) {
                scheme--;
            }
            if (scheme > start && scheme < next && (",;|'\"<>([" + BLANKS).indexOf(text.charAt(scheme - 1)) >= 0) {
                return scheme - 1;
            }
            next = text.indexOf("://", next + 3);
        }
        return text.length();
    }

    private boolean isJdbcProperty(int semicolon) {
        int end = semicolon + 1;
        while (end < text.length() && UrlWords.isNamePart(text.charAt(end))) {
            end++;
        }
        return text.startsWith("jdbc:") && end > semicolon + 1 && end < text.length() && text.charAt(end) == '=';
    }

    /** Whether what seems to be hosts is the first half of a password, whose second half ends at the last at sign. */
    private boolean goesOn(int start, int at, int end, int last) {
        String authority = text.substring(at < 0 ? start : at + 1, end);
        if (!UrlWords.isHosts(authority)) {
            return true;
        }
        char cut = text.charAt(end);
        if (BLANKS.indexOf(cut) >= 0 || at < 0 && authority.indexOf(':') < 0) {
            return false;
        }
        if (cut == '#') {
            return true;
        }
        if (cut == '?') {
            int name = end + 1;
            while (name < text.length() && UrlWords.isNamePart(text.charAt(name))) {
                name++;
            }
            return name == end + 1 || name >= last || text.charAt(name) != '=';
        }
        String plain = text.substring(end, last);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (!UrlWords.isNamePart(c) && "/@:%~+,=".indexOf(c) < 0) {
                return true;
            }
        }
        if (at >= 0 && (!isWeb(start) || !authority.equals(authority.toLowerCase(Locale.ROOT)))) {
            return true;
        }
        int port = end(last + 1, ":/?#");
        return port + 1 < text.length() && text.charAt(port) == ':' && UrlWords.isDigit(text.charAt(port + 1));
    }

    private boolean isWeb(int start) {
        int end = Math.max(0, start - 3);
        int scheme = end;
        while (scheme > 0 && UrlWords.isNamePart(text.charAt(scheme - 1))) {
            scheme--;
        }
        return WEB.contains(" " + text.substring(scheme, end).toLowerCase(Locale.ROOT) + " ");
    }

    private void login(int start, int at, boolean hasSlashes) {
        String userInfo = text.substring(start, at);
        int colon = userInfo.indexOf(':');
        if (colon >= 0 && add(start + colon + 1, at)) {
            // As HTTP clients send it (RFC 7617, section 2).
            byte[] basic = decoded(userInfo).getBytes(StandardCharsets.UTF_8);
            add(Base64.getEncoder().encodeToString(basic));
        }
        if (!hasSlashes) {
            // What stands before the first colon may be a scheme, and the password behind the second.
            int next = userInfo.indexOf(':', colon + 1);
            if (next >= 0) {
                add(start + next + 1, at);
            }
            return;
        }
        // A user that the URL names elsewhere too, as in postgresql://orders:pw@db/orders, is not a secret of its own,
        // and taking it out would take the name of the database with it.
        int end = start + (colon < 0 ? userInfo.length() : colon);
        if (!(text.substring(0, start) + text.substring(at)).contains(text.substring(start, end))) {
            add(start, end);
        }
    }

    /** What stands before an at sign and holds a colon, in a text that lacks the {@code ://} of a URL. */
    private void mistyped() {
        if (text.lastIndexOf("://", lastAt) >= 0) {
            return;
        }
        int slashes = text.indexOf("//");
        slashes = slashes < 0 || slashes > lastAt ? text.indexOf("\\\\") : slashes;
        if (slashes >= 0 && slashes < lastAt) {
            userInfo(slashes + 2, true);
            return;
        }
        int start = 0;
        int blanks = 0;
        int token = 0;
        for (int i = 0; i < lastAt; i++) {
            if (BLANKS.indexOf(text.charAt(i)) >= 0) {
                blanks++;
                token = i + 1;
            }
        }
        int first = end(0, BLANKS);
        int colon = text.indexOf(':');
        if (blanks > 0 && (blanks > 2 || colon < 0 || colon + 1 >= first)) {
            start = token;
        }
        if (text.startsWith("jdbc:", start)) {
            int vendor = text.indexOf(':', start + 5);
            if (vendor < 0 || vendor > lastAt) {
                return;
            }
            for (int i = start; i < lastAt; i++) {
                if ((text.charAt(i) == ';' || text.charAt(i) == '?') && isJdbcProperty(i)) {
                    return;
                }
            }
            start = vendor + 1;
        }
        colon = text.indexOf(':', start);
        boolean isDigest = text.startsWith("sha256:", lastAt + 1) || text.startsWith("sha512:", lastAt + 1);
        if (colon < 0 || colon > lastAt || isDigest) {
            return;
        }
        if (!ADDRESSES.contains(" " + text.substring(start, colon).toLowerCase(Locale.ROOT) + " ")) {
            userInfo(start, false);
        }
    }

    /** {@code jdbc:oracle:thin:scott/tiger@//db:1521/orders}; the password may stand in quotes. */
    private boolean oracle() {
        for (int i = 0; i < lastAt; i++) {
            if (text.regionMatches(true, i, ORACLE, 0, ORACLE.length())) {
                int slash = text.indexOf('/', i);
                if (slash > 0 && slash < text.indexOf('@', i)) {
                    add(slash + 1, lastAt);
                    if (lastAt - slash > 2 && text.charAt(slash + 1) == '"' && text.charAt(lastAt - 1) == '"') {
                        add(slash + 2, lastAt - 1);
                    }
                }
                return true;
            }
        }
        return false;
    }

    /** What stands behind {@code password=}, {@code password: } or {@code "password":}. */
    private void parameter(int sign) {
        int end = sign;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        if (end > 0 && "\"'".indexOf(text.charAt(end - 1)) >= 0) {
            end -= end > 1 && text.charAt(end - 2) == '\\' ? 2 : 1;
        }
        int start = end;
        while (start > 0 && UrlWords.isNamePart(text.charAt(start - 1))) {
            start--;
        }
        String name = text.substring(start, end).toLowerCase(Locale.ROOT);
        int from = sign + 1;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        if (from == text.length() || !UrlWords.isSecret(name)) {
            return;
        }
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        boolean isColon = text.charAt(sign) == ':';
        if (isColon && before == '/') {
            return;
        }
        if (text.charAt(from) == '\\' && from + 1 < text.length() && text.charAt(from + 1) == '"') {
            // JSON within a text of JSON.
            int close = text.indexOf("\\\"", from + 2);
            add(from + 2, close < 0 ? text.length() : close);
            return;
        }
        char open = text.charAt(from);
        boolean isQuoted = open == '{' && !isColon || open == '"' || open == '\'';
        // A password may begin with a quote that nobody meant as one.
        boolean isBroken = isQuoted && !closesWhereAValueEnds(from);
        if (isQuoted && !isBroken && quoted(from)) {
            return;
        }
        from = behindScheme(from);
        end = isBroken ? end(from, "&;" + BLANKS) : end(isQuoted ? from + 1 : from, "&;,)\"'}]" + BLANKS);
        if (text.startsWith("$(", from) && end < text.length() && text.charAt(end) == ')'
                || text.startsWith("${", from) && end < text.length() && text.charAt(end) == '}') {
            end++;
        }
        if (isColon && isOther(sign, from, end) || UrlWords.isPlain(name, text.substring(from, end))) {
            return;
        }
        add(from, end);
        // Which of these ends the value depends on the driver, so it is also read as far as it may go.
        if (before == ';' || before == ':') {
            end = end(end, ";");
        } else if (before == '?' || before == '&') {
            end = end(end, "&");
        } else {
            end = end(end, "&;,)\"'" + BLANKS);
        }
        add(from, end);
    }

    /** A host and its port, the user-info of a URL, or a word of a sentence. */
    private boolean isOther(int colon, int from, int end) {
        String value = text.substring(from, end);
        if (from == colon + 1) {
            // Three dots stand for a value in advice such as ${DB_PASSWORD:...}.
            return value.indexOf('@') >= 0
                    || value.startsWith("/")
                    || value.equals("...")
                    || Printable.isWhole(value) && value.length() <= 5;
        }
        boolean goesOn = end + 1 < text.length() && text.charAt(end) == ' ' && Character.isLetter(text.charAt(end + 1));
        for (int i = 0; i < value.length() && goesOn; i++) {
            goesOn = Character.isLowerCase(value.charAt(i));
        }
        return goesOn;
    }

    /** Where the credential begins that follows the name of its scheme (RFC 9110, section 11.4). */
    private int behindScheme(int from) {
        int end = from;
        while (end < text.length() && end - from < 12 && Character.isLetter(text.charAt(end))) {
            end++;
        }
        boolean isScheme = end > from
                && end + 1 < text.length()
                && text.charAt(end) == ' '
                && SCHEMES.contains(" " + text.substring(from, end).toLowerCase(Locale.ROOT) + " ");
        return isScheme ? end + 1 : from;
    }

    /** A token behind the word alone, if it is none of a sentence. */
    private void bearer(int from) {
        int end = end(from, "\"',;)" + BLANKS);
        boolean isToken = end - from >= 20;
        for (int i = from; i < end && end - from >= 8; i++) {
            isToken |= UrlWords.isDigit(text.charAt(i)) || i > from && Character.isUpperCase(text.charAt(i));
        }
        if (isToken) {
            add(from, end);
        }
    }

    /** Adds what stands in quotes or braces, in each way that some driver reads it. Returns whether it ends. */
    private boolean quoted(int start) {
        int from = start;
        char open = text.charAt(from);
        if (open != '{' && from + 2 < text.length() && text.charAt(from + 1) == open) {
            if ((BLANKS + "&;,)}]").indexOf(text.charAt(from + 2)) >= 0) {
                return true;
            }
            // Quotes that are doubled, as within a text in quotes.
            from++;
        }
        int close = closing(from, '\\');
        int other = closing(from, open == '{' ? '}' : open);
        if (close < 0 && other < 0) {
            return false;
        }
        // SQL Server doubles a brace, and others a quote; libpq and JAAS put a backslash before one, and before
        // another.
        if (close >= 0 && open != '{') {
            add(from + 1, close);
            String inner = text.substring(from + 1, close);
            addMeant(inner, inner.replace("\\" + open, "" + open));
            addMeant(inner, unescaped(inner));
        }
        if (other >= 0) {
            add(from + 1, other);
            String inner = text.substring(from + 1, other);
            addMeant(inner, open == '{' ? inner.replace("}}", "}") : inner.replace("" + open + open, "" + open));
        }
        return true;
    }

    private void addMeant(String inner, String meant) {
        if (!meant.equals(inner)) {
            add(meant);
        }
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    private int end(int from, String marks) {
        int end = from;
        while (end < text.length() && marks.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private boolean closesWhereAValueEnds(int from) {
        if (from + 1 < text.length() && text.charAt(from + 1) == text.charAt(from)) {
            // Quotes that are doubled, around the whole value.
            return true;
        }
        int close = Math.max(closing(from, text.charAt(from)), closing(from, '\\'));
        return close < 0
                || close + 1 >= text.length()
                || ("&;,)\"'}]:/?#\\" + BLANKS).indexOf(text.charAt(close + 1)) >= 0;
    }

    /** Where a quoted value that begins at some place ends, -1 if it does not; what escapes its end is the same or '\\'. */
    private int closing(int from, char escape) {
        char open = text.charAt(from);
        char close = open == '{' ? '}' : open;
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == escape && i + 1 < text.length() && (escape == '\\' || text.charAt(i + 1) == close)) {
                i++;
            } else if (c == close) {
                return i;
            }
        }
        return -1;
    }

    /** Adds what stands at a place. */
    private boolean add(int from, int to) {
        if (!add(text.substring(from, to))) {
            return false;
        }
        if (places != null) {
            Arrays.fill(places, from, to, true);
        }
        return true;
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
            if (!UrlWords.isNamePart(credential.charAt(i))) {
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
