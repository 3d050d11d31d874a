package dev.preflight;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How one check ended. Plain data that holds no value and no secret. Immutable.
 *
 * @param check what was checked
 * @param outcome how it ended
 * @param problems what is wrong: the failure, then warnings; of a check that {@linkplain Outcome#PASSED passed} its
 *     warnings alone
 * @param reason why it was not tried, such as {@code needs env DATABASE_URL}, or where the thing comes from that
 *     cannot be seen; empty if it was tried
 * @param took how long it took, over all attempts and the pauses between them
 * @param attempts how often it was tried
 * @param rungs the steps that held in the last attempt
 * @param evidence what it was held against, of a deployment that is about to ship
 */
public record CheckResult(
        Check<?> check,
        Outcome outcome,
        List<Problem> problems,
        String reason,
        Duration took,
        int attempts,
        List<Rung> rungs,
        Evidence evidence) {
    /**
     * Checks that all parts are there.
     *
     * @param check what was checked
     * @param outcome how it ended
     * @param problems what is wrong: the failure, then warnings; of a check that {@linkplain Outcome#PASSED passed}
     *     its warnings alone
     * @param reason why it was not tried, such as {@code needs env DATABASE_URL}; empty if it was
     * @param took how long it took, over all attempts and the pauses between them
     * @param attempts how often it was tried
     * @param rungs the steps that held in the last attempt
     * @param evidence what it was held against, of a deployment that is about to ship
     * @throws NullPointerException if a component is null
     */
    public CheckResult {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(outcome, "outcome");
        problems = List.copyOf(problems);
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(took, "took");
        rungs = List.copyOf(rungs);
        Objects.requireNonNull(evidence, "evidence");
    }

    /**
     * The result of a check of a deployment that is there.
     *
     * @param check what was checked
     * @param outcome how it ended
     * @param problems what is wrong
     * @param reason why it was not tried; empty if it was
     * @param took how long it took
     * @param attempts how often it was tried
     * @param rungs the steps that held in the last attempt
     * @throws NullPointerException if an argument is null
     */
    public CheckResult(
            Check<?> check,
            Outcome outcome,
            List<Problem> problems,
            String reason,
            Duration took,
            int attempts,
            List<Rung> rungs) {
        this(check, outcome, problems, reason, took, attempts, rungs, Evidence.NONE);
    }

    /**
     * Whether it is to be shown as a warning: it failed and may, or it passed with warnings.
     *
     * @return true for warnings
     */
    public boolean isWarning() {
        return outcome == Outcome.WARNED || outcome == Outcome.PASSED && !problems.isEmpty();
    }

    /** The problems that are no failure: all, or all but the first of a check that failed. */
    List<Problem> warnings() {
        return outcome == Outcome.FAILED && !problems.isEmpty() ? problems.subList(1, problems.size()) : problems;
    }
}
