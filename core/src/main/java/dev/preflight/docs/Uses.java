package dev.preflight.docs;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.check.Role;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Says of variables that a URL is put together of what each of them is for: {@code host of orders-db}. */
final class Uses {
    private static final int LONGEST = 500;

    private Uses() {}

    /** The checks of a suite, with that in the description of such variables. */
    static List<Check<?>> described(Preflight suite) {
        Map<Check<?>, String> uses = new IdentityHashMap<>();
        for (Check<?> check : suite.checks()) {
            if (check instanceof Probe<?> probe && isSplit(probe)) {
                for (Check<?> input : probe.settings().needs()) {
                    String word = input instanceof EnvVar<?> ? probe.role(input).word() : "";
                    if (!word.isEmpty()) {
                        uses.merge(input, word + " of " + probe.name(), (one, other) -> one + ", " + other);
                    }
                }
            }
        }
        List<Check<?>> described = new ArrayList<>();
        for (Check<?> check : suite.checks()) {
            String use = uses.get(check);
            described.add(use == null ? check : withUse(check, use));
        }
        return described;
    }

    private static boolean isSplit(Probe<?> probe) {
        for (Check<?> input : probe.settings().needs()) {
            Role role = probe.role(input);
            if (role == Role.HOST || role == Role.PORT) {
                return true;
            }
        }
        return false;
    }

    private static Check<?> withUse(Check<?> check, String use) {
        String own = check.settings().description();
        String all = own.isEmpty() ? use : own + "; " + use;
        return all.length() > LONGEST ? check : check.describedAs(all);
    }
}
