package dev.preflight.deploy.manifest;

import dev.preflight.deploy.tree.ReadFailure;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All objects of rendered manifests, in the order of the files by name. */
final class Manifests {
    static final String STANDARD_INPUT = "standard input";

    private static final int MOST_FILES = 10_000;
    private static final int DEEPEST = 100;

    private final List<Item> objects = new ArrayList<>();

    /**
     * One object.
     *
     * @param value what it says
     * @param kind the kind
     * @param file the file that it stands in
     */
    record Item(YamlValue value, String kind, String file) {
        String name() {
            return value.text("metadata", "name");
        }

        String namespace() {
            return value.text("metadata", "namespace");
        }

        /** For example {@code Secret orders-db}. */
        String id() {
            return kind() + " " + name();
        }
    }

    static Manifests read(List<Path> paths, InputStream standardInput) {
        Manifests manifests = new Manifests();
        for (Path path : paths) {
            if (path.toString().equals("-")) {
                try {
                    byte[] content = TextFile.bytes(standardInput, STANDARD_INPUT);
                    manifests.add(TextFile.text(content, STANDARD_INPUT), STANDARD_INPUT);
                } catch (IOException e) {
                    throw new DeploymentException(STANDARD_INPUT + ": " + ReadFailure.words(e), e);
                }
            } else {
                for (Path file : files(path)) {
                    manifests.add(TextFile.read(file), file.toString());
                }
            }
        }
        return manifests;
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> files = new ArrayList<>();
        try {
            collect(path, files, 0);
        } catch (IOException e) {
            throw new DeploymentException(path + ": " + ReadFailure.words(e), e);
        }
        if (files.isEmpty()) {
            throw new DeploymentException(path + ": it holds no .yaml, .yml or .json");
        }
        return files;
    }

    private static void collect(Path directory, List<Path> files, int depth) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path entry : stream) {
                entries.add(entry);
            }
        }
        entries.sort(null);
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (depth == DEEPEST) {
                    throw new IOException("its directories are nested more than " + DEEPEST + " deep");
                }
                collect(entry, files, depth + 1);
            } else if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
                requireFile(entry);
                files.add(entry);
            }
            if (files.size() > MOST_FILES) {
                throw new IOException("it holds more than 10,000 manifests");
            }
        }
    }

    /** As kubectl, which opens what a link leads to, and does not go into a directory that it leads to. */
    private static void requireFile(Path entry) throws IOException {
        if (Files.isRegularFile(entry)) {
            return;
        }
        String what = "a pipe, a socket or a device";
        if (Files.isDirectory(entry)) {
            what = "a link to a directory, which kubectl does not follow";
        } else if (!Files.exists(entry)) {
            what = "a link to " + Files.readSymbolicLink(entry) + ", which leads to no file";
        }
        throw new IOException(entry.getFileName() + " is " + what);
    }

    private void add(String text, String file) {
        List<YamlValue> documents;
        try {
            documents = YamlFiles.manifests(text, file);
        } catch (DeploymentException e) {
            String message = e.getMessage();
            int colon = message.indexOf(": ", Math.min(file.length(), message.length()));
            throw HelmTemplate.isIn(text)
                    ? HelmTemplate.unrendered(colon < 0 ? file : message.substring(0, colon), file, e)
                    : e;
        }
        for (YamlValue document : documents) {
            YamlValue name = document.get("metadata", "name");
            // No name has braces in it.
            if (HelmTemplate.isIn(name.text())) {
                throw HelmTemplate.unrendered(file + ", line " + name.line(), file, null);
            }
        }
        add(documents, file);
    }

    private void add(List<YamlValue> documents, String file) {
        for (YamlValue document : documents) {
            String kind = document.text("kind");
            if (kind.endsWith("List") && document.get("items").isList()) {
                // The items of a ConfigMapList need not say what they are.
                addItems(document.get("items").items(), kind.substring(0, kind.length() - 4), file);
            } else if (!kind.isEmpty()) {
                objects.add(new Item(document, kind, file));
            }
        }
    }

    private void addItems(List<YamlValue> items, String kind, String file) {
        for (YamlValue item : items) {
            if (item.text("kind").isEmpty() && !kind.isEmpty()) {
                objects.add(new Item(item, kind, file));
            } else {
                add(List.of(item), file);
            }
        }
    }

    List<Item> all() {
        return objects;
    }

    /** The object of a kind and a name in a namespace, as far as namespaces are written; null if there is none. */
    Item find(String kind, String name, String namespace) {
        Item found = null;
        for (Item item : objects) {
            if (item.kind().equals(kind) && item.name().equals(name)) {
                boolean same = item.namespace().equals(namespace);
                boolean either = item.namespace().isEmpty() || namespace.isEmpty();
                // The later of two is what applying them in order leaves behind.
                if (same || either && (found == null || !found.namespace().equals(namespace))) {
                    found = item;
                }
            }
        }
        return found;
    }
}
