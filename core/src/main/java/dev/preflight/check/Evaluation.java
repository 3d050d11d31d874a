package dev.preflight.check;

import dev.preflight.deploy.Deployment;
import dev.preflight.diagnosis.Diagnosis;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.text.Amounts;
import dev.preflight.text.NearMiss;
import dev.preflight.text.Secrets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all checks of one run share (where they look, what must not be shown, which names are declared), and the door
 * through which the run evaluates them.
 *
 * <p><b>Machinery.</b> It is public for the packages of this library only; applications use {@code Preflight.run()}.
 */
@SuppressWarnings("exports")
public final class Evaluation {
    private final List<Check<?>> checks;
    private final Deployment deployment;
    private final Secrets secrets = new Secrets();
    private DirectoryNames listings;
    private long end = System.nanoTime() + Long.MAX_VALUE / 2;
    private Duration limit = Duration.ZERO;
    private final Map<String, NearMiss> undeclared = new HashMap<>(2);

    /**
     * Begins a run: learns what is secret before the first check can say it.
     *
     * @param checks the checks of the suite
     * @param deployment where they look
     */
    public Evaluation(List<Check<?>> checks, Deployment deployment) {
        this.checks = checks;
        this.deployment = deployment;
        for (Check<?> check : checks) {
            // Known before the first check runs, so that no problem of another check can show one.
            if (check instanceof EnvVar<?> variable) {
                remember(variable, value(variable, variable.name()));
                for (String oldName : variable.spec().oldNames()) {
                    remember(variable, value(variable, oldName));
                }
                Object fallback = variable.spec().fallback();
                remember(variable, fallback == null ? null : String.valueOf(fallback));
            }
        }
    }

    /**
     * Bounds the run, before its first check.
     *
     * @param deadline the {@link System#nanoTime} at which it must have ended
     * @param declared how long that is from its start
     */
    public void endsAt(long deadline, Duration declared) {
        end = deadline;
        limit = declared;
    }

    /** The {@link System#nanoTime} at which the run must have ended. */
    long end() {
        return end;
    }

    /** Whether that moment has come. */
    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /** The problem of what has not ended by then. */
    Problem late() {
        return Problem.of(Code.CHECK_TIMEOUT, "no end before the deadline of the run, " + Amounts.took(limit));
    }

    /**
     * Settings with another timeout, which an operator may know better than the code.
     *
     * @param settings the settings of a check
     * @param limit how long one attempt may take, more than zero
     * @return the settings with that timeout
     */
    public static Settings timeout(Settings settings, Duration limit) {
        return settings.timeout(limit);
    }

    /**
     * Settings with another time in which transient problems are tried again.
     *
     * @param settings the settings of a check
     * @param time how long after the first attempt another one may start; more than zero
     * @return the settings with that time
     */
    public static Settings retryFor(Settings settings, Duration time) {
        return settings.retryFor(time);
    }

    /** Remembers what must not be shown of a text that a variable has, or may have. */
    void remember(EnvVar<?> variable, String text) {
        if (text != null) {
            if (variable.settings().secret()) {
                secrets.add(text);
            } else if (text.indexOf("://") > 0) {
                secrets.addOpenUrl(text);
            }
            secrets.addCredentials(text);
        }
    }

    private String value(EnvVar<?> variable, String name) {
        return (variable.kind().equals(EnvVar.ENV) ? deployment.variable(name) : deployment.property(name))
                .orElse(null);
    }

    /**
     * Where the checks look.
     *
     * @return the deployment
     */
    public Deployment deployment() {
        return deployment;
    }

    /**
     * What must not be shown.
     *
     * @return the secrets that are known so far
     */
    public Secrets secrets() {
        return secrets;
    }

    /**
     * What is wrong with the deployment itself, with nothing in it of what checks declare as secret.
     *
     * @return the problems
     */
    public List<Problem> notices() {
        return deployment.sight().ships() ? deployment.sight().notices(secretVariables()) : List.of();
    }

    /** The names under which checks look for secrets. */
    private Set<String> secretVariables() {
        Set<String> names = new HashSet<>();
        for (Check<?> check : checks) {
            if (check instanceof EnvVar<?> variable && variable.settings().secret()) {
                names.add(variable.name());
                names.addAll(variable.spec().oldNames());
            }
        }
        return names;
    }

    /**
     * Begins one attempt of one check.
     *
     * @param check the check
     * @param values what was verified so far
     * @param deadline the {@link System#nanoTime} at which it should have ended
     * @return the context that the attempt runs in
     */
    public ProbeContext begin(Check<?> check, Map<Check<?>, Object> values, long deadline) {
        return new ProbeContext(check, this, values, deadline);
    }

    /**
     * Tells the run of a part of an address that is no secret.
     *
     * @param attempt the attempt
     * @param part such as the name of a user
     */
    public static void open(ProbeContext attempt, String part) {
        attempt.secrets().addOpen(part);
    }

    /**
     * Takes secrets, and pieces of them, out of text of others that is cut and escaped later.
     *
     * @param attempt the attempt
     * @param text the text
     * @return the text without secrets, as raw as before
     */
    public static String scrubbed(ProbeContext attempt, String text) {
        return attempt.secrets().scrubPieces(text);
    }

    /**
     * Verifies what the check of an attempt declares.
     *
     * @param attempt the attempt
     * @return the value, null if there is none
     * @throws Exception whatever says no
     */
    public static Object evaluate(ProbeContext attempt) throws Exception {
        return attempt.check().evaluate(attempt);
    }

    /**
     * Whether a check runs code of the application that is not to run on the thread of the suite.
     *
     * @param check an offline check
     * @return true for one that may hang
     */
    public static boolean isForeign(Check<?> check) {
        return check.isForeign() && !check.settings().onCallingThread();
    }

