package dev.preflight.deploy;

import dev.preflight.deploy.manifest.Contribution;
import dev.preflight.deploy.manifest.ContributionSource;
import dev.preflight.deploy.manifest.Cut;
import dev.preflight.deploy.manifest.JavaOptions;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a {@link Shipment} comes to once all of its parts are together. Made once, when it is first asked for. */
final class ShipmentContents {
    private final OpenedPackage pack;
    private final String root;
    private final List<ContributionSource> sources;
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, Variable> properties = new LinkedHashMap<>();
    private final List<Contribution> contributions = new ArrayList<>();
    private final List<Problem> notices = new ArrayList<>();
    private final Map<String, List<Problem>> refusals = new LinkedHashMap<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Layout layout;
    private Map<String, String> visible;
    private ClassPath classPath;

    /**
     * Puts the parts together.
     *
     * @param pack the package, null if there is none
     * @param root where the application lies; empty if nobody said so
     * @param sources what manifests and env files give
     * @param warnOnly the codes of refusals that are to be warnings
     * @throws DeploymentException if the parts do not fit together
     */
    ShipmentContents(OpenedPackage pack, String root, List<ContributionSource> sources, Set<Code> warnOnly) {
        this.pack = pack;
        this.root = root;
        this.sources = sources;
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
        layout = Layout.of(pack, Layout.directory(root, contributions), contributions);
        layout.doubt().ifPresent(notices::add);
    }

    private List<Contribution> on(Layout place) {
        List<Contribution> added = new ArrayList<>();
        for (ContributionSource source : sources) {
            added.add(source.on(place.files()));
        }
        return added;
    }

    /** The variables whose values can be seen. */
    synchronized Map<String, String> variables() {
        if (visible == null) {
            visible = new LinkedHashMap<>();
            for (Map.Entry<String, Variable> entry : variables.entrySet()) {
                if (entry.getValue().isVisible()) {
                    visible.put(entry.getKey(), entry.getValue().value());
                }
            }
        }
        return visible;
    }

    String origin(String variable) {
        Variable known = variables.get(variable);
        return known == null ? "" : known.origin();
    }

    Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).map(Variable::value);
    }

    String propertyOrigin(String name) {
        Variable known = properties.get(name);
        return known == null ? "" : known.origin();
    }

    Optional<String> provider(String variable) {
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

    List<String> samples(String variable) {
        Variable known = variables.get(variable);
        return known == null ? List.of() : known.samples();
    }

    Optional<Problem> remark(String variable) {
        for (Contribution contribution : contributions) {
            Optional<Problem> remark = contribution.remark(variable);
            if (remark.isPresent()) {
                return remark;
            }
        }
        return Optional.empty();
    }

    Optional<String> unknownVariables() {
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

    Path directory() {
        return new ShippedPath(layout.files(), true, layout.directory());
    }

    String origin(Path path) {
        try {
            return PathWalk.origin(layout.files().root(), ((ShippedPath) path.normalize()).names());
        } catch (IOException e) {
            return path.toString();
        }
    }

    Optional<String> moved(Path path) {
        boolean isSaid = !Layout.directory(root, contributions).isEmpty();
        if (pack == null || isSaid || pack.isWhole()) {
            return Optional.empty();
        }
        List<String> names = ((ShippedPath) path.normalize()).names();
        List<String> start = layout.directory();
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

    Optional<String> unseen(Path path) {
        try {
            ShippedPath own = (ShippedPath) path;
            return Optional.ofNullable(own.getFileSystem().walk(own).unseen());
        } catch (IOException e) {
            // Whoever reads it next tells of it.
            return Optional.empty();
        }
    }

    Optional<Path> resource(String name) {
        return pack == null ? Optional.empty() : lookedInto().find(name);
    }

    String classPath() {
        return pack == null ? "" : lookedInto().description();
    }

    private synchronized ClassPath lookedInto() {
        if (classPath == null) {
            try {
                classPath = ClassPath.of(layout.files().root(), layout.directory());
            } catch (IOException e) {
                throw new DeploymentException(pack.name() + ": " + ReadFailure.words(e), e);
            }
        }
        return classPath;
    }

    Map<String, List<Problem>> refusals() {
        return Collections.unmodifiableMap(refusals);
    }

    List<Problem> notices(Set<String> secrets) {
        List<Problem> all = new ArrayList<>(notices);
        for (Cut cut : cuts) {
            all.add(cut.problem(secrets.contains(cut.variable())));
        }
        return all;
    }
}
