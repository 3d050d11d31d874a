package dev.preflight.check;

import dev.preflight.text.Arguments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What every check can be told, whatever it looks at. The methods of {@link Check} are the way to set it. Immutable.
 */
public final class Settings {
    /** How long one attempt may take unless something else is declared: 3 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    static final Settings DEFAULT = new Settings(
            "",
            "",
            false,
            false,
            false,
            null,
            List.of(),
            DEFAULT_TIMEOUT,
            Duration.ZERO,
            Duration.ZERO,
            Phase.OFFLINE,
            false);

    private final String description;
    private final String configuredBy;
    private final boolean optional;
    private final boolean warnOnly;
    private final boolean secret;
    private final Condition condition;
    private final List<Check<?>> needs;
    private final Duration timeout;
    private final Duration retryFor;
    private final Duration every;
    private final Phase phase;
    private final boolean onCallingThread;

    private Settings(
            String description,
            String configuredBy,
            boolean optional,
            boolean warnOnly,
            boolean secret,
            Condition condition,
            List<Check<?>> needs,
            Duration timeout,
            Duration retryFor,
            Duration every,
            Phase phase,
            boolean onCallingThread) {
        this.description = description;
        this.configuredBy = configuredBy;
        this.optional = optional;
        this.warnOnly = warnOnly;
        this.secret = secret;
        this.condition = condition;
        this.needs = needs;
        this.timeout = timeout;
        this.retryFor = retryFor;
        this.every = every;
        this.phase = phase;
        this.onCallingThread = onCallingThread;
    }

    /**
     * The settings that an online check begins with: the defaults, and its inputs.
     *
     * @param inputs the checks whose values it takes
     * @return settings for the constructor of a {@link Probe}
     * @throws NullPointerException if an input is null
     */
    public static Settings online(Check<?>... inputs) {
        return DEFAULT.in(Phase.ONLINE).needing(inputs);
    }

    /**
     * What the thing is for.
     *
     * @return the description, empty if there is none
     */
    public String description() {
        return description;
    }

    /**
     * What to correct where the check fails and no variable is its input.
     *
     * @return such as the name of a property, empty for nothing
     */
    public String configuredBy() {
        return configuredBy;
    }

    /**
     * Whether the thing may be absent.
     *
     * @return true after {@code optional()} or with a default
     */
    public boolean optional() {
        return optional;
    }

    /**
     * Whether the boot goes on when the check fails.
     *
     * @return true after {@code warnOnly()}
     */
    public boolean warnOnly() {
        return warnOnly;
    }

    /**
     * Whether the value must never be shown.
     *
     * @return true after {@code secret()}
     */
    public boolean secret() {
        return secret;
    }

    /**
     * The condition under which the check applies.
     *
     * @return the condition, empty if the check always applies
     */
    public Optional<Condition> condition() {
        return Optional.ofNullable(condition);
    }

    /**
     * The checks whose values this one takes.
     *
     * @return the inputs, in the order in which they were declared
     */
    public List<Check<?>> needs() {
        return needs;
    }

    /**
     * How long one attempt may take. It binds online checks.
     *
     * @return a positive duration
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * How long a transient failure is tried again.
     *
     * @return the time from the first attempt, zero for one attempt
     */
    public Duration retryFor() {
        return retryFor;
    }

    /**
     * The pace of attempts.
     *
     * @return the time from one attempt to the next, zero for pauses that grow
     */
    public Duration every() {
        return every;
    }

    /**
     * When the check runs.
     *
     * @return the phase
     */
    public Phase phase() {
        return phase;
    }

    Settings describedAs(String text) {
        return new Settings(
                Arguments.oneLine("description", text),
                configuredBy,
                optional,
                warnOnly,
                secret,
                condition,
                needs,
                timeout,
                retryFor,
                every,
                phase,
                onCallingThread);
    }

    Settings configuredBy(String names) {
        return new Settings(
                description,
                Arguments.oneLine("names", names),
                optional,
                warnOnly,
                secret,
                condition,
                needs,
                timeout,
                retryFor,
                every,
                phase,
                onCallingThread);
    }

    Settings asOptional() {
        return new Settings(
                description,
                configuredBy,
                true,
                warnOnly,
                secret,
                condition,
                needs,
                timeout,
                retryFor,
                every,
                phase,
                onCallingThread);
    }

    Settings asWarnOnly() {
        return new Settings(
                description,
                configuredBy,
                optional,
                true,
                secret,
                condition,
                needs,
                timeout,
                retryFor,
                every,
                phase,
                onCallingThread);
    }

    Settings asSecret() {
        return new Settings(
                description,
                configuredBy,
                optional,
                warnOnly,
                true,
                condition,
                needs,
                timeout,
                retryFor,
                every,
                phase,
                onCallingThread);
    }

    Settings onlyIf(Condition added) {
        Objects.requireNonNull(added, "condition");
        Condition all = condition == null ? added : condition.and(added);
        return new Settings(
                description,
                configuredBy,
                optional,
                warnOnly,
                secret,
                all,
                needs,
                timeout,
                retryFor,
                every,
                phase,
                onCallingThread);
    }

    Settings needing(Check<?>... inputs) {
        List<Check<?>> all = new ArrayList<>(needs);
        for (Check<?> input : inputs) {
            if (!all.contains(Objects.requireNonNull(input, "input"))) {
                all.add(input);
            }
        }
        return new Settings(
                description,
                configuredBy,
                optional,
                warnOnly,
                secret,
                condition,
                List.copyOf(all),
                timeout,
                retryFor,
                every,
                phase,
                onCallingThread);
    }

    Settings timeout(Duration limit) {
        Arguments.positive("timeout", limit);
        return new Settings(
                description,
                configuredBy,
                optional,
                warnOnly,
                secret,
                condition,
                needs,
                limit,
                retryFor,
                every,
                phase,
                onCallingThread);
    }

    Settings retryFor(Duration time) {
        Arguments.positive("retryFor", time);
        return new Settings(
                description,
                configuredBy,
                optional,
                warnOnly,
                secret,
                condition,
                needs,
                timeout,
                time,
                every,
                phase,
                onCallingThread);
    }

    Settings every(Duration pace) {
        Arguments.positive("every", pace);
        return new Settings(
                description,
                configuredBy,
                optional,
                warnOnly,
                secret,
                condition,
                needs,
                timeout,
                retryFor,
                pace,
                phase,
                onCallingThread);
    }

    Settings in(Phase when) {
        return new Settings(
                description,
                configuredBy,
                optional,
                warnOnly,
                secret,
                condition,
                needs,
                timeout,
                retryFor,
                every,
                when,
                onCallingThread);
    }

    Settings asOnCallingThread() {
        return new Settings(
                description,
                configuredBy,
                optional,
                warnOnly,
                secret,
                condition,
                needs,
                timeout,
                retryFor,
                every,
                phase,
                true);
    }

    /**
     * Whether an offline check runs on the thread that runs the suite whatever it does.
     *
     * @return true after {@link Check#onCallingThread}
     */
    public boolean onCallingThread() {
        return onCallingThread;
    }
}
