package dev.preflight.run;

import dev.preflight.check.Check;
import dev.preflight.check.Phase;
import dev.preflight.check.Settings;
import dev.preflight.text.Amounts;
import dev.preflight.text.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The checks of a suite with the inputs that they bring along, each input before the checks that need it. */
public final class CheckOrder {
    private final String name;
    private final List<Check<?>> all;
    private final List<Check<?>> checks;
    private final Set<Check<?>> declared;
    private final Map<Check<?>, Settings> timed;

    private CheckOrder(
            String name,
            List<Check<?>> all,
            List<Check<?>> checks,
            Set<Check<?>> declared,
            Map<Check<?>, Settings> timed) {
        this.name = name;
        this.all = all;
        this.checks = checks;
        this.declared = declared;
        this.timed = timed;
    }

    public static CheckOrder of(String name, Check<?>... checks) {
        Arguments.oneLine("name", "suite", name);
        if (Objects.requireNonNull(checks, "checks").length == 0) {
            throw new IllegalArgumentException(
                    "checks: suite " + name + " has none, and a self-check that checks nothing always passes");
        }
        Expansion expansion = new Expansion();
        Set<Check<?>> declared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < checks.length; i++) {
            Check<?> check = checks[i];
            if (check == null) {
                throw new NullPointerException("check " + (i + 1) + " of suite " + name
                        + " is null; a constant that is declared below the suite is null while the suite is made");
            }
            if (!declared.add(check)) {
                throw new IllegalArgumentException("checks: " + check.id() + " is listed twice");
            }
            expansion.add(check);
        }
        List<Check<?>> all = List.copyOf(expansion.ordered);
        return new CheckOrder(name, all, all, declared, Map.of());
    }

    /** The checks of some phases, and what they need. */
    public CheckOrder only(Phase... phases) {
        Set<Phase> wanted = EnumSet.noneOf(Phase.class);
        for (Phase phase : Objects.requireNonNull(phases, "phases")) {
            wanted.add(Objects.requireNonNull(phase, "phase"));
        }
        Set<Check<?>> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = checks.size() - 1; i >= 0; i--) {
            Check<?> check = checks.get(i);
            if (kept.contains(check) || wanted.contains(check.settings().phase())) {
                kept.add(check);
                kept.addAll(check.settings().needs());
            }
        }
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("phases: suite " + name + " has no check in " + wanted);
        }
        List<Check<?>> left = new ArrayList<>();
        for (Check<?> check : checks) {
            if (kept.contains(check)) {
                left.add(check);
            }
        }
        return new CheckOrder(name, all, List.copyOf(left), declared, timed);
    }

    /** The same with other times for a check, which stays what it is: the key to its value. */
    public CheckOrder timing(String id, UnaryOperator<Settings> change) {
        for (Check<?> check : all) {
            if (check.id().equals(Objects.requireNonNull(id, "id"))) {
                Map<Check<?>, Settings> more = new IdentityHashMap<>(timed);
                more.put(check, change.apply(settings(check)));
                return new CheckOrder(name, all, checks, declared, more);
            }
        }
        throw new IllegalArgumentException("id: suite " + name + " has no check " + id);
    }

    /** Refuses a deadline that leaves a check less time than was declared for it. */
    public void requireTime(Duration deadline) {
        for (Check<?> check : checks) {
            Duration timeout = settings(check).timeout();
            if (timeout.compareTo(deadline) > 0 && !timeout.equals(Settings.DEFAULT_TIMEOUT)) {
                throw new IllegalArgumentException("deadline: " + check.id() + " has a timeout of "
                        + Amounts.took(timeout) + ", and the whole run would have " + Amounts.took(deadline));
            }
        }
    }

    /** The settings that hold for a check in this suite. */
    Settings settings(Check<?> check) {
        return timed.isEmpty() ? check.settings() : timed.getOrDefault(check, check.settings());
    }

    public String name() {
        return name;
    }

    public List<Check<?>> checks() {
        return checks;
    }

    /** Whether any check runs beside others, as those of connections do. */
    boolean hasOnline() {
        for (Check<?> check : checks) {
            if (check.settings().phase() == Phase.ONLINE) {
                return true;
            }
        }
        return false;
    }

    /** Also the checks that {@link #only} left out, since what they need matters as much as they do. */
    List<Check<?>> all() {
        return all;
    }

    /** Whether a check was listed, and did not only join as an input of one that was. */
    public boolean declares(Check<?> check) {
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
            if (!check.settings().every().isZero()
                    && check.settings().retryFor().isZero()) {
                throw new IllegalArgumentException(
                        "checks: " + check.id() + " has every(...) without retryFor(...), so it is tried once");
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
