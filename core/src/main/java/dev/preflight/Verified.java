package dev.preflight;

import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Evaluation;
import dev.preflight.check.Phase;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import dev.preflight.run.CheckOrder;
import dev.preflight.run.OperatorSwitches;
import dev.preflight.text.Printable;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * The values of a run that let the boot go on, by the checks that they belong to.
 *
 * <pre>{@code
 * Verified verified = PREFLIGHT.verify();
 * int port = verified.get(PORT);
 * }</pre>
 *
 * <p>Immutable, except that under {@code PREFLIGHT=off} offline checks are evaluated when they are asked for.
 */
public final class Verified {
    private static final int LONGEST_LINE = 500;

    private final CheckOrder suite;
    private final Report report;
    private final Map<Check<?>, Object> values;
    private final Evaluation evaluation;
    /** What is wrong with what was asked for under {@code PREFLIGHT=off}; null until something is. */
    private Map<Check<?>, String> wrong;

    Verified(CheckOrder suite, Report report, Map<Check<?>, Object> values, Evaluation evaluation) {
        this.suite = suite;
        this.report = report;
        this.values = values;
        this.evaluation = evaluation;
    }

    /**
     * The value of a check.
     *
     * @param check the check, the very value that the suite was declared with
     * @param <T> the type of the value
     * @return the value
     * @throws NullPointerException if {@code check} is null
     * @throws IllegalArgumentException if the suite has no such check
     * @throws NoSuchElementException if there is no value: the thing is optional and absent, or its failure was let
     *     pass, by the switch that the message names, and there is no default
     */
    public <T> T get(Check<T> check) {
        Optional<T> value = find(check);
        if (value.isEmpty()) {
            throw new NoSuchElementException(check.id() + " has no value: " + why(check));
        }
        return value.get();
    }

    /**
     * The value of a check, if there is one.
     *
     * @param check the check, the very value that the suite was declared with
     * @param <T> the type of the value
     * @return the value, or the default where a failure was let pass and there is one; else empty, also if the thing is
     *     optional and absent
     * @throws NullPointerException if {@code check} is null
     * @throws IllegalArgumentException if the suite has no such check
     */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Check<T> check) {
        Objects.requireNonNull(check, "check");
        boolean known = false;
        for (Check<?> each : suite.checks()) {
            known |= each == check;
        }
        // In a slice of an application under test, what declares a check may be missing.
        boolean isSlice = report.verdict() == Verdict.OFF && report.notices().isEmpty();
        if (!known && !isSlice) {
            throw new IllegalArgumentException("suite " + suite.name() + " has no check that is this " + check.id()
                    + "; every method of a check returns another one, so keep it in a constant");
        }
        T value;
        if (report.verdict() == Verdict.OFF) {
            synchronized (values) {
                value = values.containsKey(check) ? (T) values.get(check) : unverified(check);
            }
        } else {
            value = (T) values.get(check);
        }
        return Optional.ofNullable(value == null ? fallback(check) : value);
    }

    /** The default of a variable whose failure was let pass, null where none counts. */
    private <T> T fallback(Check<T> check) {
        if (!(check instanceof EnvVar<T> variable)) {
            return null;
        }
        if (report.verdict() == Verdict.OFF) {
            return variable.fallback().orElse(null);
        }
        Outcome outcome = report.result(check).outcome();
        return outcome == Outcome.WARNED || outcome == Outcome.SKIPPED
                ? variable.fallback().orElse(null)
                : null;
    }

    /** Evaluates a check that {@code PREFLIGHT=off} left out. Nothing that is wrong with it stops the boot here. */
    @SuppressWarnings("unchecked")
    private <T> T unverified(Check<T> check) {
        if (check.settings().phase() == Phase.ONLINE) {
            return null;
        }
        for (Check<?> input : check.settings().needs()) {
            if (find(input).isEmpty()) {
                return null;
            }
        }
        ProbeContext context = evaluation.begin(check, values, System.nanoTime() + Long.MAX_VALUE / 2);
        try {
            T value = (T) Evaluation.evaluate(context);
            values.put(check, value);
            return value;
        } catch (Throwable e) {
            if (wrong == null) {
                wrong = new IdentityHashMap<>();
            }
            String summary = Evaluation.problem(context, e).summary();
            wrong.put(check, Printable.line(evaluation.secrets().scrub(summary), LONGEST_LINE));
            return null;
        } finally {
            Evaluation.close(context);
        }
    }

    private String why(Check<?> check) {
        if (report.verdict() == Verdict.OFF) {
            synchronized (values) {
                String summary = wrong == null ? null : wrong.get(check);
                return summary == null
                        ? inForce() + ", so nothing was verified"
                        : summary + ", and " + inForce() + " let the boot go on";
            }
        }
        CheckResult result = report.result(check);
        String why = result.problems().isEmpty() || result.outcome() == Outcome.PASSED
                ? result.reason()
                : result.problems().get(0).summary();
        if (result.outcome() == Outcome.WARNED || result.outcome() == Outcome.SKIPPED) {
            return why + ", and " + letPass(check) + " let the boot go on";
        }
        if (!why.isEmpty()) {
            return why;
        }
        return check.settings().optional() ? "it is optional and absent" : "it verifies and returns nothing";
    }

    /** What let the boot go on in spite of a problem of a check. */
    private String letPass(Check<?> check) {
        if (check.settings().warnOnly()) {
            return "warnOnly()";
        }
        String mode = inForce();
        if (!mode.isEmpty()) {
            return mode;
        }
        for (Problem notice : report.notices()) {
            if (notice.code() == Code.OPERATOR_WARN_ONLY
                    && notice.facts().get(0).text().contains(check.id())) {
                return OperatorSwitches.WARN_ONLY;
            }
        }
        return "a warnOnly() beside it";
    }

    /** The mode that is in force, empty if failures are enforced. */
    private String inForce() {
        for (Problem notice : report.notices()) {
            if (notice.code() == Code.OPERATOR_MODE) {
                return notice.summary().replace(" is in force", "");
            }
        }
        return "";
    }

    /**
     * What the run found, warnings included.
     *
     * @return the report
     */
    public Report report() {
        return report;
    }

    /** Names the suite and no value. */
    @Override
    public String toString() {
        return "Verified[" + suite.name() + "]";
    }
}
