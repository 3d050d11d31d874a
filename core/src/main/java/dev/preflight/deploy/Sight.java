package dev.preflight.deploy;

import dev.preflight.problem.DeploymentException;
import dev.preflight.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be seen of a deployment, and what cannot because it is about to ship: the door through which checks and runs
 * look at one.
 *
 * <p><b>Machinery.</b> It is public for the packages of this library only.
 */
public final class Sight {
    private final Deployment deployment;

    Sight(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Whether the deployment is about to ship, so that not everything of it can be seen.
     *
     * @return true if it is not there yet
     */
    public boolean ships() {
        return deployment.shipment() != null;
    }

    /**
     * Puts what ships together, unless that is done.
     *
     * @throws DeploymentException if its parts do not fit together
     */
    public void settle() {
        if (ships()) {
            deployment.shipment().contents();
        }
    }

    /**
     * Whether online checks are tried.
     *
     * @return true if this machine is to connect
     */
    public boolean connects() {
        return deployment.connects();
    }

    /**
     * The same deployment for conditions, which must not take what cannot be seen for what is not there.
     *
     * @return a deployment that ends a check that asks for what cannot be seen
     */
    public Deployment strict() {
        return deployment.strict();
    }

    /**
     * What is wrong with the deployment itself.
     *
     * @param secrets the names of the variables that the application declares as secret, of which nothing is shown
     * @return the problems
     */
    public List<Problem> notices(Set<String> secrets) {
        return ships() ? deployment.shipment().contents().notices(secrets) : List.of();
    }

    /**
     * The loader of {@code classpath:} files.
     *
     * @return the loader
     */
    public ClassLoader classLoader() {
        return deployment.classLoader();
    }

    /**
     * What sets a variable whose value cannot be seen.
     *
     * @param variable the name
     * @return what sets it, empty if nothing does
     */
    public Optional<String> provider(String variable) {
        return Optional.ofNullable(deployment.provider(variable));
    }

    /**
     * Why variables that are not set here may be set all the same.
     *
     * @return the reason, empty if they are not
     */
    public Optional<String> unknownVariables() {
        return Optional.ofNullable(deployment.unknownVariables());
    }

    /**
     * Whether properties that are not set here may be set all the same.
     *
     * @return true if the command that starts it may set them
     */
    public boolean hasUnknownProperties() {
        return deployment.hasUnknownProperties();
    }

    /**
     * Why it cannot be seen what is at a path.
     *
     * @param path the path
     * @return the reason, empty if it can be seen
     */
    public Optional<String> unseen(Path path) {
        return ships() ? deployment.shipment().contents().unseen(path) : Optional.empty();
    }

    /**
     * Ends a check that looks at a path where nothing can be seen.
     *
     * @param path the path
     */
    public void requireVisible(Path path) {
        Optional<String> reason = unseen(path);
        if (reason.isPresent()) {
            throw NotVisible.because(reason.get());
        }
    }

    /**
     * Where a variable of a deployment that ships was found.
     *
     * @param variable the name
     * @return the file and the line, empty if it is not set
     */
    public String origin(String variable) {
        return deployment.shipment().contents().origin(variable);
    }

    /**
     * Where a system property of a deployment that ships was found.
     *
     * @param name the name
     * @return the file and the line, empty if it is not set
     */
    public String propertyOrigin(String name) {
        return deployment.shipment().contents().propertyOrigin(name);
    }

    /**
     * A resource of the class path of a deployment that ships.
     *
     * @param name the name of the resource
     * @return where it lies, empty if it is not there
     */
    public Optional<Path> resource(String name) {
        return deployment.shipment().contents().resource(name);
    }

    /**
     * The class path of a deployment that ships, in words.
     *
     * @return the words, empty if nothing that was given holds one
     */
    public String classPath() {
        return deployment.shipment().contents().classPath();
    }

    /**
     * What a variable whose value cannot be seen may look like.
     *
     * @param variable the exact name
     * @return values, one for each kind that it may be of; none where nobody can tell
     */
    public List<String> samples(String variable) {
        return deployment.shipment().contents().samples(variable);
    }

    /**
     * What there is to tell whoever declares a variable that has no value here.
     *
     * @param variable the exact name
     * @return for example that a Service of the namespace may set it; empty if there is nothing
     */
    public Optional<Problem> remark(String variable) {
        return deployment.shipment().contents().remark(variable);
    }

    /**
     * What to do about a path at which nothing is, where the same lies elsewhere in what ships.
     *
     * @param path the path
     * @return what to do, empty if it lies nowhere
     */
    public Optional<String> moved(Path path) {
        return ships() ? deployment.shipment().contents().moved(path) : Optional.empty();
    }

    /**
     * What is so wrong with the deployment that the tool which is to deploy it is certain to refuse it.
     *
     * @return the problems, by what they are about
     */
    public Map<String, List<Problem>> refusals() {
        return deployment.shipment().contents().refusals();
    }

    /**
     * Where a path is: in what ships that is an entry of a package or of a manifest, and not on this machine.
     *
     * @param path the path
     * @return where it is, for people
     */
    public static String origin(Path path) {
        return PathOrigin.of(path);
    }

    /**
     * Ends a check whose answer lies where nobody can look from here.
     *
     * @param reason where the thing comes from, or why it cannot be seen
     * @return what is to be thrown
     */
    public static RuntimeException hidden(String reason) {
        return NotVisible.because(reason);
    }

    /**
     * Why a check was ended by {@link #hidden}.
     *
     * @param thrown what was thrown
     * @return the reason, empty if it was something else
     */
    public static Optional<String> reason(Throwable thrown) {
        return thrown instanceof NotVisible hidden ? Optional.of(hidden.reason()) : Optional.empty();
    }
}
