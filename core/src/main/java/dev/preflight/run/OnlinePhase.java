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
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Runs the online checks beside each other. One thread, the caller's, decides everything: it starts attempts, takes
 * their ends out of a mailbox, starts the next ones and abandons those that are late. The attempts share nothing. No
 * event is worth a walk through all checks, so that a thousand of them are as good as twenty.
 */
final class OnlinePhase {
    /** How much earlier an attempt is told to end than it is abandoned, so that it can say itself what was slow. */
    private static final long GRACE_NANOS = 50_000_000L;
    /** How many attempts of one check may hang before it is no longer tried beside them. */
    private static final int MOST_LEFT_BEHIND = 3;

    private final Ledger ledger;
    private final Evaluation evaluation;
    private final long deadline;
    private final Duration limit;
    /** Null until something is tried again. */
    private Backoff backoff;

    private final Attempt.Mailbox mailbox = new Attempt.Mailbox();
    private final List<Task> waiting = new ArrayList<>();
    /** What runs or pauses, the earliest due first. */
    private final TreeSet<Task> underWay = new TreeSet<>();

    private final Map<Attempt, Task> running = new IdentityHashMap<>();
    private boolean hasSettled = true;

    OnlinePhase(Ledger ledger, Evaluation evaluation, long deadline, Duration limit) {
        this.ledger = ledger;
        this.evaluation = evaluation;
        this.deadline = deadline;
        this.limit = limit;
    }

    /** One check on its way: waiting for inputs, running, or pausing before it is tried again. */
    private static final class Task implements Comparable<Task> {
        private final Check<?> check;
        private final Settings settings;
        private final int number;
        private Attempt attempt;
        private Problem problem;
        private ProbeContext last;
        private int attempts;
        /** Attempts that were left behind, which may hang for ever. */
        private final List<Attempt> leftBehind = new ArrayList<>(0);

        private long firstStart;
        /** The {@link System#nanoTime} from which on it is late if it runs, or tried again if it pauses. */
        private long due;
        /** The {@link System#nanoTime} to be abandoned at, while {@link #due} is when to look why it takes so long. */
        private long end;

        Task(Check<?> check, Settings settings, int number) {
            this.check = check;
            this.settings = settings;
            this.number = number;
        }

        /** Whether so many attempts hang that another one would only be one more. */
        private boolean isCrowded() {
            for (Iterator<Attempt> all = leftBehind.iterator(); all.hasNext(); ) {
                if (!all.next().isAlive()) {
                    all.remove();
                }
            }
            return leftBehind.size() >= MOST_LEFT_BEHIND;
        }

        @Override
        public int compareTo(Task other) {
            // A difference, since nanoTime may overflow.
            int earlier = Long.signum(due - other.due);
            return earlier == 0 ? Integer.compare(number, other.number) : earlier;
        }
    }

    /** Adds a check, and the settings that hold for it in this run. */
    void add(Check<?> check, Settings settings) {
        waiting.add(new Task(check, settings, waiting.size()));
    }

    /** Runs until every check is settled. Returns false if the thread was interrupted before. */
    boolean run() {
        while (true) {
            if (Thread.interrupted()) {
                giveUp(Code.CHECK_INTERRUPTED, "before the run was interrupted");
                return false;
            }
            startWhatIsReady();
            if (underWay.isEmpty()) {
                return true;
            }
            Attempt ended;
            try {
                ended = mailbox.take(earlier(underWay.first().due, deadline));
            } catch (InterruptedException e) {
                giveUp(Code.CHECK_INTERRUPTED, "before the run was interrupted");
                return false;
            }
            long now = System.nanoTime();
            if (ended != null) {
                end(ended, now);
            } else if (now - deadline >= 0) {
                giveUp(Code.CHECK_TIMEOUT, "before the deadline of the run, " + Amounts.took(limit));
            } else {
                attendToWhatIsDue(now);
            }
        }
    }

    /** Starts or settles what waits for nothing any more, which is looked for only after something was settled. */
    private void startWhatIsReady() {
        while (hasSettled && !waiting.isEmpty()) {
            hasSettled = false;
            for (Iterator<Task> left = waiting.iterator(); left.hasNext(); ) {
                Task task = left.next();
                if (ledger.isReady(task.check)) {
                    left.remove();
                    if (ledger.settleWithoutTrying(task.check)) {
                        hasSettled = true;
                    } else {
                        start(task);
                    }
                }
            }
        }
    }

