package dev.preflight.report;

import dev.preflight.check.Check;
import dev.preflight.check.Evidence;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How one check ended. Plain data that holds no value and no secret. Immutable.
 */
public final class CheckResult {
    private final Check<?> check;
    private final Outcome outcome;
    private final List<Problem> problems;
    private final String reason;
    private final Duration took;
    private final int attempts;
    private final List<Rung> rungs;
    private final Evidence evidence;

    CheckResult(
            Check<?> check,
            Outcome outcome,
            List<Problem> problems,
            String reason,
            Duration took,
            int attempts,
            List<Rung> rungs,
            Evidence evidence) {
        this.check = Objects.requireNonNull(check, "check");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.problems = List.copyOf(problems);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.took = Objects.requireNonNull(took, "took");
        this.attempts = attempts;
        this.rungs = List.copyOf(rungs);
        this.evidence = Objects.requireNonNull(evidence, "evidence");
    }

    /**
     * What was checked.
     *
     * @return what was checked
     */
    public Check<?> check() {
        return check;
    }

    /**
     * How it ended.
     *
     * @return how it ended
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * What is wrong: the failure, then warnings; of a check that {@linkplain Outcome#PASSED passed} its warnings
     * alone.
     *
     * @return what is wrong
     */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Why it was not tried, such as {@code needs env DATABASE_URL}, or where the thing comes from that cannot be
     * seen; empty if it was tried.
     *
     * @return the reason
     */
    public String reason() {
        return reason;
    }

    /**
     * How long it took, over all attempts and the pauses between them.
     *
     * @return how long it took, over all attempts and the pauses between them
     */
    public Duration took() {
        return took;
    }

    /**
     * How often it was tried.
     *
     * @return how often it was tried
     */
    public int attempts() {
        return attempts;
    }

    /**
     * The steps that held in the last attempt.
     *
     * @return the steps that held in the last attempt
     */
    public List<Rung> rungs() {
        return rungs;
    }

    /**
     * What it was held against, of a deployment that is about to ship.
     *
     * @return what it was held against, of a deployment that is about to ship
     */
    public Evidence evidence() {
        return evidence;
    }

    /**
     * Whether it is to be shown as a warning: it failed and may, or it passed with warnings.
     *
     * @return true for warnings
     */
    public boolean isWarning() {
        return outcome == Outcome.WARNED || outcome == Outcome.PASSED && !problems.isEmpty();
    }

    /**
     * The problems that are no failure: all, or all but the first of a check that failed.
     *
     * @return the warnings
     */
    public List<Problem> warnings() {
        return outcome == Outcome.FAILED && !problems.isEmpty() ? problems.subList(1, problems.size()) : problems;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CheckResult that
                && check == that.check
                && outcome == that.outcome
                && problems.equals(that.problems)
                && reason.equals(that.reason)
                && took.equals(that.took)
                && attempts == that.attempts
                && rungs.equals(that.rungs)
                && evidence.equals(that.evidence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(check, outcome, problems, reason, took, attempts, rungs, evidence);
    }

    @Override
    public String toString() {
        return check.id() + " " + outcome + " " + problems;
    }
}
