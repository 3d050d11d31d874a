package dev.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of a suite: offline checks on the calling thread, then online checks beside each other. */
final class Run {
    private final Suite suite;
    private final Duration limit;
    private final Operator operator;
    private final SocketClasses sockets;
    private final Scene scene;
    private final Ledger ledger;
    private final Relevance relevance;
    private final Listeners listeners;

    Run(Suite suite, Deployment deployment, Duration limit, List<PreflightListener> listeners) {
        this.suite = suite;
        this.limit = limit;
        this.operator = new Operator(suite, deployment);
        // At once: what the rest of a run loads takes as long as they do.
        boolean connects = operator.mode() != Operator.Mode.OFF && suite.hasOnline() && deployment.connects();
        this.sockets = connects ? SocketClasses.load() : null;
        this.scene = new Scene(suite.checks(), deployment);
        // Switched off, nothing of the application is asked for anything, conditions included.
        this.relevance = operator.mode() == Operator.Mode.OFF ? null : new Relevance(suite, operator, deployment);
        // Null where nobody listens, so that a boot need not load what events are made of.
        this.listeners = listeners.isEmpty() ? null : new Listeners(listeners);
        this.ledger = new Ledger(suite, scene, relevance, this.listeners);
    }

    /** Runs the suite. Throws nothing; an interrupt ends the waiting and stays. */
    Verified execute() {
        if (operator.mode() == Operator.Mode.OFF) {
            return verified(new Report(suite.name(), Verdict.OFF, List.of(), operator.notices(), Duration.ZERO));
        }
        long start = System.nanoTime();
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
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!scene.deployment().connects()) {
            leaveOut(online);
        } else if (!online.isEmpty() && settleOnline(online, start)) {
            Thread.currentThread().interrupt();
        }
        if (sockets != null) {
            sockets.await();
        }
        List<Problem> notices = new ArrayList<>(operator.notices());
        notices.addAll(scene.deployment().notices());
        if (listeners != null) {
            notices.addAll(listeners.notices());
        }
        return verified(ledger.report(notices, System.nanoTime() - start));
    }

    private Verified verified(Report report) {
        Report told = listeners == null ? report : listeners.finished(report);
        return new Verified(suite, told, ledger.values(), scene);
    }

    private void settleOffline(Check<?> check) {
        if (settleWithoutTrying(check)) {
            return;
        }
        ledger.started(check);
        long start = System.nanoTime();
        long deadline = start + Names.nanos(check.settings().timeout());
        ProbeContext context = new ProbeContext(check, scene, ledger.values(), deadline);
        Object value = null;
        Problem problem = null;
        try {
            value = check.evaluate(context);
        } catch (Throwable e) {
            if (e instanceof NotVisible hidden) {
                ledger.provided(check, hidden.reason());
                return;
            }
            problem = new Diagnosis(context).of(e);
        } finally {
            context.resources().close();
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
            ProbeContext context = new ProbeContext(check, scene, ledger.values(), System.nanoTime());
            ledger.failed(context, new Diagnosis(context).crashed(broken), 0, 0);
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

    /** Returns whether the thread was interrupted. */
    private boolean settleOnline(List<Check<?>> checks, long start) {
        long deadline = start + Math.min(Names.nanos(limit), Long.MAX_VALUE / 2);
        OnlinePhase phase = new OnlinePhase(ledger, scene, deadline, limit);
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
