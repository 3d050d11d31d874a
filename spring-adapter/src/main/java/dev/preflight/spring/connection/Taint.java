package dev.preflight.spring.connection;

import dev.preflight.ProbeContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What is secret in connections, to be told to a run before anything of them is: passwords, and the texts in which
 * credentials may stand. Written by one thread, before others read it.
 */
final class Taint {
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
