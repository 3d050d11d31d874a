package dev.preflight.run;

import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.text.Amounts;
import dev.preflight.text.NearMiss;
import dev.preflight.text.Printable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the operator says of verdicts without a rebuild: {@code PREFLIGHT}, or else the system property {@code preflight.mode}, and
 * {@code PREFLIGHT_WARN_ONLY}.
 */
public final class OperatorSwitches {
    public static final String MODE = "PREFLIGHT";
    static final String MODE_PROPERTY = "preflight.mode";
    public static final String WARN_ONLY = "PREFLIGHT_WARN_ONLY";
    /**
     * What a front end softens for a setting of its own: for each check a line with its id, a tab and that setting; where
     * everything is off, that setting alone, or {@link #SILENT}. Nobody else sets it.
     */
    static final String SOFTENED = "preflight.softened";
    /** Where a front end has told itself that everything is off. */
    static final String SILENT = "silent";

    private static final int MOST_UNKNOWN = 10;
    private static final int LONGEST = 200;
    private static final String IN_FORCE = " is in force";
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

    private final Clock clock;
    private final List<Problem> notices = new ArrayList<>(0);
    private final Set<String> silenced = new HashSet<>(0);
    private Mode mode = Mode.ENFORCE;

    OperatorSwitches(CheckOrder suite, Deployment deployment) {
        this(suite, deployment, null);
    }

    /** With a null clock that of the system counts, which a boot without entries need not load. */
    OperatorSwitches(CheckOrder suite, Deployment deployment, Clock clock) {
        this.clock = clock;
        String wish = deployment.variable(MODE).orElse("").strip();
        if (wish.isEmpty()) {
            wish = deployment.property(MODE_PROPERTY).orElse("").strip();
            readMode(MODE_PROPERTY, wish, deployment);
        } else {
            readMode(MODE, wish, deployment);
        }
        String names = deployment.variable(WARN_ONLY).orElse("").strip();
        if (!names.isEmpty() && mode != Mode.OFF) {
            readEntries(names, suite);
        }
        // No front end softens what is only about to ship.
        boolean softens = mode != Mode.OFF && !deployment.sight().ships();
        String softened = softens ? deployment.property(SOFTENED).orElse("") : "";
        if (!softened.isEmpty()) {
            readSoftened(softened, suite);
        }
    }

    private static String name(String setting) {
        int equals = setting.indexOf('=');
        return equals < 0 ? setting : setting.substring(0, equals);
    }

    /** Each setting has a notice of its own, which names it. */
    private void readSoftened(String lines, CheckOrder suite) {
        for (String line : lines.split("\n")) {
            int tab = line.indexOf('\t');
            if (tab < 0 || find(line.substring(0, tab), suite).isEmpty()) {
                continue;
            }
            String id = line.substring(0, tab);
            String setting = Printable.line(line.substring(tab + 1), LONGEST);
            silenced.add(id);
            notices.add(Problem.of(Code.OPERATOR_WARN_ONLY, setting + IN_FORCE)
                    .found("only a warning: " + id)
                    .fix("take out " + setting + UNTIL_MENDED));
        }
    }

    private void readMode(String name, String wish, Deployment deployment) {
        String lower = wish.toLowerCase(Locale.ROOT);
        if (deployment.sight().ships() && (lower.equals("warn") || lower.equals("off"))) {
            // A switch that lets a broken deployment boot is no reason to ship one.
            notices.add(Problem.of(Code.OPERATOR_MODE, name + "=" + lower + " will be in force")
                    .found("no failure will stop the boot; here failures are enforced all the same")
                    .fix("take " + name + " out of the deployment"));
            return;
        }
        switch (lower) {
            case "", "enforce" -> mode = Mode.ENFORCE;
            case "warn" -> {
                mode = Mode.WARN;
                notices.add(Problem.of(Code.OPERATOR_MODE, name + "=warn" + IN_FORCE)
                        .found("failures are reported, and the boot goes on all the same")
                        .fix("unset " + name + UNTIL_MENDED));
            }
            case "off" -> {
                mode = Mode.OFF;
                String setting = deployment.property(SOFTENED).orElse(name + "=off");
                if (!setting.equals(SILENT)) {
                    notices.add(Problem.of(Code.OPERATOR_MODE, Printable.line(setting, LONGEST) + IN_FORCE)
                            .found("nothing was verified")
                            .fix("unset " + Printable.line(name(setting), LONGEST) + UNTIL_MENDED));
                }
            }
            default ->
                notices.add(Problem.of(Code.OPERATOR_UNKNOWN_MODE, name + " has an unknown value")
                        .found(Printable.quote(wish) + ", so failures are enforced")
                        .fix("set " + name + " to enforce, warn or off"));
        }
    }

    private void readEntries(String entries, CheckOrder suite) {
        Clock now = clock == null ? Clock.systemUTC() : clock;
        Set<String> inForce = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (String text : entries.split(",")) {
            String wish = text.strip();
            // A check may be called like an entry with a date.
            WarnOnlyEntry entry =
                    find(wish, suite).isEmpty() ? WarnOnlyEntry.parse(wish) : new WarnOnlyEntry(wish, "", "");
            List<Check<?>> named = find(entry.name(), suite);
            if (wish.isEmpty()) {
                continue;
            }
            if (named.isEmpty()) {
                unknown.add(entry.name());
            } else if (!entry.isDated()) {
                notices.add(Problem.of(Code.OPERATOR_INVALID_DATE, WARN_ONLY + " has a date that is none")
                        .found(Printable.quote(wish) + ", so " + ids(named) + " is enforced")
                        .fix("write the last day as in " + entry.name() + "@2026-12-31:reason"));
            } else if (entry.isOver(now)) {
                notices.add(Problem.of(Code.OPERATOR_EXPIRED, WARN_ONLY + " names a check past its date")
                        .found(ids(named) + ", " + entry.terms() + ", is enforced again")
                        .fix("mend the cause and take it out of " + WARN_ONLY + ", or set a later date"));
            } else {
                for (Check<?> check : named) {
                    silenced.add(check.id());
                }
                inForce.add(ids(named) + (entry.terms().isEmpty() ? "" : " (" + entry.terms() + ")"));
            }
        }
        if (!inForce.isEmpty()) {
            notices.add(Problem.of(Code.OPERATOR_WARN_ONLY, WARN_ONLY + IN_FORCE)
                    .found("only a warning: " + String.join(", ", inForce))
                    .fix("unset " + WARN_ONLY + UNTIL_MENDED));
        }
        tellOfUnknown(unknown, suite);
    }

    /** The checks that are called like this, by name or by kind and name. */
    private static List<Check<?>> find(String name, CheckOrder suite) {
        List<Check<?>> found = new ArrayList<>();
        for (Check<?> check : suite.checks()) {
            if (name.equals(check.name()) || name.equals(check.id())) {
                found.add(check);
            }
        }
        return found;
    }

    private static String ids(List<Check<?>> checks) {
        StringBuilder ids = new StringBuilder();
        for (Check<?> check : checks) {
            ids.append(ids.isEmpty() ? "" : ", ").append(check.id());
        }
        return ids.toString();
    }

    private void tellOfUnknown(Set<String> unknown, CheckOrder suite) {
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

    private static Problem unknown(String name, CheckOrder suite) {
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
