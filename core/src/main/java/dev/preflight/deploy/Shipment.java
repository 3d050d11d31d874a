package dev.preflight.deploy;

import dev.preflight.problem.Code;
import dev.preflight.problem.DeploymentException;
import dev.preflight.problem.Problem;
import dev.preflight.text.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a {@link Deployment} that is about to ship consists of, as it can be seen before it is anywhere: packages, env
 * files, manifests. {@code dev.preflight.deploy} implements it and is found by {@link java.util.ServiceLoader}, so that
 * nothing of it is loaded by a boot; applications use the methods of {@link Deployment}.
 *
 * <p>The provider is a shipment of which nothing is known. Implementations are immutable.
 */
public interface Shipment {
    /**
     * Adds one part. Where several parts have the same variable, the later one counts, but all count before what the
     * image of the package sets itself.
     *
     * @param part the part
     * @return a shipment with that part
     * @throws DeploymentException if the part cannot be read
     */
    Shipment with(Part part);

    /**
     * Adds all parts of another shipment, in their order.
     *
     * @param other a shipment of the same provider
     * @return a shipment with the parts of both
     * @throws DeploymentException if both do not fit together
     */
    Shipment with(Shipment other);

    /**
     * The environment variables whose values can be seen.
     *
     * @return the values by name
     */
    Map<String, String> variables();

    /**
     * Where a variable comes from.
     *
     * @param variable the name of a variable that can be seen
     * @return for example {@code prod.env, line 3}
     */
    String origin(String variable);

    /**
     * The value of a system property that a variable such as {@code JAVA_TOOL_OPTIONS} sets.
     *
     * @param name the exact name
     * @return the value; empty if none does
     */
    Optional<String> property(String name);

    /**
     * Where a system property comes from.
     *
     * @param name the name of a property that can be seen
     * @return for example {@code JAVA_TOOL_OPTIONS, prod.env, line 3}
     */
    String propertyOrigin(String name);

    /**
     * What sets a variable whose value cannot be seen.
     *
     * @param variable the exact name
     * @return for example {@code Secret orders-db, key password}; empty if nothing does
     */
    Optional<String> provider(String variable);

    /**
     * What a variable whose value cannot be seen may look like.
     *
     * @param variable the exact name
     * @return values, one for each kind that it may be of, such as {@code tcp://10.96.0.10:8080}; none where nobody can
     *     tell
     */
    List<String> samples(String variable);

    /**
     * What there is to tell whoever declares a variable that has no value here.
     *
     * @param variable the exact name
     * @return for example that a Service of the namespace may set it; empty if there is nothing
     */
    Optional<Problem> remark(String variable);

    /**
     * Why variables that nothing here sets may be set all the same.
     *
     * @return for example {@code no env file or manifest was given}; empty if all variables are known
     */
    Optional<String> unknownVariables();

    /**
     * The directory that relative paths start from, on a file system that is the one of the shipment once it is unpacked
     * and mounted.
     *
     * @return an absolute path
     */
    Path directory();

    /**
     * Where a path is, or would be, in what ships.
     *
     * @param path a path on the file system of {@link #directory}
     * @return for example {@code orders.zip!/config/app.yaml}
     */
    String origin(Path path);

    /**
     * What to do about a path at which nothing is, where the same lies elsewhere in what ships.
     *
     * @param path a path on the file system of {@link #directory}
     * @return for example that the application starts in {@code orders-1.4.2}, and how to say so; empty if it does not
     */
    Optional<String> moved(Path path);

    /**
     * Why it cannot be seen what is at a path.
     *
     * @param path a path on the file system of {@link #directory}
     * @return for example {@code Secret orders-db, key password}; empty if it can be seen, or is certainly not there
     */
    Optional<String> unseen(Path path);

    /**
     * A resource of the class path.
     *
     * @param name the name as class loaders take it
     * @return the file; empty if no jar or directory of the class path has it
     */
    Optional<Path> resource(String name);

    /**
     * The class path in words.
     *
     * @return for example {@code BOOT-INF/classes and 31 jars of orders.jar}; empty if what ships holds no class path
     */
    String classPath();

    /**
     * What is wrong with the parts themselves, whatever the application needs, such as a reference to a config map that
     * no manifest defines.
     *
     * @param secrets the names of the variables that the application declares as secret, of which nothing is shown
     * @return the warnings
     */
    List<Problem> notices(Set<String> secrets);

    /**
     * What is so wrong with the parts that the tool which is to deploy them is certain to refuse them, or that what they
     * start is certain not to start, unless {@link Part.WarnOnly} makes it a warning.
     *
     * @return the problems, by what they are about, such as {@code Deployment orders}
     */
    Map<String, List<Problem>> refusals();

