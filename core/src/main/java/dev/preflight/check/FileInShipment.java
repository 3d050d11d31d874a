package dev.preflight.check;

import dev.preflight.deploy.Sight;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a file of the class path in a deployment that is about to ship. */
final class FileInShipment {
    private FileInShipment() {}

    /** The file, or null where it is absent and may be. */
    static FoundFile find(ConfigFile<?> check, String name, ProbeContext context) throws IOException {
        Sight sight = context.deployment().sight();
        Optional<Path> path;
        try {
            path = sight.resource(name);
        } catch (DeploymentException e) {
            throw FileProblems.unreadablePackage(e, context).asException();
        }
        if (path.isPresent()) {
            return FileSearch.onPath(check, path.get(), context);
        }
        String classPath = sight.classPath();
        if (classPath.isEmpty()) {
            throw Sight.hidden("nothing that was given holds a class path");
        }
        if (check.settings().optional()) {
            return null;
        }
        throw FileProblems.missingResource(
                        classPath + ": no " + name, check.spec().location())
                .asException();
    }
}
