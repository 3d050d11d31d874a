package dev.preflight.deploy;

import dev.preflight.deploy.manifest.Compose;
import dev.preflight.deploy.manifest.ComposeEnvFile;
import dev.preflight.deploy.manifest.Contribution;
import dev.preflight.deploy.manifest.ContributionSource;
import dev.preflight.deploy.manifest.DockerEnvFile;
import dev.preflight.deploy.manifest.Kubernetes;
import dev.preflight.deploy.manifest.Systemd;
import dev.preflight.deploy.manifest.SystemdEnvFile;
import dev.preflight.deploy.manifest.TextFile;
import dev.preflight.deploy.tree.OpenedPackage;
import dev.preflight.problem.Code;
import dev.preflight.problem.DeploymentException;
import dev.preflight.text.Arguments;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What is about to ship, part by part: a package, env files, manifests. Each part is read when it is added. Immutable. */
final class Shipment {
    private final OpenedPackage pack;
    private final String root;
    private final List<ContributionSource> sources;
    private final Set<Code> warnOnly;
    private ShipmentContents contents;

    /** A shipment of which nothing is known. */
    Shipment() {
        this(null, "", List.of(), Set.of());
    }

    private Shipment(OpenedPackage pack, String root, List<ContributionSource> sources, Set<Code> warnOnly) {
        this.pack = pack;
        this.root = root;
        this.sources = sources;
        this.warnOnly = warnOnly;
    }

    /**
     * What all parts come to.
     *
     * @throws DeploymentException if they do not fit together
     */
    synchronized ShipmentContents contents() {
        if (contents == null) {
            try {
                contents = new ShipmentContents(pack, root, sources, warnOnly);
            } catch (InvalidPathException e) {
                throw noPath(e);
            }
        }
        return contents;
    }

    /** A path that a manifest or an env file names, and that no file can have. */
    private static DeploymentException noPath(InvalidPathException e) {
        return new DeploymentException("'" + e.getInput() + "' is no path: " + e.getReason(), e);
    }

    Shipment withPackage(Path path) {
        Objects.requireNonNull(path, "path");
        if (pack != null) {
            throw new DeploymentException(path + ": the deployment has a package already, " + pack.name());
        }
        return new Shipment(OpenedPackage.open(path), root, sources, warnOnly);
    }

    Shipment withRoot(String path) {
        return new Shipment(pack, Arguments.oneLine("root", path), sources, warnOnly);
    }

    Shipment withWarnOnly(Code code) {
        Objects.requireNonNull(code, "code");
        if (code != Code.DEPLOYMENT_MANIFEST && code != Code.DEPLOYMENT_REFERENCE) {
            throw new IllegalArgumentException("code: " + code + " is no code of a manifest; there are "
                    + Code.DEPLOYMENT_MANIFEST + " and " + Code.DEPLOYMENT_REFERENCE);
        }
        return new Shipment(pack, root, sources, together(Set.of(code)));
    }

    Shipment withEnvFile(Path path, EnvSyntax syntax) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(syntax, "syntax");
        return with(() -> {
            Contribution read = Contribution.closing();
            String text = TextFile.read(path);
            if (syntax == EnvSyntax.DOCKER) {
                DockerEnvFile.read(text, path.toString(), read);
            } else if (syntax == EnvSyntax.COMPOSE) {
                ComposeEnvFile.read(text, path.toString(), System.getenv(), read);
            } else {
                SystemdEnvFile.read(text, path.toString(), read);
            }
            return files -> read;
        });
    }

    Shipment withEnv(Map<String, String> variables) {
        Contribution read = Contribution.of(Map.copyOf(variables), "withEnv", true);
        return with(() -> files -> read);
    }

    Shipment withKubernetes(List<Path> manifests, String workload, String container) {
        List<Path> read = List.copyOf(manifests);
        if (read.isEmpty()) {
            throw new IllegalArgumentException("manifests: there is none");
        }
        Arguments.oneLine("workload", workload);
        Objects.requireNonNull(container, "container");
        return with(() -> {
            Contribution given = Kubernetes.read(read, workload, container, System.in);
            return files -> given;
        });
    }

    Shipment withCompose(List<Path> files, String service, List<Path> envFiles) {
        List<Path> read = List.copyOf(files);
        if (read.isEmpty()) {
            throw new IllegalArgumentException("files: there is none");
        }
        Arguments.oneLine("service", service);
        List<Path> filledInFrom = List.copyOf(envFiles);
        return with(() -> {
            Contribution given = Compose.read(read, service, filledInFrom, System.getenv());
            return tree -> given;
        });
    }

    Shipment withSystemd(Path unit) {
        Objects.requireNonNull(unit, "unit");
        return with(() -> Systemd.read(unit));
    }

    /** Reads one part, or says which path in it is none. */
    private interface Reading {
        ContributionSource read();
    }

    private Shipment with(Reading part) {
        List<ContributionSource> more = new ArrayList<>(sources);
        try {
            more.add(part.read());
        } catch (InvalidPathException e) {
            throw noPath(e);
        }
        return new Shipment(pack, root, List.copyOf(more), warnOnly);
    }

    Shipment with(Shipment added) {
        if (pack != null && added.pack != null) {
            throw new DeploymentException(added.pack.name() + ": the deployment has a package already, " + pack.name());
        }
        List<ContributionSource> more = new ArrayList<>(sources);
        more.addAll(added.sources);
        return new Shipment(
                pack == null ? added.pack : pack,
                added.root.isEmpty() ? root : added.root,
                List.copyOf(more),
                together(added.warnOnly));
    }

    private Set<Code> together(Set<Code> others) {
        Set<Code> all = new HashSet<>(warnOnly);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
