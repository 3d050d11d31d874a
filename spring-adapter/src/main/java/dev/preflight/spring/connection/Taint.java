package dev.preflight.spring.connection;

import dev.preflight.check.ProbeContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * What is secret in connections, to be told to a run before anything of them is: passwords, and the texts in which
 * credentials may stand. Written by one thread, before others read it.
 */
final class Taint {
    /** How names end, letters only, that stand for nothing but a secret. */
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

    private static final int SHORTEST = 6;

    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<String> texts = new LinkedHashSet<>();

    /** Remembers what is secret in the properties below some prefixes. */
    void addProperties(ConfigurableEnvironment environment, List<String> prefixes) {
        for (String prefix : prefixes) {
            Map<String, String> properties;
            try {
                properties = Binder.get(environment)
                        .bind(prefix, Bindable.mapOf(String.class, String.class))
                        .orElse(Map.of());
            } catch (RuntimeException e) {
                // What cannot be bound as text is bound elsewhere, or fails there.
                continue;
            }
            for (Map.Entry<String, String> each : properties.entrySet()) {
                add(each.getKey(), each.getValue());
            }
        }
    }

    /** Remembers what any property is that is called like a secret: what others wrote may repeat it. */
    void addNamed(ConfigurableEnvironment environment) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (String name : enumerable.getPropertyNames()) {
                    Object value = isNamedSecret(name) ? value(enumerable, name) : null;
                    if (value != null) {
                        addNamed(environment, value.toString());
                    }
                }
            }
        }
    }

    private static Object value(PropertySource<?> source, String name) {
        try {
            return source.getProperty(name);
        } catch (RuntimeException e) {
            // What cannot be decrypted is known to nobody.
            return null;
        }
    }

    private void addNamed(ConfigurableEnvironment environment, String written) {
        String value;
        try {
            value = environment.resolvePlaceholders(written).strip();
        } catch (IllegalArgumentException e) {
            // A placeholder that refers to itself is found elsewhere.
            return;
        }
        // What is shorter would be taken out of words that say something else.
        if (value.length() >= SHORTEST) {
            secrets.add(value);
        }
    }

    private static boolean isNamedSecret(String name) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetter(name.charAt(i))) {
                letters.append(Character.toLowerCase(name.charAt(i)));
            }
        }
        String plain = letters.toString();
        for (String ending : ENDINGS) {
            if (plain.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    private void add(String name, String value) {
        if (isSecret(name)) {
            secrets.add(value);
        } else {
            texts.add(value);
        }
    }

    /** Whether what a name stands for is secret. */
    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("passw")
                || lower.contains("secret")
                || lower.contains("token")
                || lower.contains("credential")
                || lower.endsWith("key") && !lower.endsWith("public-key");
    }

    /** Remembers the passwords that connection details hold. */
    void addDetails(Details details) {
        for (Details each : List.of(details, details.part("getSentinel"))) {
            secrets.add(each.text("getPassword"));
        }
        secrets.add(details.text("getApiKey"));
    }

    /** Tells the run. */
    void tell(ProbeContext context) {
        for (String secret : secrets) {
            context.secret(secret);
        }
        for (String text : texts) {
            context.secretsIn(text);
        }
    }
}
