package dev.preflight.backend.wire;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.CheckFailedException;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Several probes that are parts of one, run beside each other: hosts of a cluster, or alternatives. */
public final class ParallelProbes {
    private static final Problem NONE = Problem.of(Code.PROBE_FAILED, "");
    private static final long MARGIN_MILLIS = 10;
    /** However many parts there are; those beyond it are tried as others end. */
    private static final int MOST_THREADS = 64;

    private final List<? extends Probe<?>> parts;

    public ParallelProbes(List<? extends Probe<?>> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Runs all parts and demands that enough of them pass; those that do not become warnings.
     *
     * @throws CheckFailedException if too few pass
     * @throws InterruptedException if the attempt is abandoned
     */
    public void require(int atLeast, ProbeContext context) throws InterruptedException {
        List<Problem> problems = run(context, context.remaining().toMillis());
        int passed = 0;
        for (Problem problem : problems) {
            passed += problem == NONE ? 1 : 0;
        }
        if (passed < atLeast) {
            throw tooFew(problems, passed, atLeast, context).asException();
        }
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            if (problem != NONE) {
                context.warn(
                        Problem.of(problem.code(), parts.get(i).name() + ": " + problem.summary(), problem.facts()));
            }
        }
    }

    /** Whether this is no problem, but what a part that passes has in its place. */
    public static boolean isNone(Problem problem) {
        return problem == NONE;
    }

    /** Runs all parts beside each other and tells the problem of each; see {@link #isNone}. */
    public List<Problem> run(ProbeContext context) throws InterruptedException {
        return run(context, context.remaining().toMillis());
    }

    /**
     * Runs all parts for a part of the time at the most. Those that have not ended then run on, up to the end of the
     * attempt.
     *
     * @return what each came to; null for one that passed
     * @throws InterruptedException if the attempt is abandoned
     */
    public List<Problem> look(ProbeContext context, long millis) throws InterruptedException {
        List<Problem> problems = run(context, millis);
        for (int i = 0; i < problems.size(); i++) {
            problems.set(i, problems.get(i) == NONE ? null : problems.get(i));
        }
        return problems;
    }

    private List<Problem> run(ProbeContext context, long limit) throws InterruptedException {
        AtomicReferenceArray<Problem> ended = new AtomicReferenceArray<>(parts.size());
        // Registered before anything that the parts open, so it is closed after that: a socket first, then its thread.
        Stragglers stragglers = context.register(new Stragglers());
        CountDownLatch latch = new CountDownLatch(parts.size());
        AtomicInteger next = new AtomicInteger(Math.min(parts.size(), MOST_THREADS));
        for (int i = 0; i < Math.min(parts.size(), MOST_THREADS); i++) {
            int first = i;
            Thread thread = new Thread(
                    "preflight-" + context.name() + "-" + parts.get(i).name()) {
                @Override
                public void run() {
                    for (int index = first; index < parts.size(); index = next.getAndIncrement()) {
                        run(index);
                    }
                }

                private void run(int index) {
                    Problem problem = problemOf(parts.get(index), context, new Runnable() {
                        @Override
                        public void run() {
                            ended.set(index, NONE);
                            latch.countDown();
                        }
                    });
                    if (problem != NONE) {
                        ended.set(index, problem);
                        latch.countDown();
                    }
                }
            };
            thread.setDaemon(true);
            stragglers.add(thread);
            thread.start();
        }
        boolean all = latch.await(Math.max(1, limit - MARGIN_MILLIS), TimeUnit.MILLISECONDS);
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Problem problem = ended.get(i);
            problems.add(problem != null || all ? problem : late(parts.get(i)));
        }
        return problems;
    }

    private static Problem problemOf(Probe<?> part, ProbeContext context, Runnable passed) {
        try {
            context.run(part, passed);
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

    /** The problem that none answers, of what {@link #look} found. */
    public Problem tooFew(List<Problem> problems, ProbeContext context) {
        return tooFew(problems, 0, 1, context);
    }

    private Problem tooFew(List<Problem> problems, int passed, int atLeast, ProbeContext context) {
        Code code = null;
        for (Problem problem : problems) {
            // One that may pass by itself makes another attempt worth while.
            if (problem != NONE
                    && problem != null
                    && (code == null || problem.code().isTransient() && !code.isTransient())) {
                code = problem.code();
            }
        }
        Problem whole = Problem.of(
                code == null ? Code.BACKEND_FAILED : code,
                passed + " of " + parts.size() + " answer, and " + atLeast + " must");
        for (int i = 0; i < parts.size(); i++) {
            Problem problem = problems.get(i);
            String found = problem == NONE || problem == null ? "answers" : inOneLine(problem);
            whole = whole.fact(i == 0 ? "tried" : "", parts.get(i).name() + ": " + found);
        }
        List<String> names = context.toCorrect(whole.code());
        return whole.fix("start those that do not answer, or correct "
                + (names.isEmpty() ? "where they are" : String.join(" or ", names)));
    }

    /** A problem as a part of another. */
    public static String inOneLine(Problem problem) {
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