    /**
     * Makes a problem of what an attempt threw.
     *
     * @param attempt the attempt
     * @return what classifies it
     */
    public static Diagnosis diagnosis(ProbeContext attempt) {
        return new Diagnosis(attempt.failing());
    }

    /**
     * The problem that an exception of an attempt stands for.
     *
     * @param attempt the attempt
     * @param thrown what it threw
     * @return the problem
     */
    public static Problem problem(ProbeContext attempt, Throwable thrown) {
        return diagnosis(attempt).of(thrown);
    }

    /**
     * The check of an attempt.
     *
     * @param attempt the attempt
     * @return the check
     */
    public static Check<?> check(ProbeContext attempt) {
        return attempt.check();
    }

    /**
     * What passed with a remark.
     *
     * @param attempt the attempt
     * @return the warnings so far
     */
    public static List<Problem> warnings(ProbeContext attempt) {
        return attempt.warnings();
    }

    /**
     * The steps that held.
     *
     * @param attempt the attempt
     * @return the steps so far
     */
    public static List<Rung> rungs(ProbeContext attempt) {
        return attempt.rungs();
    }

    /**
     * What the check was held against.
     *
     * @param attempt the attempt
     * @return the evidence
     */
    public static Evidence evidence(ProbeContext attempt) {
        return attempt.evidence();
    }

    /**
     * Puts the way that the attempt went before what a problem says of itself.
     *
     * @param problem the problem
     * @param attempt the last attempt
     * @param nanos how long all attempts took
     * @param attempts how many there were
     * @return the problem with one more line
     */
    public static Problem withTrail(Problem problem, ProbeContext attempt, long nanos, int attempts) {
        return Trail.before(problem, attempt, nanos, attempts);
    }

    /**
     * Closes what an attempt that has ended by itself has left open, on this thread.
     *
     * @param attempt the attempt
     */
    public static void close(ProbeContext attempt) {
        attempt.resources().close();
    }

    /**
     * Closes what an attempt that hangs has open, without waiting for it.
     *
     * @param attempt the attempt
     */
    public static void closeFromOutside(ProbeContext attempt) {
        attempt.resources().closeFromOutside();
    }

    /**
     * Whether {@link #whyItIsLate} is to be asked of a check.
     *
     * @param check the check
     * @return true for a probe whose code may wait without a word
     */
    public static boolean canTellWhyItIsLate(Check<?> check) {
        return check instanceof Probe<?> probe && probe.canTellWhyItIsLate();
    }

    /**
     * A context for what looks at the same thing while an attempt waits.
     *
     * @param attempt the attempt
     * @return a context with a way of its own, closed together with the attempt
     * @throws IllegalStateException if the attempt has ended
     */
    public static ProbeContext beside(ProbeContext attempt) {
        return attempt.beside();
    }

    /**
     * Looks why an attempt takes so long.
     *
     * @param beside what {@link #beside} returned
     * @return the problem, empty if none is found
     * @throws Exception to be classified
     */
    public static Optional<Problem> whyItIsLate(ProbeContext beside) throws Exception {
        return ((Probe<?>) beside.check()).whyItIsLate(beside);
    }

    /**
     * Says a problem in the words of the check that it belongs to.
     *
     * @param problem the problem
     * @param attempt the attempt that failed
     * @return the same problem, with the same code
     */
    public static Problem told(Problem problem, ProbeContext attempt) {
        return attempt.check() instanceof Probe<?> probe ? probe.told(problem) : problem;
    }

    /**
     * Stands in a report for something that the tool which deploys is certain to refuse.
     *
     * @param about what is refused, such as {@code Deployment orders}
     * @param number how many there are about the same, this one included
     * @return a check that nobody declared
     */
    public static Check<?> refused(String about, int number) {
        return Refusal.of(about, number);
    }

    /**
     * Whether what a check says is written by this library, of parts that are no secrets.
     *
     * @param check the check
     * @return false for the code of others, and where a part of the address is itself a secret
     */
    public static boolean isOwn(Check<?> check) {
        return !(check instanceof Probe<?>)
                || check.getClass().getName().startsWith("dev.preflight.backend.")
                        && !ProbeContext.hasSecretParts(check);
    }

    /**
     * The probes of which one is enough for a check.
     *
     * @param check the check
     * @return the alternatives, none for most checks
     */
    public static List<Probe<?>> alternatives(Check<?> check) {
        return check.alternatives();
    }

    /** Made for the first file that is missing. */
    synchronized DirectoryNames listings() {
        if (listings == null) {
            listings = new DirectoryNames();
        }
        return listings;
    }

    /** The names that are set and that no check declares, for did-you-mean. */
    synchronized NearMiss undeclared(String kind) {
        NearMiss names = undeclared.get(kind);
        if (names == null) {
            names = new NearMiss(findUndeclared(kind));
            undeclared.put(kind, names);
        }
        return names;
    }

    private Collection<String> findUndeclared(String kind) {
        Set<String> names =
                new HashSet<>(kind.equals(EnvVar.ENV) ? deployment.variableNames() : deployment.propertyNames());
        for (Check<?> check : checks) {
            if (check instanceof EnvVar<?> variable && variable.kind().equals(kind)) {
                names.remove(variable.name());
                names.removeAll(variable.spec().oldNames());
                if (variable.spec().orFile()) {
                    names.remove(variable.name() + EnvLookup.FILE_SUFFIX);
                    for (String oldName : variable.spec().oldNames()) {
                        names.remove(oldName + EnvLookup.FILE_SUFFIX);
                    }
                }
            }
        }
        return names;
    }
}
