package dev.preflight.report;

import dev.preflight.check.Check;
import dev.preflight.check.Evidence;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import java.time.Duration;
import java.util.List;

/**
 * Makes reports and their parts, which have no public constructors so that they can grow.
 *
 * <p><b>Machinery.</b> It is public for the run, for front ends and for tests of formats; applications get their reports
 * from {@code Preflight.run()}.
 */
public final class ReportBuilder {
    private ReportBuilder() {}

    /**
     * A report.
     *
     * @param suite the name of the suite
     * @param verdict what it all means for the boot
     * @param results how each check ended, in the order of the declaration
     * @param notices what there is to say about the run itself
     * @param took how long the run took
     * @return the report
     * @throws NullPointerException if an argument is null
     */
    public static Report report(
            String suite, Verdict verdict, List<CheckResult> results, List<Problem> notices, Duration took) {
        return new Report(suite, verdict, results, notices, took);
    }

    /**
     * The result of a check of a deployment that is about to ship.
     *
     * @param check what was checked
     * @param outcome how it ended
     * @param problems what is wrong: the failure, then warnings
     * @param reason why it was not tried; empty if it was
     * @param took how long it took, over all attempts and the pauses between them
     * @param attempts how often it was tried
     * @param rungs the steps that held in the last attempt
     * @param evidence what it was held against
     * @return the result
     * @throws NullPointerException if an argument is null
     */
    public static CheckResult result(
            Check<?> check,
            Outcome outcome,
            List<Problem> problems,
            String reason,
            Duration took,
            int attempts,
            List<Rung> rungs,
            Evidence evidence) {
        return new CheckResult(check, outcome, problems, reason, took, attempts, rungs, evidence);
    }

    /**
     * The result of a check of a deployment that is there.
     *
     * @param check what was checked
     * @param outcome how it ended
     * @param problems what is wrong: the failure, then warnings
     * @param reason why it was not tried; empty if it was
     * @param took how long it took, over all attempts and the pauses between them
     * @param attempts how often it was tried
     * @param rungs the steps that held in the last attempt
     * @return the result
     * @throws NullPointerException if an argument is null
     */
    public static CheckResult result(
            Check<?> check,
            Outcome outcome,
            List<Problem> problems,
            String reason,
            Duration took,
            int attempts,
            List<Rung> rungs) {
        return new CheckResult(check, outcome, problems, reason, took, attempts, rungs, Evidence.NONE);
    }

    /**
     * The event that the first attempt of a check begins.
     *
     * @param check the check
     * @return the event
     * @throws NullPointerException if {@code check} is null
     */
    public static CheckEvent started(Check<?> check) {
        return new CheckEvent.Started(check);
    }

    /**
     * The event that an attempt failed and another one follows.
     *
     * @param check the check
     * @param attempts how many attempts have been made
     * @param problem why the last one failed
     * @param pause how long the run waits before the next one
     * @return the event
     * @throws NullPointerException if an argument is null
     */
    public static CheckEvent retrying(Check<?> check, int attempts, Problem problem, Duration pause) {
        return new CheckEvent.Retrying(check, attempts, problem, pause);
    }

    /**
     * The event that a check has ended.
     *
     * @param result how it ended
     * @return the event
     * @throws NullPointerException if {@code result} is null
     */
    public static CheckEvent finished(CheckResult result) {
        return new CheckEvent.Finished(result);
    }
}