    private void start(Task task) {
        long now = System.nanoTime();
        if (task.attempts == 0) {
            task.firstStart = now;
            ledger.started(task.check);
        }
        task.attempts++;
        long timeout = Arguments.nanos(task.settings.timeout());
        long untilDeadline = deadline - now;
        task.end = timeout < untilDeadline - GRACE_NANOS ? now + timeout + GRACE_NANOS : deadline;
        task.last = evaluation.begin(task.check, ledger.values(), task.end - GRACE_NANOS);
        task.due = Evaluation.canTellWhyItIsLate(task.check) ? now + (task.end - now) / 2 : task.end;
        task.attempt = new Attempt(task.last, mailbox);
        underWay.add(task);
        running.put(task.attempt, task);
        try {
            task.attempt.start();
        } catch (OutOfMemoryError e) {
            // The system gives no more threads; the check is at fault as little as what it looks at.
            task.attempt.decide(null, Evaluation.diagnosis(task.last).of(e));
            mailbox.put(task.attempt);
        }
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    /** Takes note of the end of an attempt, unless it was abandoned before. */
    private void end(Attempt attempt, long now) {
        Task task = running.get(attempt);
        if (task == null) {
            return;
        }
        forgetAttempt(task);
        if (attempt.problem() == null) {
            ledger.passed(task.last, attempt.value(), now - task.firstStart, task.attempts);
            hasSettled = true;
        } else {
            fail(task, attempt.problem(), now);
        }
    }

    private void forgetAttempt(Task task) {
        running.remove(task.attempt);
        underWay.remove(task);
        task.attempt = null;
    }

    private void fail(Task task, Problem problem, long now) {
        task.problem = problem;
        long retryFor = Arguments.nanos(task.settings.retryFor());
        if (problem.code().isTransient() && retryFor > 0) {
            task.due = now + pause(task);
            if (task.due - task.firstStart < retryFor && task.due - deadline < 0) {
                underWay.add(task);
                ledger.retrying(task.check, task.attempts, problem, task.due - now);
                return;
            }
        }
        settleAsFailed(task, now);
    }

    private long pause(Task task) {
        if (backoff == null) {
            backoff = Backoff.random();
        }
        long pace = Arguments.nanos(task.settings.every());
        return pace > 0 ? backoff.paced(pace) : backoff.pause(task.attempts);
    }

    private void settleAsFailed(Task task, long now) {
        ledger.failed(task.last, task.problem, now - task.firstStart, task.attempts);
        hasSettled = true;
    }

    private void attendToWhatIsDue(long now) {
        while (!underWay.isEmpty() && now - underWay.first().due >= 0) {
            Task task = underWay.first();
            if (task.attempt != null && task.due != task.end) {
                underWay.remove(task);
                task.due = task.end;
                underWay.add(task);
                task.attempt.lookWhyItIsLate();
            } else if (task.attempt != null) {
                abandon(task, Code.CHECK_TIMEOUT, "after " + Amounts.took(task.settings.timeout()), now);
            } else {
                underWay.remove(task);
                tryAgain(task, now);
            }
        }
    }

    private void tryAgain(Task task, long now) {
        if (!task.isCrowded()) {
            start(task);
            return;
        }
        // Until one of them ends, or there is no more time for another attempt.
        task.due = now + pause(task);
        if (task.due - task.firstStart < Arguments.nanos(task.settings.retryFor()) && task.due - deadline < 0) {
            underWay.add(task);
        } else {
            settleAsFailed(task, now);
        }
    }

    /** Leaves an attempt behind. If only its closing hangs, what it found before holds. */
    private void abandon(Task task, Code code, String reason, long now) {
        Attempt attempt = task.attempt;
        // Asked first, since an attempt whose sockets are closed fails for that.
        boolean decided = attempt.isDecided();
        StackTraceElement[] frames = attempt.abandon();
        if (decided) {
            end(attempt, now);
        } else {
            forgetAttempt(task);
            task.leftBehind.add(attempt);
            Problem why = attempt.whyItIsLate();
            if (why == null || code != Code.CHECK_TIMEOUT) {
                Problem hangs = Evaluation.diagnosis(task.last).hangs("no end " + reason, frames);
                why = Problem.of(code, hangs.summary(), hangs.facts());
            }
            fail(task, why, now);
        }
    }

    /** Settles everything that is left: what runs is abandoned, what pauses keeps its last problem. */
    private void giveUp(Code code, String reason) {
        long now = System.nanoTime();
        while (!underWay.isEmpty()) {
            Task task = underWay.first();
            if (task.attempt != null) {
                abandon(task, code, reason, now);
            } else {
                underWay.remove(task);
                settleAsFailed(task, now);
            }
        }
        while (!waiting.isEmpty()) {
            for (Iterator<Task> left = waiting.iterator(); left.hasNext(); ) {
                Task task = left.next();
                if (ledger.isReady(task.check)) {
                    left.remove();
                    if (!ledger.settleWithoutTrying(task.check)) {
                        ProbeContext context = evaluation.begin(task.check, ledger.values(), now);
                        ledger.failed(context, Problem.of(code, "not tried " + reason), 0, 0);
                    }
                }
            }
        }
    }
}
