package dev.preflight.deploy.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.deploy.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths in what ships behave as those of a Unix file system do, which are asked beside them. */
class ShippedPathTest {
    private static final List<String> TEXTS =
            List.of("", "a", "a/b", "a/b/c", "/", "/a", "/a/b", "/a/b/c", "..", "../a", "a/..", "/..", "b");

    @TempDir
    Path dir;

    private Path shipped;

    @BeforeEach
    void ship() throws IOException {
        Files.createDirectories(dir.resolve("package/config"));
        shipped = Deployment.ofPackage(dir.resolve("package")).resolve(Path.of(""));
    }

    private Path path(String text) {
        return shipped.getFileSystem().getPath(text);
    }

    private static String told(Object value) {
        return String.valueOf(value);
    }

    @Test
    void questionsAboutOnePathAreAnsweredAlike() {
        for (String text : TEXTS) {
            Path real = Path.of(text);
            Path ours = path(text);
            assertEquals(real.isAbsolute(), ours.isAbsolute(), text);
            assertEquals(told(real.getRoot()), told(ours.getRoot()), text);
            assertEquals(told(real.getParent()), told(ours.getParent()), text);
            assertEquals(told(real.normalize()), told(ours.normalize()), text);
            assertEquals(told(real), told(ours), text);
            List<String> names = new ArrayList<>();
            ours.forEach(name -> names.add(name.toString()));
            assertEquals(ours.getNameCount(), names.size(), text);
        }
    }

    @Test
    void questionsAboutTwoPathsAreAnsweredAlike() {
        for (String one : TEXTS) {
            for (String two : TEXTS) {
                Path real = Path.of(one);
                Path ours = path(one);
                String both = "'" + one + "' and '" + two + "'";
                assertEquals(real.equals(Path.of(two)), ours.equals(path(two)), both);
                if (!one.isEmpty() && !two.isEmpty()) {
                    assertEquals(real.startsWith(Path.of(two)), ours.startsWith(path(two)), both);
                    assertEquals(real.endsWith(Path.of(two)), ours.endsWith(path(two)), both);
                    assertEquals(told(real.resolve(two)), told(ours.resolve(path(two))), both);
                }
                if (real.equals(Path.of(two))) {
                    assertEquals(ours.hashCode(), path(two).hashCode(), both);
                    assertEquals(0, ours.compareTo(path(two)), both);
                }
            }
        }
    }

    @Test
    void partsOfAPathAreNames() {
        Path ours = path("/a/b/c");

        assertEquals("b", ours.getName(1).toString());
        assertEquals("b/c", ours.subpath(1, 3).toString());
        assertEquals("c", ours.getFileName().toString());
        assertThrows(IllegalArgumentException.class, () -> ours.getName(3));
        assertThrows(IllegalArgumentException.class, () -> ours.subpath(2, 2));
    }

    @Test
    void pathsOfOtherFileSystemsAreOthers() {
        assertNotEquals(path("a"), Path.of("a"));
        assertTrue(path("a/b").resolve(Path.of("c")).toString().endsWith("a/b/c"));
        assertThrows(ProviderMismatchException.class, () -> Path.of("a").resolve(path("b")));
    }
}
