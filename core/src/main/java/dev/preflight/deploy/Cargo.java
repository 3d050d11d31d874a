package dev.preflight.deploy;

import dev.preflight.deploy.manifest.Compose;
import dev.preflight.deploy.manifest.ComposeEnvFile;
import dev.preflight.deploy.manifest.Contribution;
import dev.preflight.deploy.manifest.ContributionSource;
import dev.preflight.deploy.manifest.Cut;
import dev.preflight.deploy.manifest.DockerEnvFile;
import dev.preflight.deploy.manifest.JavaOptions;
import dev.preflight.deploy.manifest.Kubernetes;
import dev.preflight.deploy.manifest.Systemd;
import dev.preflight.deploy.manifest.SystemdEnvFile;
import dev.preflight.deploy.manifest.TextFile;
import dev.preflight.deploy.manifest.Variable;
import dev.preflight.deploy.tree.ClassPath;
import dev.preflight.deploy.tree.OpenedPackage;
import dev.preflight.deploy.tree.PathWalk;
import dev.preflight.deploy.tree.ReadFailure;
import dev.preflight.deploy.tree.ShippedPath;
import dev.preflight.deploy.tree.TopFolder;
import dev.preflight.problem.Code;
import dev.preflight.problem.DeploymentException;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A shipment that is put together part by part. Made by {@link dev.preflight.deploy.Deployment}; nobody else needs it. */
public final class Cargo implements Shipment {
    private final OpenedPackage pack;
    private final String root;
    private final List<ContributionSource> sources;
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, Variable> properties = new LinkedHashMap<>();
    private final List<Contribution> contributions = new ArrayList<>();
    private final Set<Code> warnOnly;
    private final List<Problem> notices = new ArrayList<>();
    private final Map<String, List<Problem>> refusals = new LinkedHashMap<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Layout hold;
    private ClassPath classPath;

    /** A shipment of which nothing is known. */
    public Cargo() {
        this(null, "", List.of(), Set.of());
    }

    private Cargo(OpenedPackage pack, String root, List<ContributionSource> sources, Set<Code> warnOnly) {
        this.pack = pack;
        this.root = root;
        this.sources = sources;
        this.warnOnly = warnOnly;
        // Where the package lies may be known from one part, and what another one leads to depends on it.
        Layout placed = Layout.of(pack, Layout.directory(root, on(Layout.of(pack, root, List.of()))), List.of());
        if (pack != null) {
            contributions.add(Contribution.of(pack.variables(), "ENV of the image " + pack.name(), false));
        }
        contributions.addAll(on(placed));
        for (Contribution contribution : contributions) {
            variables.putAll(contribution.beneath());
            variables.putAll(contribution.variables());
            for (Problem refusal : contribution.refusals()) {
                if (warnOnly.contains(refusal.code())) {
                    notices.add(refusal);
                } else {
                    refusals.computeIfAbsent(contribution.about(), about -> new ArrayList<>())
                            .add(refusal);
                }
            }
            notices.addAll(contribution.beyondCuts());
            cuts.addAll(contribution.cuts());
        }
        for (String options : JavaOptions.VARIABLES) {
            Variable set = variables.get(options);
            if (set != null && set.isVisible()) {
                JavaOptions.properties(set.value())
                        .forEach((name, value) ->
                                properties.put(name, new Variable(value, options + ", " + set.origin())));
            }
        }
        hold = Layout.of(pack, Layout.directory(root, contributions), contributions);
        hold.doubt().ifPresent(notices::add);
    }

    private List<Contribution> on(Layout place) {
        List<Contribution> added = new ArrayList<>();
        for (ContributionSource source : sources) {
            added.add(source.on(place.files()));
        }
        return added;
    }

    @Override
    public Shipment with(Part part) {
        try {
            return added(part);
        } catch (InvalidPathException e) {
            throw noPath(e);
        }
    }

    /** A path that a manifest or an env file names, and that no file can have. */
    private static DeploymentException noPath(InvalidPathException e) {
        return new DeploymentException("'" + e.getInput() + "' is no path: " + e.getReason(), e);
    }

    private Shipment added(Part part) {
        if (part instanceof Part.Package added) {
            if (pack != null) {
                throw new DeploymentException(added.path() + ": the deployment has a package already, " + pack.name());
            }
            return new Cargo(OpenedPackage.open(added.path()), root, sources, warnOnly);
        }
        if (part instanceof Part.Root moved) {
            return new Cargo(pack, moved.path(), sources, warnOnly);
        }
        if (part instanceof Part.WarnOnly lenient) {
            return new Cargo(pack, root, sources, with(Set.of(lenient.code())));
        }
        List<ContributionSource> more = new ArrayList<>(sources);
        more.add(source(part));
        return new Cargo(pack, root, List.copyOf(more), warnOnly);
    }

    private static ContributionSource source(Part part) {
        if (part instanceof Part.Systemd systemd) {
            return Systemd.read(systemd.unit());
        }
        Contribution read;
        if (part instanceof Part.EnvFile file) {
            read = envFile(file);
        } else if (part instanceof Part.Env env) {
            read = Contribution.of(env.variables(), "withEnv", true);
        } else if (part instanceof Part.Kubernetes kubernetes) {
            read = Kubernetes.read(kubernetes, System.in);
        } else if (part instanceof Part.Compose compose) {
            read = Compose.read(compose, System.getenv());
        } else {
            throw new IllegalArgumentException("part: " + part);
        }
        return files -> read;
    }

