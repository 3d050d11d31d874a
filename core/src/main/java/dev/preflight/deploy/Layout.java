package dev.preflight.deploy;

import dev.preflight.deploy.manifest.Contribution;
import dev.preflight.deploy.manifest.Mount;
import dev.preflight.deploy.tree.Folder;
import dev.preflight.deploy.tree.OpenedPackage;
import dev.preflight.deploy.tree.PathWalk;
import dev.preflight.deploy.tree.ReadFailure;
import dev.preflight.deploy.tree.ShippedFileSystem;
import dev.preflight.problem.Code;
import dev.preflight.problem.DeploymentException;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where everything of a shipment lies: the package unpacked at its place, and the mounts on top of it.
 *
 * @param files the file system
 * @param directory the directory of the application, to which relative paths belong
 * @param doubt what to tell whoever did not say where a package is unpacked
 */
record Layout(ShippedFileSystem files, List<String> directory, Optional<Problem> doubt) {
    /** Where a package is unpacked when nobody said where; no declaration names it. */
    private static final String SOMEWHERE = "(package)";

    private static final String ELSEWHERE = "it lies outside of the package, on the machine";

    /** The directory of the application: what was said of it, or else what the last part that knows it says. */
    static String directory(String root, List<Contribution> contributions) {
        String directory = root;
        for (Contribution contribution : contributions) {
            if (root.isEmpty() && !contribution.directory().isEmpty()) {
                directory = contribution.directory();
            }
        }
        return directory;
    }

    /**
     * Puts everything where it belongs.
     *
     * @param pack the package, or null
     * @param directory the directory of the application; empty if nothing tells
     * @param contributions what is mounted
     */
    static Layout of(OpenedPackage pack, String directory, List<Contribution> contributions) {
        try {
            Layout bare = placed(pack, directory);
            Folder tree = bare.files.root();
            List<Mount> mounts = new ArrayList<>();
            for (Contribution contribution : contributions) {
                mounts.addAll(contribution.mounts());
            }
            // As container runtimes do, so that a mount inside of another one is not covered by it.
            mounts.sort(Comparator.comparingInt(mount -> mount.path().size()));
            for (Mount mount : mounts) {
                PathWalk walk = new PathWalk(tree, mount.path(), true);
                tree = Folder.Covered.put(tree, walk.names(), mount.node());
            }
            boolean isInDoubt = !mounts.isEmpty() && bare.directory.equals(List.of(SOMEWHERE)) && pack != null;
            return new Layout(
                    new ShippedFileSystem(tree),
                    bare.directory,
                    isInDoubt ? Optional.of(doubt(pack)) : Optional.empty());
        } catch (IOException e) {
            throw new DeploymentException((pack == null ? "mounts" : pack.name()) + ": " + ReadFailure.words(e), e);
        }
    }

    private static Problem doubt(OpenedPackage pack) {
        return Problem.of(Code.DEPLOYMENT_MANIFEST, "nothing says where the package is unpacked")
                .found("relative paths are looked up in " + pack.name() + " alone, and not in what is mounted")
                .fix("say it: --root opt/orders, or root(\"opt/orders\")");
    }

    private static Layout placed(OpenedPackage pack, String directory) throws IOException {
        List<String> names = PathWalk.split(directory);
        if (names.contains("..")) {
            throw new IOException("root " + directory + " leads out of itself");
        }
        if (pack == null) {
            return at(
                    Folder.Made.unknown(null, "no package was given, and nothing is mounted there"),
                    directory.isEmpty() ? List.of(SOMEWHERE) : names);
        }
        if (pack.isWhole() || directory.equals("/")) {
            return at(pack.tree(), directory.isEmpty() ? pack.directoryNames() : names);
        }
        if (directory.isEmpty()) {
            names = List.of(SOMEWHERE);
        } else {
            PathWalk walk = new PathWalk(pack.tree(), names, true);
            if (walk.node() instanceof Folder) {
                return at(new Folder.Open(pack.tree(), walk.names(), ELSEWHERE), walk.names());
            }
        }
        Folder machine = Folder.Made.unknown(null, ELSEWHERE);
        return at(Folder.Covered.put(machine, names, pack.tree()), names);
    }

    private static Layout at(Folder tree, List<String> directory) {
        return new Layout(new ShippedFileSystem(tree), directory, Optional.empty());
    }
}
