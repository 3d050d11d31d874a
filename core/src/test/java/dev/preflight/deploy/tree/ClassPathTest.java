package dev.preflight.deploy.tree;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Lists;
import dev.preflight.deploy.Packing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    private static final String MANIFEST = "Manifest-Version: 1.0\n";

    @TempDir
    Path dir;

    private String of(Path path, String... resources) {
        StringBuilder out = new StringBuilder();
        for (String resource : resources) {
            out.append(new Lists(dir).of(Deployment.ofPackage(path), file("classpath:" + resource)));
        }
        return out.toString();
    }

    private static byte[] jar(String name, String content) throws IOException {
        return new Packing()
                .add("META-INF/MANIFEST.MF", MANIFEST)
                .add(name, content)
                .zip();
    }

    @Test
    void jarIsItsOwnClassPath() throws IOException {
        Path jar = new Packing()
                .add("META-INF/MANIFEST.MF", MANIFEST)
                .add("app.yaml", "a: 1")
                .zip(dir.resolve("orders.jar"));

        assertEquals("""
                PASSED file classpath:app.yaml <- DIR/orders.jar!/app.yaml
                FAILED file classpath:other.yaml
                  file.missing: not found
                  looked: DIR/orders.jar!: the jar itself: no other.yaml
                  fix: put other.yaml into the jar or on the class path
                """, of(jar, "app.yaml", "other.yaml"));
    }

    @Test
    void executableJarOfSpringBootHasClassesThenNestedJars() throws IOException {
        Path jar = new Packing()
                .add("META-INF/MANIFEST.MF", MANIFEST)
                .add("BOOT-INF/classes/app.yaml", "a: 1")
                .add("BOOT-INF/lib/one.jar", jar("app.yaml", "a: 2"))
                .add("BOOT-INF/lib/two.jar", jar("defaults.yaml", "a: 3"))
                .add("org/springframework/boot/loader/Launcher.class", "x")
                .zip(dir.resolve("orders.jar"));

        assertEquals("""
                PASSED file classpath:app.yaml <- DIR/orders.jar!/BOOT-INF/classes/app.yaml
                PASSED file classpath:/defaults.yaml <- DIR/orders.jar!/BOOT-INF/lib/two.jar!/defaults.yaml
                FAILED file classpath:other.yaml
                  file.missing: not found
                  looked: DIR/orders.jar!: BOOT-INF/classes, the jar itself, 2 jars: no other.yaml
                  fix: put other.yaml into the jar or on the class path
                """, of(jar, "app.yaml", "/defaults.yaml", "other.yaml"));
    }

    @Test
    void warHasItsClassesAndLibraries() throws IOException {
        Path war = new Packing()
                .add("META-INF/MANIFEST.MF", MANIFEST)
                .add("index.html", "x")
                .add("WEB-INF/classes/app.yaml", "a: 1")
                .add("WEB-INF/lib/one.jar", jar("defaults.yaml", "a: 2"))
                .zip(dir.resolve("orders.war"));

        assertEquals("""
                PASSED file classpath:app.yaml <- DIR/orders.war!/WEB-INF/classes/app.yaml
                PASSED file classpath:defaults.yaml <- DIR/orders.war!/WEB-INF/lib/one.jar!/defaults.yaml
                FAILED file classpath:index.html
                  file.missing: not found
                  looked: DIR/orders.war!: WEB-INF/classes, WEB-INF/lib/one.jar: no index.html
                  fix: put index.html into the jar or on the class path
                """, of(war, "app.yaml", "defaults.yaml", "index.html"));
    }

    @Test
    void distributionHasItsJarAndThoseInLib() throws IOException {
        Packing packing = new Packing()
                .add("bin/orders", "x")
                .add("orders.jar", jar("app.yaml", "a: 1"))
                .add("lib/library.jar", jar("defaults.yaml", "a: 2"));
        for (Path path : List.of(packing.zip(dir.resolve("orders.zip")), packing.tarGz(dir.resolve("orders.tgz")))) {
            assertEquals(
                    """
                    PASSED file classpath:app.yaml <- IN!/orders.jar!/app.yaml
                    PASSED file classpath:defaults.yaml <- IN!/lib/library.jar!/defaults.yaml
                    FAILED file classpath:other.yaml
                      file.missing: not found
                      looked: IN!: orders.jar, lib/library.jar: no other.yaml
                      fix: put other.yaml into the jar or on the class path
                    """.replace("IN", "DIR/" + path.getFileName()),
                    of(path, "app.yaml", "defaults.yaml", "other.yaml"));
        }
    }

    @Test
    void executableJarInADistributionIsLookedIntoToo() throws IOException {
        byte[] executable = new Packing()
                .add("META-INF/MANIFEST.MF", MANIFEST)
                .add("BOOT-INF/classes/app.yaml", "a: 1")
                .add("BOOT-INF/lib/one.jar", jar("defaults.yaml", "a: 2"))
                .zip();
        Path zip = new Packing().add("app.jar", executable).zip(dir.resolve("orders.zip"));

        assertEquals("""
                PASSED file classpath:app.yaml <- DIR/orders.zip!/app.jar!/BOOT-INF/classes/app.yaml
                PASSED file classpath:defaults.yaml <- DIR/orders.zip!/app.jar!/BOOT-INF/lib/one.jar!/defaults.yaml
                """, of(zip, "app.yaml", "defaults.yaml"));
    }

    @Test
    void packageWithoutAnyClassPathDoesNotShowOne() throws IOException {
        Path zip = new Packing().add("config/app.yaml", "a: 1").zip(dir.resolve("config.zip"));

        assertEquals(
                "PROVIDED file classpath:app.yaml: nothing that was given holds a class path\n", of(zip, "app.yaml"));
    }

    @Test
    void brokenJarInAPackageIsNamed() throws IOException {
        Path zip = new Packing().add("lib/broken.jar", "no jar at all").zip(dir.resolve("orders.zip"));

        assertEquals("""
                FAILED file classpath:app.yaml
                  file.unreadable: cannot be read
                  why: DIR/orders.zip!/lib/broken.jar: it has no central directory, as a zip that is cut off
                  fix: build the package anew
                """, of(zip, "app.yaml"));
    }
}