    private static Contribution envFile(Part.EnvFile file) {
        Contribution read = Contribution.closing();
        String text = TextFile.read(file.path());
        String name = file.path().toString();
        if (file.syntax() == EnvSyntax.DOCKER) {
            DockerEnvFile.read(text, name, read);
        } else if (file.syntax() == EnvSyntax.COMPOSE) {
            ComposeEnvFile.read(text, name, System.getenv(), read);
        } else {
            SystemdEnvFile.read(text, name, read);
        }
        return read;
    }

    @Override
    public Shipment with(Shipment other) {
        Cargo added = (Cargo) other;
        if (pack != null && added.pack != null) {
            throw new DeploymentException(added.pack.name() + ": the deployment has a package already, " + pack.name());
        }
        List<ContributionSource> more = new ArrayList<>(sources);
        more.addAll(added.sources);
        try {
            return with(added, more);
        } catch (InvalidPathException e) {
            throw noPath(e);
        }
    }

    private Cargo with(Cargo added, List<ContributionSource> more) {
        return new Cargo(
                pack == null ? added.pack : pack,
                added.root.isEmpty() ? root : added.root,
                List.copyOf(more),
                with(added.warnOnly));
    }

    private Set<Code> with(Set<Code> others) {
        Set<Code> all = new HashSet<>(warnOnly);
        all.addAll(others);
        return Set.copyOf(all);
    }

    @Override
    public Map<String, String> variables() {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, Variable> entry : variables.entrySet()) {
            if (entry.getValue().isVisible()) {
                values.put(entry.getKey(), entry.getValue().value());
            }
        }
        return values;
    }

    @Override
    public String origin(String variable) {
        Variable known = variables.get(variable);
        return known == null ? "" : known.origin();
    }

    @Override
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).map(Variable::value);
    }

    @Override
    public String propertyOrigin(String name) {
        Variable known = properties.get(name);
        return known == null ? "" : known.origin();
    }

    @Override
    public Optional<String> provider(String variable) {
        Variable known = variables.get(variable);
        if (known != null) {
            return known.isVisible() ? Optional.empty() : Optional.of(known.origin());
        }
        for (Contribution contribution : contributions) {
            if (contribution.elsewhere(variable) != null) {
                return Optional.of(contribution.elsewhere(variable));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> samples(String variable) {
        Variable known = variables.get(variable);
        return known == null ? List.of() : known.samples();
    }

    @Override
    public Optional<Problem> remark(String variable) {
        for (Contribution contribution : contributions) {
            Optional<Problem> remark = contribution.remark(variable);
            if (remark.isPresent()) {
                return remark;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> unknownVariables() {
        boolean isClosed = false;
        List<String> gaps = new ArrayList<>();
        for (Contribution contribution : contributions) {
            isClosed |= contribution.closes();
            gaps.addAll(contribution.gaps());
        }
        if (!gaps.isEmpty()) {
            return Optional.of(String.join(", ", gaps));
        }
        return isClosed ? Optional.empty() : Optional.of("neither an env file nor a manifest was given");
    }

    @Override
    public Path directory() {
        return new ShippedPath(hold.files(), true, hold.directory());
    }

    @Override
    public String origin(Path path) {
        try {
            return PathWalk.origin(hold.files().root(), ((ShippedPath) path.normalize()).names());
        } catch (IOException e) {
            return path.toString();
        }
    }

    @Override
    public Optional<String> moved(Path path) {
        boolean isSaid = !Layout.directory(root, contributions).isEmpty();
        if (pack == null || isSaid || pack.isWhole()) {
            return Optional.empty();
        }
        List<String> names = ((ShippedPath) path.normalize()).names();
        List<String> start = hold.directory();
        if (names.size() <= start.size() || !names.subList(0, start.size()).equals(start)) {
            return Optional.empty();
        }
        try {
            return TopFolder.with(pack.tree(), names.subList(start.size(), names.size()))
                    .map(folder -> "the application starts in " + folder + ": say so with --root " + folder
                            + ", or root(\"" + folder + "\")");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> unseen(Path path) {
        try {
            ShippedPath own = (ShippedPath) path;
            return Optional.ofNullable(own.getFileSystem().walk(own).unseen());
        } catch (IOException e) {
            // Whoever reads it next tells of it.
            return Optional.empty();
        }
    }

    @Override
    public Optional<Path> resource(String name) {
        return pack == null ? Optional.empty() : lookedInto().find(name);
    }

    @Override
    public String classPath() {
        return pack == null ? "" : lookedInto().description();
    }

    private synchronized ClassPath lookedInto() {
        if (classPath == null) {
            try {
                classPath = ClassPath.of(hold.files().root(), hold.directory());
            } catch (IOException e) {
                throw new DeploymentException(pack.name() + ": " + ReadFailure.words(e), e);
            }
        }
        return classPath;
    }

    @Override
    public Map<String, List<Problem>> refusals() {
        return Collections.unmodifiableMap(refusals);
    }

    @Override
    public List<Problem> notices(Set<String> secrets) {
        List<Problem> all = new ArrayList<>(notices);
        for (Cut cut : cuts) {
            all.add(cut.problem(secrets.contains(cut.variable())));
        }
        return all;
    }
}
