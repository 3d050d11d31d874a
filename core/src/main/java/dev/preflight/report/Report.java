package dev.preflight.report;

import dev.preflight.check.Check;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * What a run found. Plain data: no values, no secrets. {@link #toString()} is the report for people. Immutable.
 */
public final class Report {
    private final String suite;
    private final Verdict verdict;
    private final List<CheckResult> results;
    private final List<Problem> notices;
    private final Duration took;

    Report(String suite, Verdict verdict, List<CheckResult> results, List<Problem> notices, Duration took) {
        this.suite = Objects.requireNonNull(suite, "suite");
        this.verdict = Objects.requireNonNull(verdict, "verdict");
        this.results = List.copyOf(results);
        this.notices = List.copyOf(notices);
        this.took = Objects.requireNonNull(took, "took");
    }

    /**
     * The name of the suite.
     *
     * @return the name of the suite
     */
    public String suite() {
        return suite;
    }

    /**
     * What it all means for the boot.
     *
     * @return what it all means for the boot
     */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * How each check ended, in the order of the declaration.
     *
     * @return how each check ended, in the order of the declaration
     */
    public List<CheckResult> results() {
        return results;
    }

    /**
     * What there is to say about the run itself, such as a switch of the operator that is in force.
     *
     * @return what there is to say about the run itself, such as a switch of the operator that is in force
     */
    public List<Problem> notices() {
        return notices;
    }

    /**
     * How long the run took.
     *
     * @return how long the run took
     */
    public Duration took() {
        return took;
    }

    /**
     * Whether the boot may go on: the verdict is not {@link Verdict#FAILED}.
     *
     * @return true if the application may start
     */
    public boolean mayBoot() {
        return verdict != Verdict.FAILED;
    }

    /**
     * The exit code of a process that ends with this report, after {@code sysexits.h}: 0 if the boot may go on; else
     * 78 if anything is wrong with the configuration, which no restart mends; else 70 if a check itself broke; else 69,
     * a backend is unavailable.
     *
     * @return 0, 78, 70 or 69
     */
    public int exitCode() {
        if (mayBoot()) {
            return 0;
        }
        int worst = Code.BACKEND_FAILED.exitCode();
        for (CheckResult result : results) {
            if (result.outcome() == Outcome.FAILED && !result.problems().isEmpty()) {
                // What comes after the first are warnings.
                worst = Math.max(worst, result.problems().get(0).code().exitCode());
            }
        }
        return worst;
    }

    /**
     * The number of checks that ended in one way.
     *
     * @param outcome how they ended
     * @return how many
     */
    public int count(Outcome outcome) {
        int count = 0;
        for (CheckResult result : results) {
            count += result.outcome() == outcome ? 1 : 0;
        }
        return count;
    }

    /**
     * How one check ended.
     *
     * @param check the check, the very value that the suite was declared with
     * @return its result
     * @throws NullPointerException if {@code check} is null
     * @throws NoSuchElementException if the report has no result of it: the suite has no such check, or
     *     {@code PREFLIGHT=off} is in force
     */
    public CheckResult result(Check<?> check) {
        Objects.requireNonNull(check, "check");
        for (CheckResult result : results) {
            if (result.check() == check) {
                return result;
            }
        }
        throw new NoSuchElementException("the report of " + suite + " has no result of this " + check.id());
    }

    /**
     * Everything that the run found to say: the problems of each check in the order of the declaration, then the
     * notices.
     *
     * @return failures and warnings
     */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (CheckResult result : results) {
            problems.addAll(result.problems());
        }
        problems.addAll(notices);
        return List.copyOf(problems);
    }

    /**
     * The report for people, as plain text: root causes first, then what was skipped, then warnings. Checks that passed
     * are counted. {@link TextReport} has other forms of it.
     *
     * @return several lines without a line break at the end
     */
    @Override
    public String toString() {
        return TextReport.of(this).toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Report that
                && suite.equals(that.suite)
                && verdict == that.verdict
                && results.equals(that.results)
                && notices.equals(that.notices)
                && took.equals(that.took);
    }

    @Override
    public int hashCode() {
        return Objects.hash(suite, verdict, results, notices, took);
    }
}
