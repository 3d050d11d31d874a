package dev.preflight.check;

import dev.preflight.deploy.Deployment;
import dev.preflight.diagnosis.Diagnosis;
import dev.preflight.diagnosis.ExceptionText;
import dev.preflight.diagnosis.Failing;
import dev.preflight.problem.CheckFailedException;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.text.NearMiss;
import dev.preflight.text.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * What the code of a check sees of the run: its inputs, the time it has, and where to register what it opens.
 *
 * <p>A context belongs to one attempt of one check. It may be used from several threads.
 */
public final class ProbeContext {
    private static final long MOST_MARGIN_NANOS = 50_000_000L;

    private final Check<?> check;
    private final Evaluation run;
    private final long deadline;
    private final Map<Check<?>, Object> inputs = new IdentityHashMap<>();
    private final List<Problem> warnings = new ArrayList<>(0);
    private final List<Rung> rungs = new ArrayList<>(0);
    private final Resources resources;
    private Evidence evidence = Evidence.NONE;
    private String target = "";
    private String trying = "";
    private long rungStart;
    /** What the code of the check was told that asked for an input which is none; null if it did not. */
    private RuntimeException refusal;

    private String remedy = "";

    ProbeContext(Check<?> check, Evaluation run, Map<Check<?>, Object> values, long deadline) {
        this.check = check;
        this.run = run;
        this.deadline = deadline;
        this.resources = new Resources(check);
        this.rungStart = System.nanoTime();
        for (Check<?> input : check.settings().needs()) {
            inputs.put(input, values.get(input));
        }
    }

    /**
     * The verified value of an input.
     *
     * @param input a check that this one {@linkplain Check#needs needs}
     * @param <V> the type of the value
     * @return the value
     * @throws IllegalArgumentException if {@code input} was not declared to be an input
     * @throws NoSuchElementException if the input passed and has no value
     */
    public <V> V get(Check<V> input) {
        Optional<V> value = find(input);
        if (value.isEmpty()) {
            throw new NoSuchElementException(input.id() + " has no value");
        }
        return value.get();
    }

    /**
     * The verified value of an input, if it has one.
     *
     * @param input a check that this one {@linkplain Check#needs needs}
     * @param <V> the type of the value
     * @return the value, empty if the input passed and has none
     * @throws IllegalArgumentException if {@code input} was not declared to be an input
     */
    @SuppressWarnings("unchecked")
    public <V> Optional<V> find(Check<V> input) {
        if (!inputs.containsKey(Objects.requireNonNull(input, "input"))) {
            throw undeclared(check, input);
        }
        return Optional.ofNullable((V) inputs.get(input));
    }

    private synchronized RuntimeException undeclared(Check<?> asking, Check<?> input) {
        refusal = new IllegalArgumentException(
                asking.id() + " asks for " + input.id() + " and has not declared needs(...) of it");
        remedy = "add .needs(" + input.name() + ") to " + asking.id();
        return refusal;
    }

    /** What mends the code that an exception was thrown at for an input that is none; null for any other exception. */
    synchronized String remedy(Throwable thrown) {
        return refusal != null && thrown == refusal ? remedy : null;
    }

    /**
     * The name of the check that this is an attempt of.
     *
     * @return the name
     */
    public String name() {
        return check.name();
    }

    /**
     * Where the run looks.
     *
     * @return the deployment
     */
    public Deployment deployment() {
        return run.deployment();
    }

