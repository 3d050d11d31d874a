package dev.preflight.deploy;

import dev.preflight.problem.Code;
import dev.preflight.problem.DeploymentException;
import dev.preflight.text.Amounts;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Where a run looks: the variables, the system properties and the files of one installation of the application.
 *
 * <p>{@link #current()} is the process that asks. {@link #of(Map)} is one that a test makes up:
 *
 * <pre>{@code
 * Report report = PREFLIGHT.against(Deployment.of(Map.of("PORT", "80a")).directory(tempDir)).run();
 * }</pre>
 *
 * <p>{@link #ofPackage}, {@link #fromKubernetes}, {@link #fromCompose} and {@link #fromSystemd} are ones that are about to
 * ship, and can be put {@linkplain #with together}:
 *
 * <pre>{@code
 * PREFLIGHT.against(Deployment.ofPackage(zip)).only(Phase.OFFLINE).verify();
 * }</pre>
 *
 * <p>Of a deployment that is about to ship, some things cannot be seen: a secret that is made elsewhere, the Java runtime
 * of the machine, the environment where neither an env file nor a manifest was given. Checks of these end as
 * {@code PROVIDED}, with the reason. Online checks do so too, unless {@link #connecting()} asks for them.
 *
 * <p>Immutable, except that {@code current()} sees later changes of the system properties.
 */
public final class Deployment {
    /** The properties of a deployment that is about to ship: the command that starts it may set any. */
    private static final Map<String, String> UNKNOWN = Collections.unmodifiableMap(new HashMap<>());

    private final Map<String, String> environment;
    private final Map<?, ?> properties;
    private final Path directory;
    private final ClassLoader classLoader;
    private final Shipment shipment;
    private final boolean connects;
    private final boolean strict;
    private final Sight sight = new Sight(this);

    private Deployment(Map<String, String> environment, Map<?, ?> properties, Path directory, ClassLoader classLoader) {
        this(environment, properties, directory, classLoader, null, true, false);
    }

    private Deployment(
            Map<String, String> environment,
            Map<?, ?> properties,
            Path directory,
            ClassLoader classLoader,
            Shipment shipment,
            boolean connects,
            boolean strict) {
        this.environment = environment;
        this.properties = properties;
        this.directory = directory;
        this.classLoader = classLoader;
        this.shipment = shipment;
        this.connects = connects;
        this.strict = strict;
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
                new LookupMap(Objects.requireNonNull(variables, "variables")),
                new LookupMap(Objects.requireNonNull(properties, "properties")),
                Path.of(""),
                Thread.currentThread().getContextClassLoader());
    }

    /**
     * What an archive, a directory or an image holds. The environment cannot be seen, unless an env file, variables or
     * manifests are added; the {@code ENV} of an image counts.
     *
     * <p>It is a directory, also one into which the file system of an image was unpacked; a zip, a jar, also an
     * executable one of Spring Boot, or a war; a tar, for which {@code org.apache.commons:commons-compress} must
     * be on the class path; an OCI image layout, or what {@code docker save} writes, as a directory or a tar. Nothing is
     * unpacked, and nothing is written. Relative paths of declarations start from the top of the package, or from the
     * working directory of the image, unless {@link #root} says otherwise.
     *
     * @param path where the package lies
     * @return a deployment that is about to ship
     * @throws NullPointerException if {@code path} is null
     * @throws DeploymentException if the package cannot be read
     */
    public static Deployment ofPackage(Path path) {
        return planned().with(shipment -> shipment.withPackage(path));
    }

    /**
     * What rendered manifests of Kubernetes give to the only, or the main, container of a workload.
     *
     * @param workload the name of a Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod; with its kind before a slash
     *     where several have that name, as in {@code job/orders}, and its namespace before that where several have it,
     *     as in {@code prod/job/orders}
     * @param manifests YAML or JSON files, directories with such files, or {@code Path.of("-")} for the standard input
     *     stream
     * @return a deployment that is about to ship
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if there is no manifest
     * @throws DeploymentException if a manifest cannot be read, or none defines the workload
     */
    public static Deployment fromKubernetes(String workload, Path... manifests) {
        return fromKubernetes(List.of(manifests), workload, "");
    }

    /**
     * What rendered manifests of Kubernetes give to a container.
     *
     * @param manifests YAML or JSON files, directories with such files, or {@code Path.of("-")} for the standard input
     *     stream
     * @param workload the name of a Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod; with its kind before a slash
     *     where several have that name, as in {@code job/orders}, and its namespace before that where several have it,
     *     as in {@code prod/job/orders}
     * @param container the name of the container, which may be an init container; empty for the only or the main one
     * @return a deployment that is about to ship
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if there is no manifest
     * @throws DeploymentException if a manifest cannot be read, or none defines the workload or its container
     */
    public static Deployment fromKubernetes(List<Path> manifests, String workload, String container) {
        return planned().with(shipment -> shipment.withKubernetes(manifests, workload, container));
    }

    /**
     * What a Compose file gives to a service. References in it are filled in from the environment of this process and
     * the {@code .env} beside the file, as Compose does.
     *
     * @param file the Compose file
     * @param service the name of the service
     * @return a deployment that is about to ship
     * @throws NullPointerException if an argument is null
     * @throws DeploymentException if the file cannot be read, or does not define the service
     */
    public static Deployment fromCompose(Path file, String service) {
        return fromCompose(List.of(file), service);
    }

    /**
     * What several Compose files, merged as {@code docker compose -f a -f b} merges them, give to a service. Relative paths
     * and the {@code .env} belong to the first one.
     *
     * @param files the Compose files, of which the later count before the earlier
     * @param service the name of the service
     * @return a deployment that is about to ship
     * @throws NullPointerException if an argument or a file is null
     * @throws IllegalArgumentException if there is no file
     * @throws DeploymentException if a file, or one that it includes, cannot be read, or none defines the service
     */
    public static Deployment fromCompose(List<Path> files, String service) {
        return fromCompose(files, service, List.of());
    }

    /**
     * What Compose files give to a service, with references filled in as {@code docker compose --env-file} fills them in:
     * from the environment of this process, then from the files that are named instead of the {@code .env}.
     *
     * @param files the Compose files, of which the later count before the earlier
     * @param service the name of the service
     * @param envFiles the files of variables, of which the later count before the earlier; where there is none, those that
     *     {@code COMPOSE_ENV_FILES} of this process names, or the {@code .env} beside the first Compose file
     * @return a deployment that is about to ship
     * @throws NullPointerException if an argument or a file is null
     * @throws IllegalArgumentException if there is no Compose file
     * @throws DeploymentException if a file, or one that it includes, cannot be read, or none defines the service
     */
    public static Deployment fromCompose(List<Path> files, String service, List<Path> envFiles) {
        return planned().with(shipment -> shipment.withCompose(files, service, envFiles));
    }

    /**
     * What a unit file of systemd, and the drop-ins beside it, give to a service.
     *
     * @param unit the unit file, such as {@code orders.service}
     * @return a deployment that is about to ship
     * @throws NullPointerException if {@code unit} is null
     * @throws DeploymentException if the file cannot be read
     */
    public static Deployment fromSystemd(Path unit) {
        return planned().with(shipment -> shipment.withSystemd(unit));
    }

    /**
     * A deployment that is about to ship, and of which nothing is known yet.
     *
     * @return a deployment without variables and files, to which others are to be added
     */
    public static Deployment planned() {
        return new Deployment(null, UNKNOWN, null, null, new Shipment(), false, false);
    }

    private Deployment with(UnaryOperator<Shipment> part) {
        if (shipment == null) {
            Map<String, String> added = part.apply(new Shipment()).contents().variables();
            return new Deployment(new OverlayMap(added, environment), properties, directory, classLoader);
        }
        return new Deployment(environment, properties, directory, classLoader, part.apply(shipment), connects, strict);
    }

    /**
     * The same with what another deployment that is about to ship is made of. Where both set a variable, the other one
     * counts; what it mounts covers what a package holds at that place.
     *
     * @param other the other deployment
     * @return a deployment made of both
     * @throws NullPointerException if {@code other} is null
     * @throws IllegalStateException if one of both is not about to ship
     * @throws DeploymentException if both do not fit together
     */
    public Deployment with(Deployment other) {
        if (shipment == null || other.shipment == null) {
            throw new IllegalStateException("only deployments that are about to ship can be put together");
        }
        return with(shipped -> shipped.with(other.shipment));
    }

    /**
     * Says where the directory of the application is once the package is unpacked: relative paths of declarations start
     * from there. A package that holds this directory is unpacked at the root of the file system; every other one is
     * unpacked into this directory.
     *
     * @param path a path from the root of the file system, such as {@code opt/orders}
     * @return a deployment with that directory
     * @throws NullPointerException if {@code path} is null
     * @throws IllegalArgumentException if {@code path} is blank or cannot be printed
     * @throws IllegalStateException if the deployment is not about to ship
     */
    public Deployment root(String path) {
        if (shipment == null) {
            throw new IllegalStateException("root: only a deployment that is about to ship has one; use directory()");
        }
        return with(shipped -> shipped.withRoot(path));
    }

    /**
     * Makes what the tool that deploys is certain to refuse a warning, and no failure.
     *
     * @param code {@link Code#DEPLOYMENT_MANIFEST} or {@link Code#DEPLOYMENT_REFERENCE}
     * @return a deployment in which problems of that code are warnings
     * @throws NullPointerException if {@code code} is null
     * @throws IllegalArgumentException if {@code code} is another one
     * @throws IllegalStateException if the deployment is not about to ship
     */
    public Deployment warnOnly(Code code) {
        if (shipment == null) {
            throw new IllegalStateException("warnOnly: only a deployment that is about to ship has manifests");
        }
        return with(shipped -> shipped.withWarnOnly(code));
    }

    /**
     * Adds the variables of a file that {@code docker run --env-file} is to read. In a deployment that is about to ship
     * the environment counts as known from then on.
     *
     * @param file the file
     * @return a deployment with these variables, instead of those of the same names
     * @throws NullPointerException if {@code file} is null
     * @throws DeploymentException if the file cannot be read
     */
    public Deployment withEnvFile(Path file) {
        return withEnvFile(file, EnvSyntax.DOCKER);
    }

    /**
     * Adds the variables of an env file. In a deployment that is about to ship the environment counts as known from then
     * on.
     *
     * @param file the file
     * @param syntax the tool that is to read it
     * @return a deployment with these variables, instead of those of the same names
     * @throws NullPointerException if an argument is null
     * @throws DeploymentException if the file cannot be read
     */
    public Deployment withEnvFile(Path file, EnvSyntax syntax) {
        return with(shipped -> shipped.withEnvFile(file, syntax));
    }

    /**
     * Adds variables. In a deployment that is about to ship the environment counts as known from then on.
     *
     * @param variables the values by name
     * @return a deployment with these variables, instead of those of the same names
     * @throws NullPointerException if the map, a name or a value is null
     */
    public Deployment withEnv(Map<String, String> variables) {
        return with(shipped -> shipped.withEnv(variables));
    }

    /**
     * Asks for online checks in a deployment that is about to ship: this machine then connects to what the variables
     * name.
     *
     * @return a deployment in which online checks are tried
     */
    public Deployment connecting() {
        return new Deployment(environment, properties, directory, classLoader, shipment, true, strict);
    }

    /**
     * The same with other system properties.
     *
     * @param values the properties by name, instead of those that were there
     * @return a deployment with these properties
     * @throws NullPointerException if the map, a name or a value is null
     */
    public Deployment properties(Map<String, String> values) {
        return new Deployment(environment, Map.copyOf(values), directory, classLoader, shipment, connects, strict);
    }

    /**
     * The same, with relative paths looked up somewhere else.
     *
     * @param base the directory that relative paths start from
     * @return a deployment in that directory
     * @throws NullPointerException if {@code base} is null
     */
    public Deployment directory(Path base) {
        Path changed = Objects.requireNonNull(base, "base");
        return new Deployment(
                environment,
                properties,
                shipment == null || directory == null ? changed : directory.resolve(changed),
                classLoader,
                shipment,
                connects,
                strict);
    }

    /**
     * The same, with {@code classpath:} files looked up by another class loader.
     *
     * @param loader the class loader
     * @return a deployment with that class path
     * @throws NullPointerException if {@code loader} is null
     */
    public Deployment classLoader(ClassLoader loader) {
        return new Deployment(
                environment,
                properties,
                directory,
                Objects.requireNonNull(loader, "loader"),
                shipment,
                connects,
                strict);
    }

    /**
     * The value of an environment variable, as it is, blank or not.
     *
     * @param name the exact name
     * @return the value, empty if the variable is not set
     */
    public Optional<String> variable(String name) {
        String value = environment().get(name);
        if (strict && value == null) {
            String provider = provider(name);
            if (provider != null || unknownVariables() != null) {
                throw NotVisible.because(provider == null ? unknownVariables() : provider);
            }
        }
        return Optional.ofNullable(value);
    }

    /**
     * The value of a system property, as it is, blank or not.
     *
     * @param name the exact name
     * @return the value, empty if the property is not set
     */
    public Optional<String> property(String name) {
        // Unlike get, getProperty knows the defaults that properties may have.
        if (shipment != null && properties == UNKNOWN) {
            Optional<String> shipped = shipment.contents().property(name);
            if (shipped.isPresent()) {
                return shipped;
            }
        }
        if (strict && properties == UNKNOWN) {
            throw NotVisible.because("the command that starts it sets system properties");
        }
        Object value = properties instanceof Properties system ? system.getProperty(name) : properties.get(name);
        return Optional.ofNullable((String) value);
    }

    /**
     * The names of all environment variables.
     *
     * @return the names in order
     */
    public Set<String> variableNames() {
        return new TreeSet<>(environment().keySet());
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
        if (shipment == null) {
            return directory.resolve(path);
        }
        Path top = shipment.contents().directory();
        return (directory == null ? top : top.resolve(directory)).resolve(path);
    }

    /**
     * What can be seen of it, for checks and runs; applications need it for nothing.
     *
     * @return the door to the rest of this package
     */
    public Sight sight() {
        return sight;
    }

    private Map<String, String> environment() {
        return shipment == null ? environment : shipment.contents().variables();
    }

    /** What ships; null of a deployment that is there. */
    Shipment shipment() {
        return shipment;
    }

    /** Whether online checks are tried. */
    boolean connects() {
        return connects;
    }

    /** The same for conditions, which must not take what cannot be seen for what is not there. */
    Deployment strict() {
        return shipment == null
                ? this
                : new Deployment(environment, properties, directory, classLoader, shipment, connects, true);
    }

    /** What sets a variable whose value cannot be seen; null if nothing does. */
    String provider(String variable) {
        return shipment == null ? null : shipment.contents().provider(variable).orElse(null);
    }

    /** Why variables that are not set here may be set all the same; null if they are not. */
    String unknownVariables() {
        return shipment == null ? null : shipment.contents().unknownVariables().orElse(null);
    }

    /** Whether properties that are not set here may be set all the same. */
    boolean hasUnknownProperties() {
        return properties == UNKNOWN;
    }

    /** The loader of {@code classpath:} files. */
    ClassLoader classLoader() {
        return classLoader == null ? ClassLoader.getSystemClassLoader() : classLoader;
    }

    /** Names no value, since values may be secret. */
    @Override
    public String toString() {
        return "Deployment[" + Amounts.count(environment().size(), "variable") + "]";
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
}
