package dev.preflight.run;

import dev.preflight.check.Evaluation;
import dev.preflight.check.ProbeContext;
import dev.preflight.deploy.Sight;
import dev.preflight.problem.Problem;

/** Runs code of the application for offline checks, one after the other, on a thread that can be left behind. */
final class Worker extends Thread {
    private ProbeContext task;
    private Result result;
    private boolean flagged;
    private boolean over;

    /** Makes one with the context class loader of the thread that makes it. */
    Worker() {
        super("preflight-offline");
        setDaemon(true);
    }

    /**
     * What came of a check.
     *
     * @param value the value, null if there is none
     * @param problem what went wrong, null if nothing
     * @param hidden why it cannot be seen here, null if it can
     */
    record Result(Object value, Problem problem, String hidden) {
        /** Evaluates an attempt on this thread, and asks what it throws what it says of itself. */
        static Result of(ProbeContext context) {
            try {
                return new Result(Evaluation.evaluate(context), null, null);
            } catch (Throwable e) {
                String hidden = Sight.reason(e).orElse(null);
                return new Result(
                        null, hidden == null ? Evaluation.diagnosis(context).of(e) : null, hidden);
            }
        }
    }

    @Override
    public void run() {
        for (ProbeContext context = next(); context != null; context = next()) {
            Result found = Result.of(context);
            synchronized (this) {
                result = found;
                flagged |= Thread.interrupted();
                notifyAll();
            }
            Evaluation.close(context);
            synchronized (this) {
                task = null;
                notifyAll();
            }
        }
    }

    private synchronized ProbeContext next() {
        while (task == null && !over) {
            try {
                wait();
            } catch (InterruptedException e) {
                // By code that was run before; there is nothing to end.
                flagged = true;
            }
        }
        return over ? null : task;
    }

    /** Gives it an attempt to evaluate, once it is idle. */
    synchronized void give(ProbeContext context) {
        result = null;
        task = context;
        notifyAll();
    }

    /** What came of it; null if that is not known by a {@link System#nanoTime}. */
    synchronized Result result(long until) throws InterruptedException {
        for (long left = until - System.nanoTime(); result == null && left > 0; left = until - System.nanoTime()) {
            wait(left / 1_000_000L, (int) (left % 1_000_000L));
        }
        return result;
    }

    /** Whether nothing of the last attempt is left to be closed, at the latest by a {@link System#nanoTime}. */
    synchronized boolean isIdle(long until) throws InterruptedException {
        for (long left = until - System.nanoTime(); task != null && left > 0; left = until - System.nanoTime()) {
            wait(left / 1_000_000L, (int) (left % 1_000_000L));
        }
        return task == null;
    }

    /** Whether code that it ran has set the flag of its thread. */
    synchronized boolean isFlagged() {
        return flagged;
    }

    /** Lets the thread end when it has nothing to do. */
    synchronized void finish() {
        over = true;
        notifyAll();
    }

    /** Leaves the thread behind, as an online attempt is. Returns where it hangs. */
    StackTraceElement[] abandon(ProbeContext context) {
        StackTraceElement[] frames = getStackTrace();
        finish();
        Evaluation.closeFromOutside(context);
        interrupt();
        return frames;
    }
}
