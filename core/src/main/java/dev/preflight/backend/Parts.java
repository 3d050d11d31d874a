package dev.preflight.backend;

import dev.preflight.CheckFailedException;
import dev.preflight.Code;
import dev.preflight.Fact;
import dev.preflight.Probe;
import dev.preflight.ProbeContext;
import dev.preflight.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Several probes that are parts of one, run beside each other: hosts of a cluster, or alternatives. */
final class Parts {
    private static final Problem NONE = Problem.of(Code.PROBE_FAILED, "");
    private static final long MARGIN_MILLIS = 10;

    private final List<? extends Probe<?>> parts;

    Parts(List<? extends Probe<?>> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Runs all parts and demands that enough of them pass; those that do not become warnings.
     *
     * @throws CheckFailedException if too few pass
     * @throws InterruptedException if the attempt is abandoned
     */
    void require(int atLeast, ProbeContext context) throws InterruptedException {
        List<Problem> problems = run(context);
        int passed = 0;
        for (Problem problem : problems) {
            passed += problem == NONE ? 1 : 0;
        }
        if (passed < atLeast) {
            throw tooFew(problems, passed, atLeast).asException();
        }
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            if (problem != NONE) {
                context.warn(
                        new Problem(problem.code(), parts.get(i).name() + ": " + problem.summary(), problem.facts()));
            }
        }
    }

    /** Whether this is no problem, but what a part that passes has in its place. */
    static boolean isNone(Problem problem) {
        return problem == NONE;
    }

    /** Runs all parts beside each other and tells the problem of each; see {@link #isNone}. */
    List<Problem> run(ProbeContext context) throws InterruptedException {
        AtomicReferenceArray<Problem> ended = new AtomicReferenceArray<>(parts.size());
        // Registered before anything that the parts open, so it is closed after that: a socket first, then its thread.
        Stragglers stragglers = context.register(new Stragglers());
        CountDownLatch latch = new CountDownLatch(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            int index = i;
            Thread thread = new Thread(
                    "preflight-" + context.name() + "-" + parts.get(i).name()) {
                @Override
                public void run() {
                    ended.set(index, problemOf(parts.get(index), context));
                    latch.countDown();
                }
            };
            thread.setDaemon(true);
            stragglers.add(thread);
            thread.start();
        }
        long limit = context.remaining().toMillis();
        boolean all = latch.await(Math.max(1, limit - MARGIN_MILLIS), TimeUnit.MILLISECONDS);
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Problem problem = ended.get(i);
            problems.add(problem != null || all ? problem : late(parts.get(i)));
        }
        return problems;
    }

    private static Problem problemOf(Probe<?> part, ProbeContext context) {
        try {
            context.run(part);
            return NONE;
        } catch (CheckFailedException e) {
            return e.problem();
        } catch (IllegalStateException e) {
            // The attempt is over, and nobody reads this.
            return late(part);
        }
    }

    private static Problem late(Probe<?> part) {
        return Problem.of(Code.BACKEND_TIMEOUT, "no answer in time").fix("start " + part.name());
    }

    /** The threads of parts, of which those that still run when the attempt ends are interrupted. Thread-safe. */
    private static final class Stragglers implements AutoCloseable {
        private final List<Thread> threads = new ArrayList<>();

        synchronized void add(Thread thread) {
            threads.add(thread);
        }

        @Override
        public synchronized void close() {
            for (Thread thread : threads) {
                if (thread.isAlive()) {
                    thread.interrupt();
                }
            }
        }
    }

    private Problem tooFew(List<Problem> problems, int passed, int atLeast) {
        Code code = null;
        for (Problem problem : problems) {
            // One that may pass by itself makes another attempt worth while.
            if (problem != NONE && (code == null || problem.code().isTransient() && !code.isTransient())) {
                code = problem.code();
            }
        }
        Problem whole = Problem.of(
                code == null ? Code.BACKEND_FAILED : code,
                passed + " of " + parts.size() + " answer, and " + atLeast + " must");
        for (int i = 0; i < parts.size(); i++) {
            Problem problem = problems.get(i);
            String found = problem == NONE ? "answers" : inOneLine(problem);
            whole = whole.fact(i == 0 ? "tried" : "", parts.get(i).name() + ": " + found);
        }
        return whole.fix("start those that do not answer, or correct where they are");
    }

    private static String inOneLine(Problem problem) {
        StringBuilder out = new StringBuilder(problem.summary());
        for (Fact fact : problem.facts()) {
            String label = fact.label().toLowerCase(Locale.ROOT);
            if (!label.equals("fix")) {
                out.append("; ").append(fact.text());
            }
        }
        return out.append(" [").append(problem.code().id()).append(']').toString();
    }
}