    /**
     * How much of the attempt's time is left. Give it to clients as their own timeout, so that they end by themselves
     * and say why.
     *
     * @return the time, one millisecond at the least
     */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(1_000_000L, deadline - System.nanoTime()));
    }

    /**
     * Registers something that the check opens: it is closed when the attempt ends, and when it does not end in time
     * it is closed from outside, which frees a thread that an interrupt cannot reach.
     *
     * @param resource a socket, a connection, a client
     * @param <R> the type of the resource
     * @return {@code resource}
     * @throws NullPointerException if {@code resource} is null
     * @throws IllegalStateException if the attempt is over; the resource is closed then
     */
    public <R extends AutoCloseable> R register(R resource) {
        resources.add(Objects.requireNonNull(resource, "resource"));
        return resource;
    }

    /**
     * Says what is being reached, for the report.
     *
     * @param text such as {@code payments:8443}; must not hold credentials
     * @throws NullPointerException if {@code text} is null
     */
    public synchronized void target(String text) {
        target = Objects.requireNonNull(text, "text");
    }

    /**
     * Says which step comes next. If the attempt ends before {@link #held}, this is where it broke.
     *
     * @param rung the step, such as {@code TCP}
     * @throws NullPointerException if {@code rung} is null
     */
    public synchronized void trying(String rung) {
        trying = Objects.requireNonNull(rung, "rung");
        rungStart = System.nanoTime();
    }

    /**
     * Says that the step that was being tried held.
     *
     * @param detail what came of it, such as an address; may be empty
     * @throws NullPointerException if {@code detail} is null
     */
    public synchronized void held(String detail) {
        rungs.add(Rung.of(trying, detail, Duration.ofNanos(System.nanoTime() - rungStart)));
        trying = "";
    }

    /**
     * Adds a warning, which does not keep the check from passing.
     *
     * @param problem what is not as it should be
     * @throws NullPointerException if {@code problem} is null
     */
    public synchronized void warn(Problem problem) {
        warnings.add(Objects.requireNonNull(problem, "problem"));
    }

    /**
     * Tells the run of a secret that it has not read itself, so that it is kept out of everything that leaves the run.
     *
     * @param secret the secret
     * @throws NullPointerException if {@code secret} is null
     */
    public void secret(String secret) {
        run.secrets().add(Objects.requireNonNull(secret, "secret"));
    }

    /**
     * Tells the run of what is secret in a URL or a connection string that it has not read itself: the user-info, and
     * parameters such as {@code password=}.
     *
     * @param url the text, which is not secret as a whole
     * @throws NullPointerException if {@code url} is null
     */
    public void secretsIn(String url) {
        run.secrets().addCredentials(Objects.requireNonNull(url, "url"));
        if (url.indexOf("://") > 0 && !hasSecretParts(check)) {
            run.secrets().addOpenUrl(url);
        }
    }

    /** Whether a part of the address of a check may come from a secret that is no password. */
    static boolean hasSecretParts(Check<?> check) {
        for (Check<?> input : check.settings().needs()) {
            if (input.settings().secret() && check instanceof Probe<?> probe && probe.role(input) != Role.PASSWORD) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes text that others wrote fit for a report: without secrets and pieces of them, escaped, in one line of 300
     * characters at most.
     *
     * @param text an exception's message, the banner of a server
     * @return the text as it may be shown
     * @throws NullPointerException if {@code text} is null
     */
    public String outside(String text) {
        return ExceptionText.outside(text, secrets());
    }

    /**
     * The names among some that somebody may have meant instead of another, for did-you-mean.
     *
     * @param wanted the name that is not there
     * @param names the names that are there
     * @return three names at the most, the nearest first
     * @throws NullPointerException if an argument is null
     */
    public List<String> near(String wanted, Collection<String> names) {
        return NearMiss.of(wanted, names);
    }

    /**
     * Classifies an exception as the run would if the check threw it, so that facts can be added to the problem.
     *
     * @param thrown an exception
     * @return the problem that it stands for
     * @throws NullPointerException if {@code thrown} is null
     */
    public Problem problem(Throwable thrown) {
        return new Diagnosis(failing()).of(Objects.requireNonNull(thrown, "thrown"));
    }

    /**
     * The names of the variables among the inputs that may be wrong where a problem has a code, by their
     * {@linkplain Probe#role roles}.
     *
     * @param code the code of the problem
     * @return the names, in the order in which the inputs were declared; none where no input has a role
     * @throws NullPointerException if {@code code} is null
     */
    public List<String> toCorrect(Code code) {
        return atFault(Objects.requireNonNull(code, "code"));
    }

    /**
     * Runs another probe as a part of this one. Its inputs must be inputs of this one too. What it opens is closed when
     * it ends, or from outside when this attempt ends.
     *
     * @param part the other probe
     * @param <V> the type of its value
     * @return its value, empty if it has none
     * @throws NullPointerException if {@code part} is null
     * @throws CheckFailedException with its problem, if it fails
     */
    public <V> Optional<V> run(Probe<V> part) {
        return run(part, null);
    }

    /**
     * Runs another probe as a part of this one, and tells when it has passed: before what it opened is closed, which may
     * take its time and changes nothing of that.
     *
     * @param part the other probe
     * @param passed called on this thread once the part has passed; null for nothing
     * @param <V> the type of its value
     * @return its value, empty if it has none
     * @throws NullPointerException if {@code part} is null
     * @throws CheckFailedException with its problem, if it fails
     */
    public <V> Optional<V> run(Probe<V> part, Runnable passed) {
        // A part ends a little earlier than the whole, so that it can say itself what was slow.
        long margin = Math.min(MOST_MARGIN_NANOS, Math.max(0, deadline - System.nanoTime()) / 20);
        ProbeContext inner = new ProbeContext(part, run, inputs, deadline - margin);
        register(new AutoCloseable() {
            @Override
            public void close() {
                inner.resources.closeFromOutside();
            }
        });
        try {
            for (Check<?> input : part.settings().needs()) {
                if (!inputs.containsKey(input)) {
                    throw inner.undeclared(check, input);
                }
            }
            Optional<V> value = Optional.ofNullable(part.evaluate(inner));
            if (passed != null) {
                passed.run();
            }
            return value;
        } catch (Throwable e) {
            throw Trail.before(new Diagnosis(inner.failing()).of(e), inner, 0, 1)
                    .asException();
        } finally {
            inner.resources.close();
            synchronized (this) {
                warnings.addAll(inner.warnings());
            }
        }
    }

    /**
     * Runs another probe in the place of this one: what it tries, opens and warns of counts as this one's. Its inputs
     * must be inputs of this one too.
     *
     * @param other the other probe
     * @param <V> the type of its value
     * @return its value, empty if it has none
     * @throws NullPointerException if {@code other} is null
     * @throws Exception what the other probe throws
     */
    public <V> Optional<V> runInstead(Probe<V> other) throws Exception {
        return Optional.ofNullable(other.evaluate(this));
    }

    /** A context for what looks at the same thing meanwhile: with a way of its own, closed together with this one. */
    ProbeContext beside() {
        ProbeContext beside = new ProbeContext(check, run, inputs, deadline - MOST_MARGIN_NANOS);
        beside.target = target();
        register(new AutoCloseable() {
            @Override
            public void close() {
                beside.resources.closeFromOutside();
            }
        });
        return beside;
    }

    Secrets secrets() {
        return run.secrets();
    }

    /** What is known of the check now that it fails. */
    Failing failing() {
        List<String> addresses = new ArrayList<>();
        List<String> logins = new ArrayList<>();
        for (Check<?> input : check.settings().needs()) {
            if (input instanceof EnvVar<?>) {
                logins.add(input.name());
                // What is secret is a login, and a login does not decide whether something answers.
                if (!input.settings().secret()) {
                    addresses.add(input.name());
                }
            }
        }
        return new Failing(
                check.kind(),
                check.name(),
                check instanceof Probe<?>,
                check.settings().phase() == Phase.OFFLINE,
                addresses,
                logins,
                this::atFault,
                this::remedy,
                check.settings().configuredBy(),
                rungs(),
                trying(),
                secrets());
    }

    /** The variables that may be wrong, by their roles; none where no input has one. */
    private List<String> atFault(Code code) {
        List<String> names = new ArrayList<>();
        if (check instanceof Probe<?> probe) {
            for (Check<?> input : check.settings().needs()) {
                if (input instanceof EnvVar<?> && probe.role(input).isAtFault(code)) {
                    names.add(input.name());
                }
            }
            for (Check<?> input : names.isEmpty() ? check.settings().needs() : List.<Check<?>>of()) {
                // A URL may hold what has no variable of its own.
                if (input instanceof EnvVar<?> && probe.role(input) == Role.ADDRESS) {
                    names.add(input.name());
                }
            }
        }
        return names;
    }

    DirectoryNames listings() {
        return run.listings();
    }

    /** Remembers what must not be shown of a text that was found for a variable. */
    void remember(EnvVar<?> variable, String text) {
        run.remember(variable, text);
    }

    /** The names of variables or properties that are set and that no check of the suite declares. */
    NearMiss undeclared(String kind) {
        return run.undeclared(kind);
    }

    Evaluation run() {
        return run;
    }

    Check<?> check() {
        return check;
    }

    Resources resources() {
        return resources;
    }

    synchronized List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** Says what a check of a deployment that is about to ship is held against. */
    synchronized void evidence(Evidence found) {
        evidence = found;
    }

    synchronized Evidence evidence() {
        return evidence;
    }

    synchronized List<Rung> rungs() {
        return List.copyOf(rungs);
    }

    synchronized String target() {
        return target;
    }

    synchronized String trying() {
        return trying;
    }
}
