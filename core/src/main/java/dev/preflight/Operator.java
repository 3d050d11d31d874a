package dev.preflight;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the operator says without a rebuild: {@code PREFLIGHT}, or else the system property {@code preflight.mode}, and
 * {@code PREFLIGHT_WARN_ONLY}.
 */
final class Operator {
    static final String MODE = "PREFLIGHT";
    static final String MODE_PROPERTY = "preflight.mode";
    static final String WARN_ONLY = "PREFLIGHT_WARN_ONLY";

    private static final int MOST_UNKNOWN = 10;
    private static final String UNTIL_MENDED = " as soon as the cause is mended";

    /** How much a failure counts. */
    enum Mode {
        /** A failure stops the boot. */
        ENFORCE,
        /** A failure is reported and the boot goes on. */
        WARN,
        /** Nothing is verified. */
        OFF
    }

    private final List<Problem> notices = new ArrayList<>(0);
    private final Set<String> silenced = new LinkedHashSet<>(0);
    private Mode mode = Mode.ENFORCE;

    Operator(Suite suite, Deployment deployment) {
        String wish = deployment.variable(MODE).orElse("").strip();
        if (wish.isEmpty()) {
            wish = deployment.property(MODE_PROPERTY).orElse("").strip();
            readMode(MODE_PROPERTY, wish);
        } else {
            readMode(MODE, wish);
        }
        String names = deployment.variable(WARN_ONLY).orElse("").strip();
        if (!names.isEmpty() && mode != Mode.OFF) {
            readNames(names, suite);
        }
    }

    private void readMode(String name, String wish) {
        switch (wish.toLowerCase(Locale.ROOT)) {
            case "", "enforce" -> mode = Mode.ENFORCE;
            case "warn" -> {
                mode = Mode.WARN;
                notices.add(Problem.of(Code.OPERATOR_MODE, name + "=warn is in force")
                        .found("failures are reported, and the boot goes on all the same")
                        .fix("unset " + name + UNTIL_MENDED));
            }
            case "off" -> {
                mode = Mode.OFF;
                notices.add(Problem.of(Code.OPERATOR_MODE, name + "=off is in force")
                        .found("nothing was verified")
                        .fix("unset " + name + UNTIL_MENDED));
            }
            default ->
                notices.add(Problem.of(Code.OPERATOR_UNKNOWN_MODE, name + " has an unknown value")
                        .found(Printable.quote(wish) + ", so failures are enforced")
                        .fix("set " + name + " to enforce, warn or off"));
        }
    }

    private void readNames(String names, Suite suite) {
        Set<String> unknown = new LinkedHashSet<>();
        for (String entry : names.split(",")) {
            String name = entry.strip();
            boolean known = name.isEmpty();
            for (Check<?> check : suite.checks()) {
                if (name.equals(check.name()) || name.equals(check.id())) {
                    silenced.add(check.id());
                    known = true;
                }
            }
            if (!known) {
                unknown.add(name);
            }
        }
        if (!silenced.isEmpty()) {
            notices.add(Problem.of(Code.OPERATOR_WARN_ONLY, WARN_ONLY + " is in force")
                    .found("only a warning: " + String.join(", ", silenced))
                    .fix("unset " + WARN_ONLY + UNTIL_MENDED));
        }
        int left = unknown.size();
        for (String name : unknown) {
            if (unknown.size() - left == MOST_UNKNOWN) {
                notices.add(Problem.of(Code.OPERATOR_UNKNOWN_CHECK, WARN_ONLY + " names checks that are not there")
                        .found(Amounts.count(left) + " more")
                        .fix("name checks, with commas between them"));
                return;
            }
            notices.add(unknown(name, suite));
            left--;
        }
    }

    private static Problem unknown(String name, Suite suite) {
        Set<String> known = new LinkedHashSet<>();
        for (Check<?> check : suite.checks()) {
            known.add(name.indexOf(' ') < 0 ? check.name() : check.id());
        }
        List<String> near = NearMiss.of(name, known);
        return Problem.of(Code.OPERATOR_UNKNOWN_CHECK, WARN_ONLY + " names a check that is not there")
                .found(Printable.quote(name))
                .fix(
                        near.isEmpty()
                                ? "correct the name; the report names every check"
                                : "correct the name; did you mean " + String.join(" or ", near) + "?");
    }

    Mode mode() {
        return mode;
    }

    /** Whether a failure of a check is to be a warning. */
    boolean silences(Check<?> check) {
        return mode == Mode.WARN || silenced.contains(check.id());
    }

    List<Problem> notices() {
        return notices;
    }
}
