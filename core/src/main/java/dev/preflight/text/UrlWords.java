package dev.preflight.text;

import java.util.Locale;

/** What the parts of URLs and of connection strings are known by. */
final class UrlWords {
    /** What is part of the name of a secret, however its words are set apart. */
    private static final String[] SECRET_NAMES = {
        "password",
        "passwd",
        "passphrase",
        "passcode",
        "pwd",
        "secret",
        "token",
        "credential",
        "apikey",
        "accesskey",
        "accountkey",
        "privatekey",
        "sharedkey",
        "signingkey",
        "masterkey",
        "encryptionkey",
        "signature"
    };
    /** The last words of names of secrets, which other words hold too. */
    private static final String SECRET_WORDS = " pass pw sig auth authorization bearer jwt sas ";

    /** What such a name may have for a value that tells nothing. */
    private static final String PLAIN_WORDS = " true false yes no on off none null basic required optional ";

    private UrlWords() {}

    /** Whether a text is hosts, each with a port or without, and commas between them. */
    static boolean isHosts(String authority) {
        int start = 0;
        while (!authority.isEmpty() && start <= authority.length()) {
            int comma = authority.indexOf(',', start) < 0 ? authority.length() : authority.indexOf(',', start);
            int end = start;
            if (end < comma && authority.charAt(end) == '[') {
                end = authority.indexOf(']', start) + 1;
            } else {
                while (end < comma && isNamePart(authority.charAt(end))) {
                    end++;
                }
            }
            int port = end + 1;
            while (port < comma && isDigit(authority.charAt(port))) {
                port++;
            }
            boolean hasPort = end < comma && authority.charAt(end) == ':' && port == comma && port > end + 1;
            if (end <= start || end != comma && (!hasPort || port - end > 6)) {
                return false;
            }
            start = comma + 1;
        }
        return true;
    }

    static boolean isSecret(String name) {
        if (name.length() < 2) {
            return false;
        }
        int word = name.length();
        while (word > 0 && "_-.".indexOf(name.charAt(word - 1)) < 0) {
            word--;
        }
        if (name.equals("key") || SECRET_WORDS.contains(" " + name.substring(word) + " ")) {
            return true;
        }
        String joined = name.replace("_", "").replace("-", "").replace(".", "");
        for (String secret : SECRET_NAMES) {
            if (joined.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    static boolean isPlain(String name, String value) {
        return SECRET_WORDS.contains(" " + name + " ")
                && PLAIN_WORDS.contains(" " + value.toLowerCase(Locale.ROOT) + " ");
    }

    static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
