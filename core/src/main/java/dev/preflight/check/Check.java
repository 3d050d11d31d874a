package dev.preflight.check;

import dev.preflight.Checks;
import dev.preflight.problem.CheckFailedException;
import dev.preflight.report.Outcome;
import dev.preflight.text.Arguments;
import java.util.List;

/**
 * One thing that an application needs in order to run, declared once.
 *
 * <p>A check is an immutable value: every method that changes something returns another check. The value is also the
 * key to what was verified, so keep it in a constant:
 *
 * <pre>{@code
 * static final EnvVar<Integer> PORT = env("PORT").port().orElse(8080);
 * …
 * int port = verified.get(PORT);
 * }</pre>
 *
 * <p>Checks are made by {@link Checks} and {@code dev.preflight.backend.Backends}; {@link Checks#probe} takes a lambda
 * for everything that has no check of its own.
 *
 * @param <T> the type of the verified value
 */
public abstract sealed class Check<T> permits EnvVar, ConfigFile, Directory, Probe {
    private final String kind;
    private final String name;
    private final Settings settings;

    Check(String kind, String name, Settings settings) {
        this.kind = Arguments.oneLine("kind", kind);
        this.name = Arguments.oneLine("name", kind, name);
        this.settings = settings;
    }

    /**
     * What kind of thing is checked: {@code env}, {@code property}, {@code file}, {@code directory}, {@code backend},
     * {@code probe} or {@code java}.
     *
     * @return the kind
     */
    public final String kind() {
        return kind;
    }

    /**
     * The name, which is unique among the checks of one kind in a suite.
     *
     * @return for example {@code DATABASE_URL}
     */
    public final String name() {
        return name;
    }

    /**
     * Kind and name, as they stand in the report.
     *
     * @return for example {@code env DATABASE_URL}
     */
    public final String id() {
        return kind + " " + name;
    }

    /**
     * What the check was told beyond what it looks at.
     *
     * @return the settings
     */
    public final Settings settings() {
        return settings;
    }

    /**
     * What the check was told of what it looks at, for documentation. Nothing is looked at.
     *
     * @return the declaration in words, with nothing secret in it
     */
    public abstract Declaration declaration();

    /**
     * The same check with other settings.
     *
     * @param changed the settings
     * @return a check that differs in its settings
     */
    public abstract Check<T> with(Settings changed);

    /**
     * Says what the thing is for; shown in the report and in the documentation.
     *
     * @param text one line, such as {@code orders database}
     * @return a check with that description
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if {@code text} is blank, longer than 500 characters or cannot be printed
     */
    public Check<T> describedAs(String text) {
        return with(settings.describedAs(text));
    }

    /**
     * Lets the boot go on when the check fails; the failure is reported as a warning. This is not the same as
     * {@code optional()}, which lets a thing be absent and fails when it is there and wrong.
     *
     * @return a check that only warns
     */
    public Check<T> warnOnly() {
        return with(settings.asWarnOnly());
    }

    /**
     * Makes the check apply only where a condition holds; elsewhere it is {@linkplain Outcome#INACTIVE inactive}. With
     * several conditions all must hold.
     *
     * @param condition the condition
     * @return a check that applies only then
     * @throws NullPointerException if {@code condition} is null
     */
    public Check<T> onlyIf(Condition condition) {
        return with(settings.onlyIf(condition));
    }

    /**
     * Runs an offline check on the thread that runs the suite, even where it runs code of the application: for code that
     * is bound to its thread, such as what a thread-local variable, a transaction or a lock is about. Nothing bounds its
     * time there. Default: such code runs on a thread of its own, and is left behind at the deadline of the run. Online
     * checks take no notice.
     *
     * @return a check that runs there
     */
    public Check<T> onCallingThread() {
        return with(settings.asOnCallingThread());
    }

    /**
     * Makes other checks inputs of this one: they join the suite by themselves and run first, and where one of them
     * fails this one is skipped, since there is one root cause and there should be one failure.
     *
     * @param inputs the checks that must hold first
     * @return a check with these inputs, added to those it has
     * @throws NullPointerException if an input is null
     */
    public Check<T> needs(Check<?>... inputs) {
        return with(settings.needing(inputs));
    }

    /**
     * Verifies what was declared.
     *
     * @return the value, null where an optional thing is absent
     * @throws Exception whatever says no; a {@link CheckFailedException} says it best
     */
    abstract T evaluate(ProbeContext context) throws Exception;

    /** Whether it runs code of the application, which may hang. */
    boolean isForeign() {
        return false;
    }

    /** Of which one must have its inputs, for a check that has alternatives. */
    List<Probe<?>> alternatives() {
        return List.of();
    }

    /** Names the check and no value. */
    @Override
    public final String toString() {
        return id();
    }
}
