package dev.preflight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The checks of a suite with the inputs that they bring along, each input before the checks that need it. */
final class Suite {
    private final String name;
    private final List<Check<?>> checks;
    private final Set<Check<?>> declared;

    private Suite(String name, List<Check<?>> checks, Set<Check<?>> declared) {
        this.name = name;
        this.checks = checks;
        this.declared = declared;
    }

    static Suite of(String name, Check<?>... checks) {
        Names.oneLine("name", name);
        if (checks.length == 0) {
            throw new IllegalArgumentException(
                    "checks: suite " + name + " has none, and a self-check that checks nothing always passes");
        }
        Expansion expansion = new Expansion();
        Set<Check<?>> declared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Check<?> check : checks) {
            if (!declared.add(Objects.requireNonNull(check, "check"))) {
                throw new IllegalArgumentException("checks: " + check.id() + " is listed twice");
            }
            expansion.add(check);
        }
        return new Suite(name, List.copyOf(expansion.ordered), declared);
    }

    /** The checks of some phases only. */
    Suite only(Phase... phases) {
        List<Check<?>> left = new ArrayList<>();
        for (Check<?> check : checks) {
            if (Arrays.asList(phases).contains(check.settings().phase())) {
                left.add(check);
            }
        }
        if (left.isEmpty()) {
            throw new IllegalArgumentException("phases: suite " + name + " has no check in " + Arrays.toString(phases));
        }
        return new Suite(name, List.copyOf(left), declared);
    }

    String name() {
        return name;
    }

    List<Check<?>> checks() {
        return checks;
    }

    /** Whether a check was listed, and did not only join as an input of one that was. */
    boolean declares(Check<?> check) {
        return declared.contains(check);
    }

    /** Puts inputs before what needs them, and refuses what cannot be put into an order. */
    private static final class Expansion {
        private final List<Check<?>> ordered = new ArrayList<>();
        private final Map<String, Check<?>> byId = new HashMap<>();
        private final List<Check<?>> path = new ArrayList<>();

        void add(Check<?> check) {
            for (Check<?> below : path) {
                if (below.id().equals(check.id())) {
                    throw new IllegalArgumentException("checks: a cycle of dependencies: " + cycle(check));
                }
            }
            Check<?> known = byId.get(check.id());
            if (known == check) {
                return;
            }
            if (known != null) {
                throw new IllegalArgumentException("checks: two different checks are called " + check.id()
                        + "; keep one in a constant and use that everywhere");
            }
            path.add(check);
            for (Check<?> input : check.settings().needs()) {
                add(input);
                if (check.settings().phase() == Phase.OFFLINE
                        && input.settings().phase() == Phase.ONLINE) {
                    throw new IllegalArgumentException("checks: " + check.id() + " is offline and needs " + input.id()
                            + ", which is online and runs later");
                }
            }
            path.remove(path.size() - 1);
            byId.put(check.id(), check);
            ordered.add(check);
        }

        private String cycle(Check<?> again) {
            StringBuilder out = new StringBuilder();
            for (Check<?> check : path) {
                if (!out.isEmpty() || check.id().equals(again.id())) {
                    out.append(check.id()).append(" needs ");
                }
            }
            return out.append(again.id()).toString();
        }
    }
}
