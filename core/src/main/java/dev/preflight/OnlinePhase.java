package dev.preflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the online checks beside each other. One thread, the caller's, decides everything: it starts attempts, takes
 * their ends out of a mailbox, starts the next ones and abandons those that are late. The attempts share nothing.
 */
final class OnlinePhase {
    /** How much earlier an attempt is told to end than it is abandoned, so that it can say itself what was slow. */
    private static final long GRACE_NANOS = 50_000_000L;

    private final Ledger ledger;
    private final Scene scene;
    private final long deadline;
    private final Duration limit;
    private final Backoff backoff;
    private final Attempt.Mailbox mailbox = new Attempt.Mailbox();
    private final List<Task> tasks = new ArrayList<>();

    OnlinePhase(Ledger ledger, Scene scene, long deadline, Duration limit, Backoff backoff) {
        this.ledger = ledger;
        this.scene = scene;
        this.deadline = deadline;
        this.limit = limit;
        this.backoff = backoff;
    }

    /** One check on its way: waiting for inputs, running, or pausing before it is tried again. */
    private static final class Task {
        private final Check<?> check;
        private final Settings settings;
        private Attempt running;
        private ProbeContext last;
        private Problem problem;
        private int attempts;
        private long firstStart;
        private long nextStart;

        Task(Check<?> check, Settings settings) {
            this.check = check;
            this.settings = settings;
        }

        boolean isPausing() {
            return running == null && attempts > 0;
        }
    }

    /** Adds a check, and the settings that hold for it in this run. */
    void add(Check<?> check, Settings settings) {
        tasks.add(new Task(check, settings));
    }

    /** Runs until every check is settled. Returns false if the thread was interrupted before. */
    boolean run() {
        while (true) {
            if (Thread.interrupted()) {
                giveUp(Code.CHECK_INTERRUPTED, "before the run was interrupted");
                return false;
            }
            startWhatIsReady();
            if (tasks.isEmpty()) {
                return true;
            }
            Attempt ended;
            try {
                ended = mailbox.take(nextEvent());
            } catch (InterruptedException e) {
                giveUp(Code.CHECK_INTERRUPTED, "before the run was interrupted");
                return false;
            }
            long now = System.nanoTime();
            if (ended != null) {
                end(ended, now);
            } else if (now - deadline >= 0) {
                giveUp(Code.CHECK_TIMEOUT, "before the deadline of the run, " + Amounts.took(limit));
                return true;
            } else {
                abandonWhatIsLate(now);
            }
        }
    }

    private void startWhatIsReady() {
        long now = System.nanoTime();
        boolean settled;
        do {
            settled = false;
            for (Task task : List.copyOf(tasks)) {
                if (task.isPausing()) {
                    if (now - task.nextStart >= 0) {
                        start(task);
                    }
                } else if (task.running == null && ledger.isReady(task.check)) {
                    if (ledger.settleWithoutTrying(task.check)) {
                        tasks.remove(task);
                        settled = true;
                    } else {
                        start(task);
                    }
                }
            }
        } while (settled);
    }

    private void start(Task task) {
        long now = System.nanoTime();
        if (task.attempts == 0) {
            task.firstStart = now;
            ledger.started(task.check);
        }
        task.attempts++;
        long timeout = Names.nanos(task.settings.timeout());
        long untilDeadline = deadline - now;
        long abandonAt = timeout < untilDeadline - GRACE_NANOS ? now + timeout + GRACE_NANOS : deadline;
        ProbeContext context = new ProbeContext(task.check, scene, ledger.values(), abandonAt - GRACE_NANOS);
        task.last = context;
        task.running = new Attempt(context, mailbox, abandonAt);
        try {
            task.running.start();
        } catch (OutOfMemoryError e) {
            // The system gives no more threads; the check is at fault as little as what it looks at.
            task.running.decide(null, new Diagnosis(context).of(e));
            mailbox.put(task.running);
        }
    }

    private long nextEvent() {
        long next = deadline;
        for (Task task : tasks) {
            if (task.running != null) {
                next = earlier(next, task.running.abandonAt());
            } else if (task.isPausing()) {
                next = earlier(next, task.nextStart);
            }
        }
        return next;
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    private void end(Attempt attempt, long now) {
        for (Task task : List.copyOf(tasks)) {
            if (task.running == attempt) {
                if (attempt.problem() == null) {
                    tasks.remove(task);
                    ledger.passed(attempt.context(), attempt.value(), now - task.firstStart, task.attempts);
                } else {
                    fail(task, attempt.problem(), now);
                }
            }
        }
    }

    private void fail(Task task, Problem problem, long now) {
        task.running = null;
        task.problem = problem;
        long retryFor = Names.nanos(task.settings.retryFor());
        if (problem.code().isTransient() && retryFor > 0) {
            long pace = Names.nanos(task.settings.every());
            task.nextStart = now + (pace > 0 ? backoff.paced(pace) : backoff.pause(task.attempts));
            if (task.nextStart - task.firstStart < retryFor && task.nextStart - deadline < 0) {
                ledger.retrying(task.check, task.attempts, problem, task.nextStart - now);
                return;
            }
        }
        settleAsFailed(task, problem, now);
    }

    private void settleAsFailed(Task task, Problem problem, long now) {
        tasks.remove(task);
        ledger.failed(task.last, problem, now - task.firstStart, task.attempts);
    }

    private void abandonWhatIsLate(long now) {
        for (Task task : List.copyOf(tasks)) {
            if (task.running != null && now - task.running.abandonAt() >= 0) {
                String reason = "after " + Amounts.took(task.settings.timeout());
                abandon(task, Code.CHECK_TIMEOUT, reason, now);
            }
        }
    }

    /** Leaves an attempt behind. If only its closing hangs, what it found before holds. */
    private void abandon(Task task, Code code, String reason, long now) {
        Attempt attempt = task.running;
        // Asked first, since an attempt whose sockets are closed fails for that.
        boolean decided = attempt.isDecided();
        StackTraceElement[] frames = attempt.abandon();
        if (decided) {
            end(attempt, now);
        } else {
            Problem hangs = new Diagnosis(task.last).hangs("no end " + reason, frames);
            fail(task, new Problem(code, hangs.summary(), hangs.facts()), now);
        }
    }

    /** Settles everything that is left: what runs is abandoned, what pauses keeps its last problem. */
    private void giveUp(Code code, String reason) {
        long now = System.nanoTime();
        while (!tasks.isEmpty()) {
            for (Task task : List.copyOf(tasks)) {
                if (task.running != null) {
                    abandon(task, code, reason, now);
                } else if (task.isPausing()) {
                    settleAsFailed(task, task.problem, now);
                } else if (ledger.isReady(task.check)) {
                    tasks.remove(task);
                    if (!ledger.settleWithoutTrying(task.check)) {
                        ProbeContext context = new ProbeContext(task.check, scene, ledger.values(), now);
                        ledger.failed(context, Problem.of(code, "not tried " + reason), 0, 0);
                    }
                }
            }
        }
    }
}
