package dev.preflight.run;

import dev.preflight.check.Evaluation;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** One attempt of one online check, on a thread of its own that tells when it has ended. */
final class Attempt extends Thread {
    private final ProbeContext context;
    private final Mailbox mailbox;
    private Object value;
    private Problem problem;
    private boolean decided;
    /** Null until it is known, if it ever is. */
    private volatile Problem late;

    Attempt(ProbeContext context, Mailbox mailbox) {
        super("preflight-" + Evaluation.check(context).name());
        setDaemon(true);
        this.context = context;
        this.mailbox = mailbox;
    }

    @Override
    public void run() {
        Object result = null;
        Problem failure = null;
        try {
            result = Evaluation.evaluate(context);
        } catch (Throwable e) {
            failure = Evaluation.diagnosis(context).of(e);
        }
        decide(result, failure);
        Evaluation.close(context);
        mailbox.put(this);
    }

    /** Settles what the attempt found; what is left of it is closing. */
    synchronized void decide(Object result, Problem failure) {
        value = result;
        problem = failure;
        decided = true;
    }

    /** Whether the check has been evaluated, though a resource of it may still hang in its close. */
    synchronized boolean isDecided() {
        return decided;
    }

    /** Asks the check, on a thread beside this one, why it takes so long. */
    void lookWhyItIsLate() {
        Thread looking = new Thread(this::look, getName() + "-late");
        looking.setDaemon(true);
        try {
            // Closed from outside, like all that the attempt has open.
            context.register((AutoCloseable) looking::interrupt);
            looking.start();
        } catch (OutOfMemoryError | IllegalStateException e) {
            // No thread is left, or the attempt has just ended.
            return;
        }
    }

    private void look() {
        ProbeContext beside;
        try {
            beside = Evaluation.beside(context);
        } catch (IllegalStateException e) {
            // The attempt has just ended.
            return;
        }
        try {
            Problem found = Evaluation.whyItIsLate(beside).orElse(null);
            late = found == null ? null : besides(found, beside);
        } catch (Throwable e) {
            late = besides(Evaluation.diagnosis(beside).of(e), beside);
        }
    }

    private static Problem besides(Problem found, ProbeContext beside) {
        Problem problem = Evaluation.withTrail(found, beside, 0, 1);
        List<Fact> facts = new ArrayList<>(problem.facts());
        if (problem != found) {
            // What the attempt itself tried comes before it.
            facts.set(0, Fact.of("beside", facts.get(0).text()));
        }
        return Problem.of(problem.code(), problem.summary(), facts);
    }

    /** What was found by that; null if nothing was. */
    Problem whyItIsLate() {
        return late;
    }

    /** Leaves the thread behind: closes what it has open, then interrupts it. Returns where it hangs. */
    StackTraceElement[] abandon() {
        StackTraceElement[] frames = getStackTrace();
        Evaluation.closeFromOutside(context);
        interrupt();
        return frames;
    }

    synchronized Object value() {
        return value;
    }

    synchronized Problem problem() {
        return problem;
    }

    /** Where attempts that have ended wait for the thread that runs the suite. */
    static final class Mailbox {
        private final ArrayDeque<Attempt> ended = new ArrayDeque<>();

        synchronized void put(Attempt attempt) {
            ended.add(attempt);
            notifyAll();
        }

        /** Takes out an attempt that has ended, waiting for one until a moment; null if none has by then. */
        synchronized Attempt take(long until) throws InterruptedException {
            while (ended.isEmpty()) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                wait(left / 1_000_000L, (int) (left % 1_000_000L));
            }
            return ended.poll();
        }
    }
}
