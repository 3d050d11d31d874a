package dev.preflight;

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
    private final Suite suite;
    private final Report report;
    private final Map<Check<?>, Object> values;
    private final Scene scene;

    Verified(Suite suite, Report report, Map<Check<?>, Object> values, Scene scene) {
        this.suite = suite;
        this.report = report;
        this.values = values;
        this.scene = scene;
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
     *     pass
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
     * @return the value; empty if the thing is optional and absent, or its failure was let pass
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
        if (report.verdict() == Verdict.OFF) {
            synchronized (values) {
                return Optional.ofNullable(values.containsKey(check) ? (T) values.get(check) : unverified(check));
            }
        }
        return Optional.ofNullable((T) values.get(check));
    }

    /** Evaluates a check that {@code PREFLIGHT=off} left out. Nothing that is wrong with it stops the boot here. */
    private <T> T unverified(Check<T> check) {
        if (check.settings().phase() == Phase.ONLINE) {
            return null;
        }
        for (Check<?> input : check.settings().needs()) {
            if (find(input).isEmpty()) {
                return null;
            }
        }
        ProbeContext context = new ProbeContext(check, scene, values, System.nanoTime() + Long.MAX_VALUE / 2);
        try {
            T value = check.evaluate(context);
            values.put(check, value);
            return value;
        } catch (Throwable e) {
            return null;
        } finally {
            context.resources().close();
        }
    }

    private String why(Check<?> check) {
        if (report.verdict() == Verdict.OFF) {
            return Operator.MODE + "=off, so nothing was verified";
        }
        for (CheckResult result : report.results()) {
            if (result.check() == check) {
                if (!result.reason().isEmpty()) {
                    return result.reason();
                }
                for (Problem problem : result.problems()) {
                    return problem.summary();
                }
            }
        }
        return check.settings().optional() ? "it is optional and absent" : "it verifies and returns nothing";
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
