package dev.preflight.run;

import dev.preflight.check.Check;
import dev.preflight.check.Evaluation;
import dev.preflight.check.Evidence;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.ReportBuilder;
import dev.preflight.report.Verdict;
import dev.preflight.text.Amounts;
import dev.preflight.text.Printable;
import dev.preflight.text.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What is known so far of one run, and what follows from it for the checks that are left. Used by one thread. */
public final class Ledger {
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_FACTS = 20;

    private final CheckOrder suite;
    private final Evaluation evaluation;
    private final Applicability relevance;
    private final Listeners listeners;
    private final Map<Check<?>, CheckResult> results = new IdentityHashMap<>();
    private final Map<Check<?>, Object> values = new IdentityHashMap<>();

    Ledger(CheckOrder suite, Evaluation evaluation, Applicability relevance, Listeners listeners) {
        this.suite = suite;
        this.evaluation = evaluation;
        this.relevance = relevance;
        this.listeners = listeners;
    }

    Map<Check<?>, Object> values() {
        return values;
    }

    boolean isSettled(Check<?> check) {
        return results.containsKey(check);
    }

    /** Whether all inputs of a check have ended, so that it can be started or settled. */
    boolean isReady(Check<?> check) {
        for (Check<?> input : check.settings().needs()) {
            if (!results.containsKey(input)) {
                return false;
            }
        }
        return true;
    }

    /** Why a check cannot be tried, and what becomes of it. */
    private record Lack(Outcome outcome, String reason) {}

    /** Settles a check that is not to be tried; returns false for one that is. */
    boolean settleWithoutTrying(Check<?> check) {
        List<Probe<?>> alternatives = Evaluation.alternatives(check);
        boolean oneIsAble = isOneAble(alternatives);
        for (Check<?> input : check.settings().needs()) {
            Lack lack = lack(input);
            if (lack != null && !(oneIsAble && isOf(alternatives, input))) {
                settle(check, lack.outcome(), lack.reason());
                return true;
            }
        }
        return false;
    }

    /** What an input lacks, null if it has what it must. */
    private Lack lack(Check<?> input) {
        CheckResult result = results.get(input);
        if (result.outcome() == Outcome.INACTIVE) {
            return new Lack(Outcome.INACTIVE, "needs " + input.id() + ", which is not needed here");
        }
        if (result.outcome() == Outcome.PROVIDED) {
            return new Lack(Outcome.PROVIDED, "needs " + input.id() + ", which cannot be seen here");
        }
        if (result.outcome() != Outcome.PASSED) {
            return new Lack(Outcome.SKIPPED, "needs " + input.id());
        }
        if (input.settings().optional() && values.get(input) == null) {
            return new Lack(Outcome.INACTIVE, "needs " + input.id() + ", which is optional and absent");
        }
        return null;
    }

    private boolean isOneAble(List<Probe<?>> alternatives) {
        for (Probe<?> alternative : alternatives) {
            boolean able = true;
            for (Check<?> input : alternative.settings().needs()) {
                able &= lack(input) == null;
            }
            if (able) {
                return true;
            }
        }
        return false;
    }

    /** Whether an input is one that an alternative takes a value of. */
    private static boolean isOf(List<Probe<?>> alternatives, Check<?> input) {
        for (Probe<?> alternative : alternatives) {
            if (!(input instanceof Probe<?>) && alternative.settings().needs().contains(input)) {
                return true;
            }
        }
        return false;
    }

    void inactive(Check<?> check, String reason) {
        settle(check, Outcome.INACTIVE, reason);
    }

    /** Settles a check whose answer lies where the run cannot look. */
    void provided(Check<?> check, String reason) {
        settle(check, Outcome.PROVIDED, clean(check, reason));
    }

    private void settle(Check<?> check, Outcome outcome, String reason) {
        finish(ReportBuilder.result(check, outcome, List.of(), reason, Duration.ZERO, 0, List.of()));
    }

    void passed(ProbeContext context, Object value, long nanos, int attempts) {
        Check<?> check = Evaluation.check(context);
        if (value != null) {
            values.put(check, value);
        }
        List<Problem> warnings = Evaluation.warnings(context);
        finish(ReportBuilder.result(
                check,
                Outcome.PASSED,
                warnings,
                "",
                Duration.ofNanos(nanos),
                attempts,
                Evaluation.rungs(context),
                Evaluation.evidence(context)));
    }

    void failed(ProbeContext context, Problem problem, long nanos, int attempts) {
        Check<?> check = Evaluation.check(context);
        List<Problem> problems = new ArrayList<>();
        problems.add(Evaluation.withTrail(Evaluation.told(problem, context), context, nanos, attempts));
        problems.addAll(Evaluation.warnings(context));
        Outcome outcome = relevance.warns(check) ? Outcome.WARNED : Outcome.FAILED;
        finish(ReportBuilder.result(
                check,
                outcome,
                problems,
                "",
                Duration.ofNanos(nanos),
                attempts,
                Evaluation.rungs(context),
                Evaluation.evidence(context)));
    }

    private void finish(CheckResult result) {
        results.put(result.check(), result);
        if (listeners != null) {
            listeners.finished(clean(result));
        }
    }

