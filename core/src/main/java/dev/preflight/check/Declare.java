package dev.preflight.check;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * Makes the checks that {@code Checks} declares.
 *
 * <p><b>Machinery.</b> It is public for {@code dev.preflight.Checks} only, where each method is explained.
 */
public final class Declare {
    private Declare() {}

    /**
     * An environment variable.
     *
     * @param name the exact name
     * @return the check
     */
    public static EnvVar<String> env(String name) {
        return new EnvVar<>(EnvVar.ENV, name, Settings.DEFAULT, EnvSpec.PLAIN);
    }

    /**
     * A system property.
     *
     * @param name the exact name
     * @return the check
     */
    public static EnvVar<String> property(String name) {
        return new EnvVar<>(EnvVar.PROPERTY, name, Settings.DEFAULT, EnvSpec.PLAIN);
    }

    /**
     * A file at a path or on the class path.
     *
     * @param path the path, or {@code classpath:} and the name of a resource
     * @return the check
     */
    public static ConfigFile<FoundFile> file(String path) {
        return file(FileLocation.of(path));
    }

    /**
     * A file whose path a variable holds.
     *
     * @param path the variable
     * @return the check
     */
    public static ConfigFile<FoundFile> file(EnvVar<Path> path) {
        return file(FileLocation.of(path));
    }

    private static ConfigFile<FoundFile> file(FileLocation location) {
        return new ConfigFile<>(location.settings(), FileSpec.of(location));
    }

    /**
     * A directory at a path.
     *
     * @param path the path
     * @return the check
     */
    public static Directory directory(String path) {
        return new Directory(FileLocation.of(path));
    }

    /**
     * A directory whose path a variable holds.
     *
     * @param path the variable
     * @return the check
     */
    public static Directory directory(EnvVar<Path> path) {
        return new Directory(FileLocation.of(path));
    }

    /**
     * A minimum version of the Java runtime.
     *
     * @param feature the feature version
     * @return the check
     */
    public static Probe<Runtime.Version> java(int feature) {
        if (feature < 1) {
            throw new IllegalArgumentException("feature must be 1 or more, not " + feature);
        }
        return Probe.OfJava.of(feature);
    }

    /**
     * A lambda that returns what it verified.
     *
     * @param name the name of the check
     * @param code verifies
     * @param <T> the type of the verified value
     * @return the check
     */
    public static <T> Probe<T> probe(String name, Verification<? extends T> code) {
        return Probe.OfLambda.of(name, Objects.requireNonNull(code, "code"));
    }

    /**
     * A lambda that takes and returns nothing.
     *
     * @param name the name of the check
     * @param code verifies
     * @return the check
     */
    public static Probe<Void> probe(String name, Action code) {
        return Probe.OfAction.of(name, Objects.requireNonNull(code, "code"));
    }

    /**
     * A lambda that takes nothing and returns what it verified.
     *
     * @param name the name of the check
     * @param code verifies
     * @param <T> the type of the verified value
     * @return the check
     */
    public static <T> Probe<T> probe(String name, Callable<? extends T> code) {
        return Probe.OfCall.of(name, Objects.requireNonNull(code, "code"));
    }

    /**
     * A lambda that says whether it holds.
     *
     * @param name the name of the check
     * @param code returns true if it holds
     * @return the check
     */
    public static Probe<Boolean> holds(String name, Callable<Boolean> code) {
        return Probe.OfTruth.of(name, Objects.requireNonNull(code, "code"));
    }
}
