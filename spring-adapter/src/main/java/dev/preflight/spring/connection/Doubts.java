package dev.preflight.spring.connection;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/** Finds out why the failure of a connection would be no proof that the application is broken. */
final class Doubts {
    private final ConfigurableEnvironment environment;
    private final Definitions definitions;
    private Usage usage;

    Doubts(ConfigurableEnvironment environment, Definitions definitions) {
        this.environment = environment;
        this.definitions = definitions;
    }

    /**
     * Whether the address of a kind is nothing but the default of its client: no property configures it, no details come
     * from elsewhere, and nothing of the application uses it.
     *
     * @param clients the clients that Spring Boot defines
     * @param details the beans of connection details
     */
    boolean isGuess(Kind kind, List<String> clients, List<String> details) {
        if (kind.defaultAddress().isEmpty() || isConfigured(kind) || !areOfProperties(details)) {
            return false;
        }
        return !usage().isUsed(kind, clients);
    }

    /** Who uses what. */
    Usage usage() {
        usage = usage == null ? new Usage(definitions) : usage;
        return usage;
    }

    /** Whether a property is set below one of the prefixes of a kind. */
    private boolean isConfigured(Kind kind) {
        Binder binder = Binder.get(environment);
        for (String prefix : kind.prefixes()) {
            try {
                if (binder.bind(prefix, Bindable.mapOf(String.class, Object.class))
                        .isBound()) {
                    return true;
                }
            } catch (RuntimeException e) {
                // There is something, which does not bind.
                return true;
            }
        }
        return false;
    }

    private boolean areOfProperties(List<String> details) {
        for (String bean : details) {
            Class<?> type = definitions.types().get(bean);
            // What only an interface is known of may be anything, and Spring Boot's own has this name.
            if (!definitions.isOfBoot(bean)
                    && (type == null || !type.getSimpleName().startsWith("Properties"))) {
                return false;
            }
        }
        return true;
    }

    /** What to say of a guess. */
    static String guess(Kind kind) {
        return "nothing configures it; " + kind.defaultAddress() + " is the default, and nothing here uses it";
    }

    /** What to say where the application says that it can do without, empty where it does not. */
    String dispensable(Kind kind) {
        return dispensable(kind.healthNames());
    }

    /** The same of a client of the application's own, which may be of a database too. */
    static String dispensable(ConfigurableEnvironment environment, Kind kind) {
        return new Doubts(environment, null).dispensable(kind.contributorNames());
    }

    private String dispensable(List<String> names) {
        for (String name : names) {
            String property = "management.health." + name + ".enabled";
            if (isFalse(property)) {
                return property + " is false: the application can do without it";
            }
        }
        return "";
    }

    private boolean isFalse(String property) {
        try {
            return !Binder.get(environment).bind(property, Boolean.class).orElse(true);
        } catch (RuntimeException e) {
            // What cannot be bound is no false.
            return false;
        }
    }
}
