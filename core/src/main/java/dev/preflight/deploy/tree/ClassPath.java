package dev.preflight.deploy.tree;

import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The class path that a package will have, as its layout tells: an executable jar of Spring Boot, a war, a jar, or a
 * directory with jars in it and in {@code lib}. Jars are looked into when something is looked for, one after the other.
 */
public final class ClassPath {
    private static final String[] CLASSES = {"classes", "resources"};
    private static final String[] LIBRARIES = {"lib", "libs"};

    private final String place;
    private final List<Element> elements = new ArrayList<>();
    /** The jars of one class path count together. */
    private final Allowance allowance = new Allowance(UnpackLimits.DEFAULT);

    private ClassPath(String place) {
        this.place = place;
    }

    /** A directory or a jar. */
    private final class Element {
        private final String name;
        private final Origin label;
        private final Leaf jar;
        private ShippedFileSystem files;

        Element(String name, Origin label, Leaf jar, Folder folder) {
            this.name = name;
            this.label = label;
            this.jar = jar;
            this.files = folder == null ? null : new ShippedFileSystem(folder);
        }

        synchronized ShippedFileSystem files() {
            if (files == null) {
                try {
                    files = new ShippedFileSystem(NestedJar.tree(jar, label, allowance));
                } catch (IOException e) {
                    throw new DeploymentException(
                            label.of("", "").replaceAll("!$", "") + ": " + ReadFailure.words(e), e);
                }
            }
            return files;
        }
    }

    /**
     * Looks at a package.
     *
     * @param root the root of its file system
     * @param directory the directory of the application in it
     */
    public static ClassPath of(Folder root, List<String> directory) throws IOException {
        Folder folder = new PathWalk(root, directory, true).node() instanceof Folder found ? found : root;
        ClassPath path = new ClassPath(PathWalk.origin(root, directory));
        path.layout(folder, path.place);
        if (path.elements.isEmpty() && folder.find("app") instanceof Folder app && folder == root) {
            // Jib puts applications there, and sets no working directory.
            path.layout(app, path.place + "/app");
        }
        return path;
    }

    private void layout(Folder folder, String origin) throws IOException {
        if (folder.child("BOOT-INF") instanceof Folder boot) {
            archive(boot, origin + "/BOOT-INF", "BOOT-INF", "classes", "lib");
            add(folder, origin, "the jar itself");
        } else if (folder.child("WEB-INF") instanceof Folder web) {
            archive(web, origin + "/WEB-INF", "WEB-INF", "classes", "lib", "lib-provided");
        } else if (folder.find("META-INF", "MANIFEST.MF") != null) {
            add(folder, origin, "the jar itself");
        } else {
            for (String name : CLASSES) {
                if (folder.child(name) instanceof Folder classes) {
                    add(classes, origin + "/" + name, name);
                }
            }
            jars(folder, origin, "");
            for (String name : LIBRARIES) {
                if (folder.child(name) instanceof Folder libraries) {
                    jars(libraries, origin + "/" + name, name + "/");
                }
            }
        }
    }

    private void archive(Folder folder, String origin, String name, String classes, String... libraries)
            throws IOException {
        if (folder.child(classes) instanceof Folder found) {
            add(found, origin + "/" + classes, name + "/" + classes);
        }
        for (String library : libraries) {
            if (folder.child(library) instanceof Folder found) {
                jars(found, origin + "/" + library, name + "/" + library + "/");
            }
        }
    }

    private void add(Folder folder, String origin, String name) {
        elements.add(new Element(name, null, null, new Relabelled(folder, Origin.of(origin))));
    }

    private void jars(Folder folder, String origin, String name) throws IOException {
        for (String child : folder.names()) {
            if (child.endsWith(".jar") && folder.child(child) instanceof Leaf jar) {
                Origin label = Origin.of(origin + "/" + child + "!");
                if (name.isEmpty()) {
                    // An executable jar of Spring Boot brings along a class path of its own.
                    inner(jar, label, child);
                } else {
                    elements.add(new Element(name + child, label, jar, null));
                }
            }
        }
    }

    private void inner(Leaf jar, Origin label, String name) throws IOException {
        Folder tree;
        try {
            tree = NestedJar.tree(jar, label, allowance);
        } catch (IOException e) {
            throw new DeploymentException(label.text().replaceAll("!$", "") + ": " + ReadFailure.words(e), e);
        }
        if (tree.child("BOOT-INF") != null) {
            layout(tree, label.text());
        } else {
            elements.add(new Element(name, label, jar, tree));
        }
    }

    public Optional<Path> find(String name) {
        List<String> names = PathWalk.split(name);
        for (Element element : elements) {
            ShippedFileSystem files = element.files();
            try {
                PathWalk walk = files.walk(new ShippedPath(files, true, names));
                if (walk.node() instanceof Leaf || walk.unseen() != null) {
                    return Optional.of(new ShippedPath(files, true, names));
                }
            } catch (IOException e) {
                throw new DeploymentException(element.name + ": " + ReadFailure.words(e), e);
            }
        }
        return Optional.empty();
    }

    /** In words; empty if there is none. */
    public String description() {
        if (elements.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        int jars = 0;
        for (Element element : elements) {
            if (element.jar == null || elements.size() <= 3) {
                parts.add(element.name);
            } else {
                jars++;
            }
        }
        if (jars > 0) {
            parts.add(jars == 1 ? "1 jar" : jars + " jars");
        }
        return place + ": " + String.join(", ", parts);
    }

    /** A directory of a package that a class path begins at. */
    private static final class Relabelled extends Folder {
        private final Folder folder;

        Relabelled(Folder folder, Origin label) {
            super(label, folder.mode());
            this.folder = folder;
        }

        @Override
        public Node child(String name) throws IOException {
            return folder.child(name);
        }

        @Override
        public java.util.Collection<String> names() throws IOException {
            return folder.names();
        }
    }
}