    /** Tells listeners that the first attempt begins. */
    void started(Check<?> check) {
        if (listeners != null) {
            listeners.started(check);
        }
    }

    /** Tells listeners that an attempt failed and another one follows. */
    void retrying(Check<?> check, int attempts, Problem problem, long pauseNanos) {
        if (listeners != null) {
            listeners.retrying(check, attempts, clean(check, problem), pauseNanos);
        }
    }

    private static Problem withFirst(Fact fact, Problem problem) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact);
        facts.addAll(problem.facts());
        return Problem.of(problem.code(), problem.summary(), facts);
    }

    /** Closes the books: everything in it may leave the run. */
    Report report(List<Problem> unclean, long nanos) {
        List<CheckResult> clean = new ArrayList<>();
        boolean failed = false;
        boolean silenced = false;
        boolean passed = false;
        for (Check<?> check : suite.checks()) {
            CheckResult result = results.get(check);
            clean.add(clean(result));
            failed |= result.outcome() == Outcome.FAILED;
            // What was skipped behind a warning was not verified either.
            boolean unverified = result.outcome() == Outcome.WARNED || result.outcome() == Outcome.SKIPPED;
            silenced |= unverified && !relevance.isDeclaredToWarn(check);
            passed |= result.outcome() == Outcome.PASSED;
        }
        if (evaluation.deployment().sight().ships()) {
            failed |= addRefused(clean);
        }
        Verdict verdict;
        if (failed) {
            verdict = Verdict.FAILED;
        } else if (silenced) {
            verdict = Verdict.NOT_ENFORCED;
        } else {
            verdict = passed ? Verdict.PASSED : Verdict.NOTHING_CHECKED;
        }
        List<Problem> notices = new ArrayList<>();
        for (Problem notice : unclean) {
            notices.add(clean(null, notice));
        }
        return ReportBuilder.report(suite.name(), verdict, clean, notices, Duration.ofNanos(nanos));
    }

    /** Adds what the tool that deploys is certain to refuse. Returns whether there is any. */
    private boolean addRefused(List<CheckResult> to) {
        int before = to.size();
        for (Map.Entry<String, List<Problem>> about :
                evaluation.deployment().sight().refusals().entrySet()) {
            int number = 0;
            for (Problem problem : about.getValue()) {
                Check<?> check = Evaluation.refused(clean(null, about.getKey()), ++number);
                to.add(clean(ReportBuilder.result(
                        check, Outcome.FAILED, List.of(problem), "", Duration.ZERO, 0, List.of(), Evidence.NONE)));
            }
        }
        return to.size() > before;
    }

    private CheckResult clean(CheckResult result) {
        if (result.problems().isEmpty() && result.rungs().isEmpty() && result.evidence() == Evidence.NONE) {
            return result;
        }
        List<Problem> problems = new ArrayList<>();
        String description = result.check().settings().description();
        for (Problem problem : result.problems()) {
            Problem clean = located(
                    clean(result.check(), problem), result.check().settings().configuredBy());
            problems.add(description.isEmpty() ? clean : withFirst(Fact.of("for", description), clean));
        }
        List<Rung> rungs = new ArrayList<>();
        for (Rung rung : result.rungs()) {
            rungs.add(Rung.of(clean(result.check(), rung.name()), clean(result.check(), rung.detail()), rung.took()));
        }
        Evidence evidence = result.evidence();
        return ReportBuilder.result(
                result.check(),
                result.outcome(),
                problems,
                result.reason(),
                result.took(),
                result.attempts(),
                rungs,
                new Evidence(clean(result.check(), evidence.where()), evidence.size(), evidence.digest()));
    }

    /** Says what to correct, unless the remedy does. */
    private static Problem located(Problem problem, String configuredBy) {
        for (Fact fact : problem.facts()) {
            if (fact.text().contains(configuredBy)) {
                return problem;
            }
        }
        return configuredBy.isEmpty() ? problem : problem.fact("set in", configuredBy);
    }

    private Problem clean(Check<?> check, Problem problem) {
        List<Fact> facts = new ArrayList<>();
        int left = problem.facts().size();
        for (Fact fact : problem.facts()) {
            // The last one stays, since it is the remedy.
            if (facts.size() < MOST_FACTS - 2 || left == 1 || problem.facts().size() <= MOST_FACTS) {
                facts.add(Fact.of(clean(check, fact.label()), clean(check, fact.text())));
            } else if (facts.size() == MOST_FACTS - 2) {
                facts.add(Fact.of("", "and " + Amounts.count(left - 1) + " more lines"));
            }
            left--;
        }
        return Problem.of(problem.code(), clean(check, problem.summary()), facts);
    }

    /** Of the code of others, any text may be from outside; ours says nothing of a secret but what slipped in. */
    private String clean(Check<?> check, String text) {
        Secrets secrets = evaluation.secrets();
        String clean;
        if (check == null) {
            clean = secrets.scrub(text);
        } else {
            clean = Evaluation.isOwn(check) ? secrets.scrubOwn(text) : secrets.scrubAll(text);
        }
        return Printable.line(clean, LONGEST_LINE);
    }
}
