package dev.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What is known so far of one run, and what follows from it for the checks that are left. Used by one thread. */
final class Ledger {
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_FACTS = 20;

    private final Suite suite;
    private final Scene scene;
    private final Relevance relevance;
    private final Listeners listeners;
    private final Map<Check<?>, CheckResult> results = new IdentityHashMap<>();
    private final Map<Check<?>, Object> values = new IdentityHashMap<>();

    Ledger(Suite suite, Scene scene, Relevance relevance, Listeners listeners) {
        this.suite = suite;
        this.scene = scene;
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
        List<Probe<?>> alternatives = check.alternatives();
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
        settle(check, Outcome.PROVIDED, clean(reason));
    }

    private void settle(Check<?> check, Outcome outcome, String reason) {
        finish(new CheckResult(check, outcome, List.of(), reason, Duration.ZERO, 0, List.of()));
    }

    void passed(ProbeContext context, Object value, long nanos, int attempts) {
        Check<?> check = context.check();
        if (value != null) {
            values.put(check, value);
        }
        List<Problem> warnings = context.warnings();
        finish(new CheckResult(
                check,
                Outcome.PASSED,
                warnings,
                "",
                Duration.ofNanos(nanos),
                attempts,
                context.rungs(),
                context.evidence()));
    }

    void failed(ProbeContext context, Problem problem, long nanos, int attempts) {
        Check<?> check = context.check();
        List<Problem> problems = new ArrayList<>();
        Problem told = check instanceof Probe<?> probe ? probe.told(problem) : problem;
        problems.add(withTried(told, context, nanos, attempts));
        problems.addAll(context.warnings());
        Outcome outcome = relevance.warns(check) ? Outcome.WARNED : Outcome.FAILED;
        finish(new CheckResult(
                check, outcome, problems, "", Duration.ofNanos(nanos), attempts, context.rungs(), context.evidence()));
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
            listeners.retrying(check, attempts, clean(problem), pauseNanos);
        }
    }

    /** Puts the way that held, and the rung that broke, before what the problem says of itself. */
    static Problem withTried(Problem problem, ProbeContext context, long nanos, int attempts) {
        StringBuilder tried = new StringBuilder(context.target());
        String separator = ": ";
        for (Rung rung : context.rungs()) {
            tried.append(tried.isEmpty() ? "" : separator).append(rung.name());
            tried.append(rung.detail().isEmpty() ? "" : " " + rung.detail());
            tried.append(" in ").append(Amounts.took(rung.took()));
            separator = ", ";
        }
        if (!context.trying().isEmpty()) {
            tried.append(tried.isEmpty() ? "" : separator).append(context.trying());
            tried.append(' ').append(ending(problem.code()));
        }
        if (attempts > 1) {
            tried.append(tried.isEmpty() ? "" : " (").append(attempts).append(" attempts in ");
            tried.append(Amounts.took(Duration.ofNanos(nanos)));
            tried.append(tried.indexOf("(") < 0 ? "" : ")");
        }
        return tried.isEmpty() ? problem : withFirst(new Fact("tried", tried.toString()), problem);
    }

    /** How a step ended, so that it reads well after the name of the step. */
    private static String ending(Code code) {
        return switch (code) {
            case BACKEND_LOGIN, BACKEND_DATABASE, BACKEND_BUSY, BACKEND_QUERY, BACKEND_NOT_AUTHORISED -> "rejected";
            default -> code.id().substring(code.id().indexOf('.') + 1);
        };
    }

    private static Problem withFirst(Fact fact, Problem problem) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact);
        facts.addAll(problem.facts());
        return new Problem(problem.code(), problem.summary(), facts);
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
            notices.add(clean(notice));
        }
        return new Report(suite.name(), verdict, clean, notices, Duration.ofNanos(nanos));
    }

    private CheckResult clean(CheckResult result) {
        if (result.problems().isEmpty() && result.rungs().isEmpty() && result.evidence() == Evidence.NONE) {
            return result;
        }
        List<Problem> problems = new ArrayList<>();
        String description = result.check().settings().description();
        for (Problem problem : result.problems()) {
            Problem clean = located(clean(problem), result.check().settings().configuredBy());
            problems.add(description.isEmpty() ? clean : withFirst(new Fact("for", description), clean));
        }
        List<Rung> rungs = new ArrayList<>();
        for (Rung rung : result.rungs()) {
            rungs.add(new Rung(clean(rung.name()), clean(rung.detail()), rung.took()));
        }
        Evidence evidence = result.evidence();
        return new CheckResult(
                result.check(),
                result.outcome(),
                problems,
                result.reason(),
                result.took(),
                result.attempts(),
                rungs,
                new Evidence(clean(evidence.where()), evidence.size(), evidence.digest()));
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

    private Problem clean(Problem problem) {
        List<Fact> facts = new ArrayList<>();
        int left = problem.facts().size();
        for (Fact fact : problem.facts()) {
            // The last one stays, since it is the remedy.
            if (facts.size() < MOST_FACTS - 2 || left == 1 || problem.facts().size() <= MOST_FACTS) {
                facts.add(new Fact(clean(fact.label()), clean(fact.text())));
            } else if (facts.size() == MOST_FACTS - 2) {
                facts.add(new Fact("", "and " + Amounts.count(left - 1) + " more lines"));
            }
            left--;
        }
        return new Problem(problem.code(), clean(problem.summary()), facts);
    }

    private String clean(String text) {
        return Printable.line(scene.secrets().scrub(text), LONGEST_LINE);
    }
}
