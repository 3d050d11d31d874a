package dev.preflight;

import dev.preflight.check.Action;
import dev.preflight.check.Condition;
import dev.preflight.check.ConfigFile;
import dev.preflight.check.Declare;
import dev.preflight.check.Directory;
import dev.preflight.check.EnvVar;
import dev.preflight.check.FoundFile;
import dev.preflight.check.Probe;
import dev.preflight.check.Verification;
import dev.preflight.text.Arguments;
import dev.preflight.text.Printable;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Makes checks of what a process can see by itself, and of anything with a lambda. Import it statically:
 *
 * <pre>{@code
 * import static dev.preflight.Checks.*;
 *
 * static final EnvVar<Integer> PORT = env("PORT").port().orElse(8080);
 * }</pre>
 */
public final class Checks {
    private Checks() {}

    /**
     * An environment variable, required and of any text to begin with.
     *
     * @param name the exact name
     * @return the check
     * @throws NullPointerException if {@code name} is null
     * @throws IllegalArgumentException if {@code name} is blank, cannot be printed or has an equals sign
     */
    public static EnvVar<String> env(String name) {
        return Declare.env(name);
    }

    /**
     * A system property, required and of any text to begin with.
     *
     * @param name the exact name
     * @return the check
     * @throws NullPointerException if {@code name} is null
     * @throws IllegalArgumentException if {@code name} is blank, cannot be printed or has an equals sign
     */
    public static EnvVar<String> property(String name) {
        return Declare.property(name);
    }

    /**
     * A file, required to begin with.
     *
     * @param path a path, relative to the working directory of the process or absolute; or {@code classpath:} and the
     *     name of a resource
     * @return the check
     * @throws NullPointerException if {@code path} is null
     * @throws IllegalArgumentException if {@code path} is blank, cannot be printed or is no path
     */
    public static ConfigFile<FoundFile> file(String path) {
        return Declare.file(path);
    }

    /**
     * A file whose path is the value of a variable, which joins the suite as an input.
     *
     * @param path the variable that holds the path
     * @return the check, named after the variable
     * @throws NullPointerException if {@code path} is null
     */
    public static ConfigFile<FoundFile> file(EnvVar<Path> path) {
        return Declare.file(path);
    }

    /**
     * A directory, required to begin with.
     *
     * @param path a path, relative to the working directory of the process or absolute
     * @return the check
     * @throws NullPointerException if {@code path} is null
     * @throws IllegalArgumentException if {@code path} is blank, cannot be printed or is no path
     */
    public static Directory directory(String path) {
        return Declare.directory(path);
    }

    /**
     * A directory whose path is the value of a variable, which joins the suite as an input.
     *
     * @param path the variable that holds the path
     * @return the check, named after the variable
     * @throws NullPointerException if {@code path} is null
     */
    public static Directory directory(EnvVar<Path> path) {
        return Declare.directory(path);
    }

    /**
     * A minimum version of the Java runtime.
     *
     * @param feature the feature version, such as 17
     * @return the check
     * @throws IllegalArgumentException if {@code feature} is less than 1
     */
    public static Probe<Runtime.Version> java(int feature) {
        return Declare.java(feature);
    }

    /**
     * Anything else, checked by a lambda that returns what it verified.
     *
     * @param name the name of the check
     * @param code verifies; throws, or returns {@code false}, to fail
     * @param <T> the type of the verified value
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static <T> Probe<T> probe(String name, Verification<? extends T> code) {
        return Declare.probe(name, code);
    }

    /**
     * Anything else, checked by a lambda that takes nothing and returns what it verified, such as
     * {@code () -> client.ping()}. Java takes this form for every lambda and every method reference that returns
     * something, and Groovy for closures; where only true is right, {@link #holds} says so, and Kotlin needs it.
     *
     * @param name the name of the check
     * @param code verifies; throws, or returns {@code false}, to fail
     * @param <T> the type of the verified value
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static <T> Probe<T> probe(String name, Callable<? extends T> code) {
        return Declare.probe(name, code);
    }

    /**
     * Anything else, checked by a lambda that takes nothing and says whether it holds. Nothing but true passes, in every
     * language: a lambda behind {@link #probe(String, Action) probe} in Kotlin, {@code probe("cache") { ping() }}, is one
     * that returns nothing, and passes whatever {@code ping()} says.
     *
     * <pre>{@code
     * holds("cache", () -> client.ping())   // Java
     * holds("cache") { client.ping() }      // Kotlin, Groovy
     * }</pre>
     *
     * @param name the name of the check
     * @param code returns true if it holds; returns something else or throws to fail
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static Probe<Boolean> holds(String name, Callable<Boolean> code) {
        return Declare.holds(name, code);
    }

    /**
     * Anything else, checked by a lambda that takes and returns nothing, such as
     * {@code () -> factory.newConnection().close()}.
     *
     * @param name the name of the check
     * @param code verifies; throws to fail
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static Probe<Void> probe(String name, Action code) {
        return Declare.probe(name, code);
    }

    /**
     * The condition that an environment variable has a value.
     *
     * @param name the exact name
     * @param value the exact value
     * @return the condition
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if an argument cannot be printed
     */
    public static Condition envEquals(String name, String value) {
        Arguments.oneLine("name", name);
        Objects.requireNonNull(value, "value");
        return Condition.of(
                name + " is " + Printable.quote(value),
                deployment -> deployment.variable(name).orElse("").equals(value));
    }

    /**
     * The condition that an environment variable is set and not blank.
     *
     * @param name the exact name
     * @return the condition
     * @throws NullPointerException if {@code name} is null
     * @throws IllegalArgumentException if {@code name} cannot be printed
     */
    public static Condition envSet(String name) {
        Arguments.oneLine("name", name);
        return Condition.of(
                name + " is set",
                deployment -> !deployment.variable(name).orElse("").isBlank());
    }
}
