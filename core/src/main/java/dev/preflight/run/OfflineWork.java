package dev.preflight.run;

import dev.preflight.check.Check;
import dev.preflight.check.Evaluation;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.text.Amounts;
import dev.preflight.text.Arguments;
import java.time.Duration;

/**
 * Settles offline checks that run code of the application, which may hang. Its thread is started at the first of them
 * and replaced when it is left behind. Used by the thread that runs the suite.
 */
final class OfflineWork {
    private static final long BETWEEN_LOOKS_NANOS = 100_000_000L;
    /** How long an attempt may take to close what it opened, before the next check is given to another thread. */
    private static final long CLOSING_NANOS = 1_000_000_000L;

    private final Ledger ledger;
    private final Evaluation evaluation;
    private final long deadline;
    private final Duration limit;
    private Worker worker;
    private ProbeContext last;
    private boolean interrupted;

    OfflineWork(Ledger ledger, Evaluation evaluation, long deadline, Duration limit) {
        this.ledger = ledger;
        this.evaluation = evaluation;
        this.deadline = deadline;
        this.limit = limit;
    }

    /** Evaluates a check and takes note of what came of it. */
    void settle(Check<?> check, Settings settings) {
        long start = System.nanoTime();
        long timeout = Arguments.nanos(settings.timeout());
        ProbeContext context = evaluation.begin(check, ledger.values(), start + timeout);
        if (start - deadline >= 0) {
            ledger.failed(context, late("not tried"), 0, 0);
            return;
        }
        ledger.started(check);
        // Nobody who declared no timeout was ever held to one here.
        boolean isBound = !settings.timeout().equals(Settings.DEFAULT_TIMEOUT) && timeout < deadline - start;
        long end = isBound ? start + timeout : deadline;
        last = context;
        Worker.Result result;
        if (hasWorker()) {
            worker.give(context);
            result = await(end, isBound ? "no end after " + Amounts.took(settings.timeout()) : "");
        } else {
            result = here(context);
        }
        long nanos = System.nanoTime() - start;
        if (result.hidden() != null) {
            ledger.provided(check, result.hidden());
        } else if (result.problem() != null) {
            ledger.failed(last, result.problem(), nanos, 1);
        } else {
            ledger.passed(last, result.value(), nanos, 1);
        }
    }

    private Problem late(String what) {
        return Problem.of(Code.CHECK_TIMEOUT, what + " before the deadline of the run, " + Amounts.took(limit));
    }

    /** Whether there is a thread that is idle; false where the system gives no more. */
    private boolean hasWorker() {
        if (worker != null && !isIdle()) {
            interrupted |= worker.isFlagged();
            worker.abandon(last);
            worker = null;
        }
        if (worker == null) {
            worker = new Worker();
            try {
                worker.start();
            } catch (OutOfMemoryError e) {
                worker = null;
            }
        }
        return worker != null;
    }

    private boolean isIdle() {
        long until = System.nanoTime() + CLOSING_NANOS;
        while (true) {
            try {
                return worker.isIdle(until);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private static Worker.Result here(ProbeContext context) {
        try {
            return Worker.Result.of(context);
        } finally {
            Evaluation.close(context);
        }
    }

    private Worker.Result await(long end, String late) {
        Standstill standstill = null;
        while (true) {
            long now = System.nanoTime();
            Worker.Result result = null;
            try {
                long look = now + BETWEEN_LOOKS_NANOS;
                result = worker.result(look - end < 0 ? look : end);
            } catch (InterruptedException e) {
                // Offline checks complete, and online ones are not begun.
                interrupted = true;
            }
            if (result != null) {
                interrupted |= worker.isFlagged();
                return result;
            }
            if (System.nanoTime() - end >= 0) {
                Problem hangs = Evaluation.diagnosis(last)
                        .hangs(late.isEmpty() ? late("no end").summary() : late, worker.abandon(last));
                worker = null;
                return new Worker.Result(null, hangs, null);
            }
            standstill = standstill == null ? new Standstill(worker) : standstill;
            String held = standstill.look();
            if (held != null) {
                worker.abandon(last);
                worker = null;
                last = evaluation.begin(Evaluation.check(last), ledger.values(), end);
                last.warn(Problem.of(Code.CHECK_TIMEOUT, "waited for the thread that runs the suite")
                        .found("it needs " + held + ", which that thread holds; so it was run there, with no bound")
                        .fix("run the suite where nothing is held, or declare the check with onCallingThread()"));
                return here(last);
            }
        }
    }

    /** Ends the thread. Returns whether somebody has interrupted this one, or code of a check its own. */
    boolean finish() {
        if (worker != null) {
            worker.finish();
        }
        return interrupted;
    }
}
