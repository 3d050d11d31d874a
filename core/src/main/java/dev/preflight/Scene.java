package dev.preflight;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What all checks of one run share: where they look, what must not be shown, and which names are declared. */
final class Scene {
    private final List<Check<?>> checks;
    private final Deployment deployment;
    private final Secrets secrets = new Secrets();
    private final Listings listings = new Listings();

    Scene(List<Check<?>> checks, Deployment deployment) {
        this.checks = checks;
        this.deployment = deployment;
        for (Check<?> check : checks) {
            // Known before the first check runs, so that no problem of another check can show one.
            if (check.settings().secret() && check instanceof EnvVar<?> variable) {
                remember(variable);
            }
        }
    }

    private void remember(EnvVar<?> variable) {
        String value = value(variable, variable.name());
        if (value != null) {
            secrets.add(value);
        }
        for (String oldName : variable.spec().oldNames()) {
            String old = value(variable, oldName);
            if (old != null) {
                secrets.add(old);
            }
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

    Listings listings() {
        return listings;
    }

    /** The names that are set and that no check declares, for did-you-mean. */
    Collection<String> undeclared(String kind) {
        Set<String> names =
                new HashSet<>(kind.equals(EnvVar.ENV) ? deployment.variableNames() : deployment.propertyNames());
        for (Check<?> check : checks) {
            if (check instanceof EnvVar<?> variable && variable.kind().equals(kind)) {
                names.remove(variable.name());
                names.remove(variable.name() + EnvLookup.FILE_SUFFIX);
                names.removeAll(variable.spec().oldNames());
            }
        }
        return names;
    }
}
