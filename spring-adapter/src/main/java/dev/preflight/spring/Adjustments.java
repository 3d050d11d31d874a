package dev.preflight.spring;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code preflight.checks.<name>} says of single checks. Names are compared as Spring compares names of properties:
 * letters and digits count, and nothing else, so that an environment variable can hold them. The checks themselves stay
 * what they are, since they are the keys to what they verify.
 */
final class Adjustments {
    private final Map<String, PreflightProperties.OfCheck> byName = new HashMap<>();
    /** The names as they are written, by what they are compared by. */
    private final Map<String, String> written = new HashMap<>();
    /** The names that no check had so far, as they are written, by what they are compared by. */
    private final Map<String, String> unknown = new LinkedHashMap<>();

    Adjustments(PreflightProperties properties) {
        for (Map.Entry<String, PreflightProperties.OfCheck> each :
                properties.checks().entrySet()) {
            byName.put(uniform(each.getKey()), each.getValue());
            unknown.put(uniform(each.getKey()), each.getKey());
            written.put(uniform(each.getKey()), each.getKey());
        }
    }

    private static String uniform(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                out.append(name.charAt(i));
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private PreflightProperties.OfCheck of(Check<?> check) {
        String id = uniform(check.id());
        PreflightProperties.OfCheck found = byName.get(id);
        unknown.remove(id);
        unknown.remove(uniform(check.name()));
        return found != null ? found : byName.get(uniform(check.name()));
    }

    /** The names that no check had, of those that were asked for. Each is told once. */
    List<String> unknown() {
        return List.copyOf(unknown.values());
    }

    /** Takes a name for told. */
    void told(String name) {
        unknown.remove(uniform(name));
    }

    private boolean is(PreflightProperties.Mode mode, Check<?> check) {
        PreflightProperties.OfCheck found = of(check);
        return found != null && found.mode() == mode;
    }

    /** Whether a name is that of a check that is left out. */
    boolean isOff(String name) {
        PreflightProperties.OfCheck found = byName.get(uniform(name));
        unknown.remove(uniform(name));
        return found != null && found.mode() == PreflightProperties.Mode.OFF;
    }

    /** The checks that are not left out. */
    List<Check<?>> kept(List<Check<?>> checks) {
        if (byName.isEmpty()) {
            return checks;
        }
        List<Check<?>> kept = new ArrayList<>();
        for (Check<?> check : checks) {
            if (!is(PreflightProperties.Mode.OFF, check)) {
                kept.add(check);
            }
        }
        return kept;
    }

    /**
     * The checks that may fail, and what says so: for each a line with its id, a tab and the property. One that is left
     * out and that others need may, too.
     */
    String warnOnly(List<Check<?>> checks) {
        if (byName.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        for (Check<?> check : checks) {
            boolean isOff = is(PreflightProperties.Mode.OFF, check);
            if (isOff || is(PreflightProperties.Mode.WARN, check)) {
                String id = uniform(check.id());
                String key = written.get(byName.containsKey(id) ? id : uniform(check.name()));
                out.append(out.isEmpty() ? "" : "\n").append(check.id()).append("\tpreflight.checks.");
                out.append(key).append(isOff ? ".mode=off" : ".mode=warn");
            }
        }
        return out.toString();
    }

    /** Gives checks the times that are said of them. */
    Preflight timed(Preflight preflight) {
        if (byName.isEmpty()) {
            return preflight;
        }
        Preflight timed = preflight;
        for (Check<?> check : preflight.checks()) {
            PreflightProperties.OfCheck found = of(check);
            if (found != null && check.settings().phase() == Phase.ONLINE) {
                timed = found.timeout() == null ? timed : timed.timeout(check.id(), found.timeout());
                timed = found.retryFor() == null ? timed : timed.retryFor(check.id(), found.retryFor());
            }
        }
        return timed;
    }
}
