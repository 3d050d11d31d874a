package dev.preflight;

import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a run looks: the variables, the system properties and the files of one installation of the application.
 *
 * <p>{@link #current()} is the process that asks. {@link #of(Map)} is one that a test makes up:
 *
 * <pre>{@code
 * Report report = PREFLIGHT.in(Deployment.of(Map.of("PORT", "80a")).directory(tempDir)).run();
 * }</pre>
 *
 * <p>Immutable, except that {@code current()} sees later changes of the system properties.
 */
public final class Deployment {
    private final Map<String, String> environment;
    private final Map<?, ?> properties;
    private final Path directory;
    private final ClassLoader classLoader;

    private Deployment(Map<String, String> environment, Map<?, ?> properties, Path directory, ClassLoader classLoader) {
        this.environment = environment;
        this.properties = properties;
        this.directory = directory;
        this.classLoader = classLoader;
    }

    /**
     * This process: its environment, its system properties, its working directory, and the class path of the thread
     * that asks.
     *
     * @return the deployment that the process is
     */
    public static Deployment current() {
        return new Deployment(
                System.getenv(),
                System.getProperties(),
                Path.of(""),
                Thread.currentThread().getContextClassLoader());
    }

    /**
     * Exactly these environment variables, no system property, and the files of this process.
     *
     * @param environment the variables by name
     * @return the deployment
     * @throws NullPointerException if the map, a name or a value is null
     */
    public static Deployment of(Map<String, String> environment) {
        return new Deployment(
                Map.copyOf(environment),
                Map.of(),
                Path.of(""),
                Thread.currentThread().getContextClassLoader());
    }

    /**
     * Variables and properties that something else than the process holds, such as the environment of a framework, and
     * the files of this process. Both are asked when a check asks, so that a run sees them as they are then.
     *
     * @param variables finds environment variables
     * @param properties finds system properties
     * @return the deployment
     * @throws NullPointerException if an argument is null
     */
    public static Deployment of(Lookup variables, Lookup properties) {
        return new Deployment(
                new LookedUp(Objects.requireNonNull(variables, "variables")),
                new LookedUp(Objects.requireNonNull(properties, "properties")),
                Path.of(""),
                Thread.currentThread().getContextClassLoader());
    }

    /**
     * The same with other system properties.
     *
     * @param values the properties by name, instead of those that were there
     * @return a deployment with these properties
     * @throws NullPointerException if the map, a name or a value is null
     */
    public Deployment properties(Map<String, String> values) {
        return new Deployment(environment, Map.copyOf(values), directory, classLoader);
    }

    /**
     * The same, with relative paths looked up somewhere else.
     *
     * @param base the directory that relative paths start from
     * @return a deployment in that directory
     * @throws NullPointerException if {@code base} is null
     */
    public Deployment directory(Path base) {
        return new Deployment(environment, properties, Objects.requireNonNull(base, "base"), classLoader);
    }

    /**
     * The same, with {@code classpath:} files looked up by another class loader.
     *
     * @param loader the class loader
     * @return a deployment with that class path
     * @throws NullPointerException if {@code loader} is null
     */
    public Deployment classLoader(ClassLoader loader) {
        return new Deployment(environment, properties, directory, Objects.requireNonNull(loader, "loader"));
    }

    /**
     * The value of an environment variable, as it is, blank or not.
     *
     * @param name the exact name
     * @return the value, empty if the variable is not set
     */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    /**
     * The value of a system property, as it is, blank or not.
     *
     * @param name the exact name
     * @return the value, empty if the property is not set
     */
    public Optional<String> property(String name) {
        // Unlike get, getProperty knows the defaults that properties may have.
        Object value = properties instanceof Properties system ? system.getProperty(name) : properties.get(name);
        return Optional.ofNullable((String) value);
    }

    /**
     * The names of all environment variables.
     *
     * @return the names in order
     */
    public Set<String> variableNames() {
        return new TreeSet<>(environment.keySet());
    }

    /**
     * The names of all system properties.
     *
     * @return the names in order
     */
    public Set<String> propertyNames() {
        if (properties instanceof Properties system) {
            return new TreeSet<>(system.stringPropertyNames());
        }
        Set<String> names = new TreeSet<>();
        for (Object name : properties.keySet()) {
            names.add((String) name);
        }
        return names;
    }

    /**
     * Where a path of a declaration lies.
     *
     * @param path absolute, or relative to the directory of the deployment
     * @return the path to open
     */
    public Path resolve(Path path) {
        return directory.resolve(path);
    }

    /** The loader of {@code classpath:} files. */
    ClassLoader classLoader() {
        return classLoader == null ? ClassLoader.getSystemClassLoader() : classLoader;
    }

    /** Names no value, since values may be secret. */
    @Override
    public String toString() {
        return "Deployment[" + Amounts.count(environment.size(), "variable") + "]";
    }

    /** Finds values by their names. Called by the threads of a run, several at a time. */
    public interface Lookup {
        /**
         * Finds a value.
         *
         * @param name the name that a check declares
         * @return the value as it is, blank or not; empty if there is none
         */
        Optional<String> find(String name);

        /**
         * All names that have a value, for did-you-mean.
         *
         * @return the names
         */
        Set<String> names();
    }

    /** A lookup as the map that deployments read. */
    private static final class LookedUp extends AbstractMap<String, String> {
        private final Lookup lookup;

        LookedUp(Lookup lookup) {
            this.lookup = lookup;
        }

        @Override
        public String get(Object name) {
            return lookup.find((String) name).orElse(null);
        }

        @Override
        public Set<String> keySet() {
            return lookup.names();
        }

        @Override
        public Set<Map.Entry<String, String>> entrySet() {
            Set<Map.Entry<String, String>> entries = new LinkedHashSet<>();
            for (String name : lookup.names()) {
                entries.add(new SimpleImmutableEntry<>(name, get(name)));
            }
            return entries;
        }
    }
}
