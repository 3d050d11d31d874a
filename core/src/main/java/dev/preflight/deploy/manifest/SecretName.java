package dev.preflight.deploy.manifest;

import java.util.List;
import java.util.Locale;

/** Whether a variable is called as secrets are called, whatever the application says of it. */
final class SecretName {
    private static final List<String> WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "passcode",
            "pass",
            "pwd",
            "pw",
            "secret",
            "token",
            "key",
            "apikey",
            "credential",
            "credentials",
            "auth",
            "authorization",
            "bearer",
            "jwt",
            "sas",
            "private",
            "pin",
            "salt",
            "pepper");
    private static final List<String> INSIDE = List.of("password", "passwd", "passphrase", "secret", "token", "apikey");

    private SecretName() {}

    static boolean is(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String word : INSIDE) {
            if (lower.contains(word)) {
                return true;
            }
        }
        int start = 0;
        for (int i = 0; i <= lower.length(); i++) {
            if (i == lower.length() || !Character.isLetter(lower.charAt(i))) {
                if (WORDS.contains(lower.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }
}
