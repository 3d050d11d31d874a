package dev.preflight.check;

import dev.preflight.Checks;
import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Sight;
import dev.preflight.problem.CheckFailedException;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A check that runs code: a lambda of {@link Checks#probe}, or one of the backends.
 *
 * <p>A probe is {@linkplain Phase#ONLINE online} unless {@link #offline()} says otherwise: it runs on a thread of its
 * own, beside the others, with a timeout for each attempt. Whatever it throws fails it and nothing else; exceptions are
 * classified by what they and their causes are, so that {@code probe("queue", () -> factory.newConnection().close())}
 * reports a refused connection as one.
 *
 * @param <T> the type of the verified value
 */
public abstract non-sealed class Probe<T> extends Check<T> {
    private static final int LONGEST_LINE = 500;

    /**
     * Makes a probe.
     *
     * @param kind what kind of thing is checked, such as {@code backend}
     * @param name the name of the check
     * @param settings the settings; {@link Settings#online} to begin with
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code kind} or {@code name} is blank or cannot be printed
     */
    protected Probe(String kind, String name, Settings settings) {
        super(kind, name, settings);
    }

    /**
     * Verifies what the probe is about.
     *
     * @param context the inputs, the time and the place to register what is opened
     * @return the verified value, or null if there is none
     * @throws Exception if it is not as it must be; a {@link CheckFailedException} says it best
     */
    protected abstract T verify(ProbeContext context) throws Exception;

    /**
     * The probes of which one is enough for this one. It is tried as long as one of them has its inputs; variables and
     * files that only others need may be missing then. Default: none, and every input must be there.
     *
     * @return the alternatives
     */
    @Override
    protected List<Probe<?>> alternatives() {
        return List.of();
    }

    /**
     * What a success proves, one thing a line, for the documentation, such as {@code logs in as orders}. No line may
     * hold a secret. Default: nothing is told.
     *
     * @return the lines
     */
    protected List<String> proves() {
        return List.of();
    }

    /**
     * What an input is to this probe, so that a remedy names those that may be wrong. Default: {@link Role#OTHER}.
     *
     * @param input a check that this one {@linkplain Check#needs needs}
     * @return its role
     */
    public Role role(Check<?> input) {
        return Role.OTHER;
    }

    /**
     * Whether {@link #whyItIsLate} is to be asked. Default: no.
     *
     * @return true for a probe whose code may wait without a word
     */
    protected boolean canTellWhyItIsLate() {
        return false;
    }

    /**
     * Looks why an attempt takes so long: called once half of its time is over, on a thread beside it. What it finds, or
     * throws, is reported where the attempt does not end in time, in place of where it hangs. Default: nothing is found.
     *
     * @param context for what it opens, and the steps that it takes
     * @return the problem, empty if none is found
     * @throws Exception to be classified like those of {@link #verify}
     */
    protected Optional<Problem> whyItIsLate(ProbeContext context) throws Exception {
        return Optional.empty();
    }

    /**
     * Says a problem of this probe in its own words, such as what to correct where it stands for something that is
     * configured elsewhere. Problems of a probe that did not end are told too. Default: the problem as it is.
     *
     * @param problem what went wrong
     * @return the same problem, with the same code
     */
    protected Problem told(Problem problem) {
        return problem;
    }

    /** {@inheritDoc} */
    @Override
    public final Declaration declaration() {
        List<String> lines = new ArrayList<>();
        for (String line : proves()) {
            lines.add(Printable.line(line, LONGEST_LINE));
        }
        return Declaration.of(lines);
    }

    @Override
    boolean isForeign() {
        return true;
    }

    @Override
    final T evaluate(ProbeContext context) throws Exception {
        if (context.deployment().sight().ships()
                && settings().phase() == Phase.OFFLINE
                && settings().needs().isEmpty()) {
            throw Sight.hidden(whereItLooks());
        }
        T value = verify(context);
        if (Boolean.FALSE.equals(value)) {
            throw no("answered false").asException();
        }
        return value;
    }

    /** The problem of a probe that says no. */
    final Problem no(String summary) {
        return Problem.of(settings().phase() == Phase.OFFLINE ? Code.PROBE_REJECTED : Code.PROBE_FAILED, summary);
    }

    /** Why a deployment that is about to ship does not show what an offline probe without inputs looks at. */
    String whereItLooks() {
        return "it looks at the process that runs it";
    }

    /** {@inheritDoc} */
    @Override
    public abstract Probe<T> with(Settings changed);

    /**
     * Runs the probe with the other offline checks: first, and one after the other, on a thread of its own unless
     * {@link #onCallingThread} says otherwise. For code that looks at nothing outside the process and its file system. The
     * deadline of the run binds it, and a timeout if one is declared. In a {@link Deployment} that is about
     * to ship it runs if it has inputs, and should look at nothing else.
     *
     * @return an offline probe
     */
    public Probe<T> offline() {
        return with(settings().in(Phase.OFFLINE));
    }

    /**
     * Bounds one attempt. Default: 3 seconds. The deadline of the run binds all the same.
     *
     * @param limit more than zero
     * @return a probe with that limit
     * @throws NullPointerException if {@code limit} is null
     * @throws IllegalArgumentException if {@code limit} is not more than zero
     */
    public Probe<T> timeout(Duration limit) {
        return with(settings().timeout(limit));
    }

    /**
     * Tries again while the problem is {@linkplain Code#isTransient() transient}, with pauses that grow exponentially
     * and are drawn at random, so that a thousand instances do not knock in step. Default: one attempt.
     *
     * @param time how long after the first attempt another one may start; more than zero
     * @return a probe that is tried again
     * @throws NullPointerException if {@code time} is null
     * @throws IllegalArgumentException if {@code time} is not more than zero
     */
    public Probe<T> retryFor(Duration time) {
        return with(settings().retryFor(time));
    }

    /**
     * Sets the pace of attempts under {@link #retryFor}: each pause is drawn at random from half of it to all of it.
     * Default: pauses that grow. A suite refuses a pace without {@link #retryFor}.
     *
     * @param pace more than zero
     * @return a probe with that pace
     * @throws NullPointerException if {@code pace} is null
     * @throws IllegalArgumentException if {@code pace} is not more than zero
     */
    public Probe<T> every(Duration pace) {
        return with(settings().every(pace));
    }

    /**
     * Says what to correct where the probe fails, if that is no variable that it has as an input: properties of a
     * framework, a section of a file. The report names it in the remedy, or in a line of its own.
     *
     * @param names such as {@code spring.data.redis}, in one line
     * @return a probe that says it
     * @throws NullPointerException if {@code names} is null
     * @throws IllegalArgumentException if {@code names} is blank or cannot be printed
     */
    public Probe<T> configuredBy(String names) {
        return with(settings().configuredBy(names));
    }

    /** {@inheritDoc} */
    @Override
    public Probe<T> describedAs(String text) {
        return with(settings().describedAs(text));
    }

    /** {@inheritDoc} */
    @Override
    public Probe<T> warnOnly() {
        return with(settings().asWarnOnly());
    }

    /** {@inheritDoc} */
    @Override
    public Probe<T> onCallingThread() {
        return with(settings().asOnCallingThread());
    }

    /** {@inheritDoc} */
    @Override
    public Probe<T> onlyIf(Condition condition) {
        return with(settings().onlyIf(condition));
    }

    /** {@inheritDoc} */
    @Override
    public Probe<T> needs(Check<?>... inputs) {
        return with(settings().needing(inputs));
    }

    /** A probe that runs a lambda. */
    static final class OfLambda<T> extends Probe<T> {
        private final Verification<? extends T> code;

        /** Makes one where only its users come by: the verifier loads a class whose instances become another's. */
        static <T> Probe<T> of(String name, Verification<? extends T> code) {
            return new OfLambda<>(name, Settings.online(), code);
        }

        OfLambda(String name, Settings settings, Verification<? extends T> code) {
            super("probe", name, settings);
            this.code = code;
        }

        @Override
        protected T verify(ProbeContext context) throws Exception {
            return code.verify(context);
        }

        @Override
        public Probe<T> with(Settings changed) {
            return new OfLambda<>(name(), changed, code);
        }
    }

    /** A probe that runs a lambda that takes nothing. */
    static final class OfCall<T> extends Probe<T> {
        private final Callable<? extends T> code;

        static <T> Probe<T> of(String name, Callable<? extends T> code) {
            return new OfCall<>(name, Settings.online(), code);
        }

        OfCall(String name, Settings settings, Callable<? extends T> code) {
            super("probe", name, settings);
            this.code = code;
        }

        @Override
        protected T verify(ProbeContext context) throws Exception {
            return code.call();
        }

        @Override
        public Probe<T> with(Settings changed) {
            return new OfCall<>(name(), changed, code);
        }
    }

    /** A probe that runs a lambda whose answer must be true. */
    static final class OfTruth extends Probe<Boolean> {
        private final Callable<?> code;

        static Probe<Boolean> of(String name, Callable<?> code) {
            return new OfTruth(name, Settings.online(), code);
        }

        OfTruth(String name, Settings settings, Callable<?> code) {
            super("probe", name, settings);
            this.code = code;
        }

        @Override
        protected Boolean verify(ProbeContext context) throws Exception {
            // Languages with weaker types than Java's put anything there.
            Object answer = code.call();
            if (answer instanceof Boolean) {
                return (Boolean) answer;
            }
            throw no(answer == null ? "answered null" : "answered neither true nor false")
                    .asException();
        }

        @Override
        public Probe<Boolean> with(Settings changed) {
            return new OfTruth(name(), changed, code);
        }
    }

    /** A probe that runs a lambda that takes and returns nothing. */
    static final class OfAction extends Probe<Void> {
        private final Action code;

        static Probe<Void> of(String name, Action code) {
            return new OfAction(name, Settings.online(), code);
        }

        OfAction(String name, Settings settings, Action code) {
            super("probe", name, settings);
            this.code = code;
        }

        @Override
        protected Void verify(ProbeContext context) throws Exception {
            code.run();
            return null;
        }

        @Override
        public Probe<Void> with(Settings changed) {
            return new OfAction(name(), changed, code);
        }
    }

    /** The version of the Java runtime. */
    static final class OfJava extends Probe<Runtime.Version> {
        private final int least;

        static Probe<Runtime.Version> of(int least) {
            return new OfJava(least, Settings.DEFAULT);
        }

        OfJava(int least, Settings settings) {
            super("java", Integer.toString(least), settings);
            this.least = least;
        }

        @Override
        boolean isForeign() {
            return false;
        }

        @Override
        String whereItLooks() {
            return "the machine brings along the Java runtime";
        }

        @Override
        protected Runtime.Version verify(ProbeContext context) {
            Runtime.Version version = Runtime.version();
            if (version.feature() < least) {
                throw Problem.of(Code.JAVA_VERSION, "older than " + least)
                        .found("Java " + version + " in " + System.getProperty("java.home"))
                        .fix("run with Java " + least + " or later")
                        .asException();
            }
            return version;
        }

        @Override
        protected List<String> proves() {
            return List.of("Java " + least + " or later");
        }

        @Override
        public Probe<Runtime.Version> with(Settings changed) {
            return new OfJava(least, changed);
        }
    }
}
