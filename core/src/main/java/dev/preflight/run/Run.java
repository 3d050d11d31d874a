package dev.preflight.run;

import dev.preflight.check.Check;
import dev.preflight.check.Evaluation;
import dev.preflight.check.Phase;
import dev.preflight.check.ProbeContext;
import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Sight;
import dev.preflight.problem.Problem;
import dev.preflight.report.PreflightListener;
import dev.preflight.report.Report;
import dev.preflight.report.ReportBuilder;
import dev.preflight.report.Verdict;
import dev.preflight.text.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a suite: offline checks one after the other, then online checks beside each other. */
public final class Run {
    private final CheckOrder suite;
    private final Duration limit;
    private final OperatorSwitches operator;
    private final SocketClasses sockets;
    private final Evaluation evaluation;
    private final Ledger ledger;
    private final Applicability relevance;
    private final Listeners listeners;
    private long end;
    /** Null until a check runs code of the application. */
    private OfflineWork foreign;

    public Run(CheckOrder suite, Deployment deployment, Duration limit, List<PreflightListener> listeners) {
        this.suite = suite;
        this.limit = limit;
        this.operator = new OperatorSwitches(suite, deployment);
        // At once: what the rest of a run loads takes as long as they do.
        boolean connects = operator.mode() != OperatorSwitches.Mode.OFF
                && suite.hasOnline()
                && deployment.sight().connects();
        this.sockets = connects ? SocketClasses.load() : null;
        this.evaluation = new Evaluation(suite.checks(), deployment);
        // Switched off, nothing of the application is asked for anything, conditions included.
        this.relevance =
                operator.mode() == OperatorSwitches.Mode.OFF ? null : new Applicability(suite, operator, deployment);
        // Null where nobody listens, so that a boot need not load what events are made of.
        this.listeners = listeners.isEmpty() ? null : new Listeners(listeners);
        this.ledger = new Ledger(suite, evaluation, relevance, this.listeners);
    }

    /** Runs the suite. Throws nothing; an interrupt ends the waiting and stays. */
    public Report execute() {
        if (operator.mode() == OperatorSwitches.Mode.OFF) {
            return told(ReportBuilder.report(suite.name(), Verdict.OFF, List.of(), operator.notices(), Duration.ZERO));
        }
        long start = System.nanoTime();
        end = end(start);
        evaluation.endsAt(end, limit);
        // An interrupt that comes early must not close the files that offline checks read.
        boolean interrupted = Thread.interrupted();
        List<Check<?>> online = new ArrayList<>();
        for (Check<?> check : suite.checks()) {
            if (check.settings().phase() == Phase.ONLINE) {
                online.add(check);
            } else {
                settleOffline(check);
                interrupted |= Thread.interrupted();
            }
        }
        if (foreign != null) {
            interrupted |= foreign.finish();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!evaluation.deployment().sight().connects()) {
            leaveOut(online);
        } else if (!online.isEmpty() && settleOnline(online)) {
            Thread.currentThread().interrupt();
        }
        if (sockets != null) {
            sockets.await();
        }
        List<Problem> notices = new ArrayList<>(operator.notices());
        notices.addAll(evaluation.notices());
        if (listeners != null) {
            notices.addAll(listeners.notices());
        }
        return told(ledger.report(notices, System.nanoTime() - start));
    }

    private Report told(Report report) {
        return listeners == null ? report : listeners.finished(report);
    }

    /** What was verified, by check; filled while the run goes on. */
    public Map<Check<?>, Object> values() {
        return ledger.values();
    }

    /** What the checks of this run share. */
    public Evaluation evaluation() {
        return evaluation;
    }

    private void settleOffline(Check<?> check) {
        if (settleWithoutTrying(check)) {
            return;
        }
        if (Evaluation.isForeign(check)) {
            foreign = foreign == null ? new OfflineWork(ledger, evaluation, end, limit) : foreign;
            foreign.settle(check, suite.settings(check));
            return;
        }
        ledger.started(check);
        long start = System.nanoTime();
        long deadline = start + Arguments.nanos(check.settings().timeout());
        ProbeContext context = evaluation.begin(check, ledger.values(), deadline);
        Object value = null;
        Problem problem = null;
        try {
            value = Evaluation.evaluate(context);
        } catch (Throwable e) {
            Optional<String> hidden = Sight.reason(e);
            if (hidden.isPresent()) {
                ledger.provided(check, hidden.get());
                return;
            }
            problem = Evaluation.diagnosis(context).of(e);
        } finally {
            Evaluation.close(context);
        }
        long nanos = System.nanoTime() - start;
        if (problem == null) {
            ledger.passed(context, value, nanos, 1);
        } else {
            ledger.failed(context, problem, nanos, 1);
        }
    }

    /** Settles a check whose own condition or whose inputs say that it is not to be tried. */
    private boolean settleWithoutTrying(Check<?> check) {
        Throwable broken = relevance.broken(check);
        if (broken != null) {
            ProbeContext context = evaluation.begin(check, ledger.values(), System.nanoTime());
            ledger.failed(context, Evaluation.diagnosis(context).crashed(broken), 0, 0);
            return true;
        }
        String inactive = relevance.inactive(check);
        if (inactive != null) {
            ledger.inactive(check, inactive);
            return true;
        }
        String unseen = relevance.unseen(check);
        if (unseen != null) {
            ledger.provided(check, unseen);
            return true;
        }
        return ledger.settleWithoutTrying(check);
    }

    /** What a connection leads to is not there yet, or is not for this machine, before the deployment is anywhere. */
    private void leaveOut(List<Check<?>> checks) {
        for (Check<?> check : checks) {
            if (!settleWithoutTrying(check)) {
                ledger.provided(check, "not tried before it is deployed");
            }
        }
    }

    private long end(long start) {
        return start + Math.min(Arguments.nanos(limit), Long.MAX_VALUE / 2);
    }

    /** Returns whether the thread was interrupted. */
    private boolean settleOnline(List<Check<?>> checks) {
        OnlinePhase phase = new OnlinePhase(ledger, evaluation, end, limit);
        for (Check<?> check : checks) {
            if (relevance.broken(check) != null
                    || relevance.inactive(check) != null
                    || relevance.unseen(check) != null) {
                settleWithoutTrying(check);
            } else {
                phase.add(check, suite.settings(check));
            }
        }
        return !phase.run();
    }
}
