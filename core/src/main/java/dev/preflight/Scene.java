package dev.preflight;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What all checks of one run share: where they look, what must not be shown, and which names are declared. */
final class Scene {
    private final List<Check<?>> checks;
    private final Deployment deployment;
    private final Secrets secrets = new Secrets();
    private Listings listings;
    private final Map<String, NearMiss> undeclared = new HashMap<>(2);

    Scene(List<Check<?>> checks, Deployment deployment) {
        this.checks = checks;
        this.deployment = deployment;
        for (Check<?> check : checks) {
            // Known before the first check runs, so that no problem of another check can show one.
            if (check instanceof EnvVar<?> variable) {
                remember(variable, value(variable, variable.name()));
                for (String oldName : variable.spec().oldNames()) {
                    remember(variable, value(variable, oldName));
                }
                Object fallback = variable.spec().fallback();
                remember(variable, fallback == null ? null : String.valueOf(fallback));
            }
        }
    }

    /** Remembers what must not be shown of a text that a variable has, or may have. */
    void remember(EnvVar<?> variable, String text) {
        if (text != null) {
            if (variable.settings().secret()) {
                secrets.add(text);
            }
            secrets.addCredentials(text);
        }
    }

    private String value(EnvVar<?> variable, String name) {
        return (variable.kind().equals(EnvVar.ENV) ? deployment.variable(name) : deployment.property(name))
                .orElse(null);
    }

    Deployment deployment() {
        return deployment;
    }

    Secrets secrets() {
        return secrets;
    }

    /** Made for the first file that is missing. */
    synchronized Listings listings() {
        if (listings == null) {
            listings = new Listings();
        }
        return listings;
    }

    /** The names under which checks look for secrets. */
    Set<String> secretVariables() {
        Set<String> names = new HashSet<>();
        for (Check<?> check : checks) {
            if (check instanceof EnvVar<?> variable && variable.settings().secret()) {
                names.add(variable.name());
                names.addAll(variable.spec().oldNames());
            }
        }
        return names;
    }

    /** The names that are set and that no check declares, for did-you-mean. */
    synchronized NearMiss undeclared(String kind) {
        NearMiss names = undeclared.get(kind);
        if (names == null) {
            names = new NearMiss(findUndeclared(kind));
            undeclared.put(kind, names);
        }
        return names;
    }

    private Collection<String> findUndeclared(String kind) {
        Set<String> names =
                new HashSet<>(kind.equals(EnvVar.ENV) ? deployment.variableNames() : deployment.propertyNames());
        for (Check<?> check : checks) {
            if (check instanceof EnvVar<?> variable && variable.kind().equals(kind)) {
                names.remove(variable.name());
                names.removeAll(variable.spec().oldNames());
                if (variable.spec().orFile()) {
                    names.remove(variable.name() + EnvLookup.FILE_SUFFIX);
                    for (String oldName : variable.spec().oldNames()) {
                        names.remove(oldName + EnvLookup.FILE_SUFFIX);
                    }
                }
            }
        }
        return names;
    }
}