    /** One thing that a shipment consists of. */
    sealed interface Part {
        /**
         * A directory, an archive or an image that holds the files.
         *
         * @param path where it lies
         */
        record Package(Path path) implements Part {
            /**
             * Checks that all is there.
             *
             * @param path where it lies
             * @throws NullPointerException if {@code path} is null
             */
            public Package {
                Objects.requireNonNull(path, "path");
            }
        }

        /**
         * Where the directory of the application is.
         *
         * @param path a path from the root of the file system, such as {@code opt/orders}
         */
        record Root(String path) implements Part {
            /**
             * Checks the path.
             *
             * @param path a path from the root of the file system
             * @throws NullPointerException if {@code path} is null
             * @throws IllegalArgumentException if {@code path} is blank or cannot be printed
             */
            public Root {
                Arguments.oneLine("root", path);
            }
        }

        /**
         * Makes what the tool that deploys is certain to refuse a warning.
         *
         * @param code the code of the problems that are to be warnings
         */
        record WarnOnly(Code code) implements Part {
            /**
             * Checks the code.
             *
             * @param code the code of the problems that are to be warnings
             * @throws NullPointerException if {@code code} is null
             * @throws IllegalArgumentException if no problem of a manifest has that code
             */
            public WarnOnly {
                Objects.requireNonNull(code, "code");
                if (code != Code.DEPLOYMENT_MANIFEST && code != Code.DEPLOYMENT_REFERENCE) {
                    throw new IllegalArgumentException("code: " + code + " is no code of a manifest; there are "
                            + Code.DEPLOYMENT_MANIFEST + " and " + Code.DEPLOYMENT_REFERENCE);
                }
            }
        }

        /**
         * A file that holds variables.
         *
         * @param path where it lies
         * @param syntax how it is written
         */
        record EnvFile(Path path, EnvSyntax syntax) implements Part {
            /**
             * Checks that all is there.
             *
             * @param path where it lies
             * @param syntax how it is written
             * @throws NullPointerException if an argument is null
             */
            public EnvFile {
                Objects.requireNonNull(path, "path");
                Objects.requireNonNull(syntax, "syntax");
            }
        }

        /**
         * Variables with their values.
         *
         * @param variables the values by name
         */
        record Env(Map<String, String> variables) implements Part {
            /**
             * Copies the map.
             *
             * @param variables the values by name
             * @throws NullPointerException if the map, a name or a value is null
             */
            public Env {
                variables = Map.copyOf(variables);
            }
        }

        /**
         * Rendered manifests of Kubernetes, and the container in them that is to run the application.
         *
         * @param manifests files, directories, or {@code -} for the standard input stream
         * @param workload the name of a workload, with or without its kind before a slash
         * @param container the name of the container; empty for the only or the main one
         */
        record Kubernetes(List<Path> manifests, String workload, String container) implements Part {
            /**
             * Checks that all is there.
             *
             * @param manifests files, directories, or {@code -} for the standard input stream
             * @param workload the name of a workload
             * @param container the name of the container, or empty
             * @throws NullPointerException if an argument is null
             * @throws IllegalArgumentException if there is no manifest, or the name of the workload cannot be one
             */
            public Kubernetes {
                manifests = List.copyOf(manifests);
                if (manifests.isEmpty()) {
                    throw new IllegalArgumentException("manifests: there is none");
                }
                Arguments.oneLine("workload", workload);
                Objects.requireNonNull(container, "container");
            }
        }

        /**
         * Compose files, and the service in them that is to run the application.
         *
         * @param files where they lie; the later count before the earlier
         * @param service the name of the service
         * @param envFiles what references are filled in from instead of the {@code .env} beside the first file; empty for
         *     that, or what {@code COMPOSE_ENV_FILES} names
         */
        record Compose(List<Path> files, String service, List<Path> envFiles) implements Part {
            /**
             * Checks that all is there.
             *
             * @param files where they lie
             * @param service the name of the service
             * @param envFiles what references are filled in from
             * @throws NullPointerException if an argument is null
             * @throws IllegalArgumentException if there is no file, or the name of the service cannot be one
             */
            public Compose {
                files = List.copyOf(files);
                if (files.isEmpty()) {
                    throw new IllegalArgumentException("files: there is none");
                }
                Arguments.oneLine("service", service);
                envFiles = List.copyOf(envFiles);
            }

            /**
             * With references filled in from where Compose looks by itself.
             *
             * @param files where they lie; the later count before the earlier
             * @param service the name of the service
             * @throws NullPointerException if an argument is null
             * @throws IllegalArgumentException if there is no file, or the name of the service cannot be one
             */
            public Compose(List<Path> files, String service) {
                this(files, service, List.of());
            }
        }

        /**
         * A unit file of systemd that is to start the application.
         *
         * @param unit where it lies
         */
        record Systemd(Path unit) implements Part {
            /**
             * Checks that all is there.
             *
             * @param unit where it lies
             * @throws NullPointerException if {@code unit} is null
             */
            public Systemd {
                Objects.requireNonNull(unit, "unit");
            }
        }
    }
}
