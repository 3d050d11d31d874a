package dev.preflight.spring;

import dev.preflight.check.ProbeContext;
import java.util.List;
import java.util.Locale;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** Tells a run what is secret in an environment, by the names of properties, before it repeats what others say. */
final class SecretProperties {
    private static final List<String> ENDINGS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "credential",
            "credentials",
            "apikey",
            "accesskey",
            "secretkey",
            "privatekey",
            "accountkey",
            "signingkey",
            "encryptionkey");

    /** What is shorter would be taken out of words that say something else. */
    private static final int SHORTEST = 6;

    private SecretProperties() {}

    static void tell(ConfigurableEnvironment environment, ProbeContext context) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (String name : enumerable.getPropertyNames()) {
                    tell(environment, name, enumerable.getProperty(name), context);
                }
            }
        }
    }

    private static void tell(ConfigurableEnvironment environment, String name, Object value, ProbeContext context) {
        if (value == null) {
            return;
        }
        String text;
        try {
            text = environment.resolvePlaceholders(value.toString()).strip();
        } catch (IllegalArgumentException e) {
            // A placeholder that refers to itself is found elsewhere.
            return;
        }
        if (!isNamedSecret(name)) {
            context.secretsIn(text);
        } else if (text.length() >= SHORTEST) {
            context.secret(text);
        }
    }

    private static boolean isNamedSecret(String name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetter(name.charAt(i))) {
                letters.append(name.charAt(i));
            }
        }
        String plain = letters.toString().toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            if (plain.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
