package dev.preflight.check;

import dev.preflight.Checks;
import dev.preflight.deploy.Deployment;
import dev.preflight.text.Arguments;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Says whether a check applies in a {@link Deployment}, and says so in words for the report and the documentation.
 *
 * <p>Made by {@link Checks#envEquals} and {@link Checks#envSet}, or by {@link #of} for anything else. Immutable.
 */
public final class Condition {
    private final String description;
    private final Predicate<Deployment> test;

    private Condition(String description, Predicate<Deployment> test) {
        this.description = description;
        this.test = test;
    }

    /**
     * Makes a condition of one's own.
     *
     * @param description what must hold, so that it reads well after "only if", such as {@code MAIL_MODE is 'smtp'}
     * @param test decides; called once a run at most for each check, on the thread that runs the suite
     * @return the condition
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code description} is blank or cannot be printed
     */
    public static Condition of(String description, Predicate<Deployment> test) {
        return new Condition(Arguments.oneLine("description", description), Objects.requireNonNull(test, "test"));
    }

    /**
     * The opposite.
     *
     * @return a condition that holds where this one does not
     */
    public Condition not() {
        return new Condition("not (" + description + ")", test.negate());
    }

    /**
     * Both.
     *
     * @param other the other condition
     * @return a condition that holds where both hold
     * @throws NullPointerException if {@code other} is null
     */
    public Condition and(Condition other) {
        return new Condition(description + " and " + other.description, test.and(other.test));
    }

    /**
     * Either.
     *
     * @param other the other condition
     * @return a condition that holds where one of the two holds
     * @throws NullPointerException if {@code other} is null
     */
    public Condition or(Condition other) {
        return new Condition("(" + description + " or " + other.description + ")", test.or(other.test));
    }

    /**
     * What must hold, in words.
     *
     * @return for example {@code MAIL_MODE is 'smtp'}
     */
    public String description() {
        return description;
    }

    /**
     * Decides.
     *
     * @param deployment where to look
     * @return whether the condition holds there
     */
    public boolean holds(Deployment deployment) {
        return test.test(deployment);
    }

    /** Returns {@link #description()}. */
    @Override
    public String toString() {
        return description;
    }
}
