package dev.preflight.backend.protocol;

import java.util.Locale;

/** Tells by its address a page that asks people to log in, to which applications send whoever has not. */
public final class LoginPage {
    private static final String[] WORDS = {
        "login", "signin", "sign-in", "sign_in", "logon", "log-in", "sso", "saml", "oauth", "oauth2", "authorize", "cas"
    };

    private LoginPage() {}

    /** Whether one of the words stands between the marks of an address; null is none. */
    public static boolean is(String location) {
        if (location == null) {
            return false;
        }
        String text = location.toLowerCase(Locale.ROOT);
        int query = text.indexOf('?') < 0 ? text.length() : text.indexOf('?');
        int start = 0;
        for (int i = 0; i <= query; i++) {
            if (i == query || "/.:;#".indexOf(text.charAt(i)) >= 0) {
                for (String word : WORDS) {
                    if (text.substring(start, i).equals(word)) {
                        return true;
                    }
                }
                start = i + 1;
            }
        }
        return false;
    }
}
