package dev.preflight.check;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathFileTest {
    @TempDir
    Path directory;

    private Path jar;
    private URLClassLoader loader;

    @BeforeEach
    void build() throws IOException {
        jar = directory.resolve("app.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("conf/"));
            put(out, "conf/app.json", "{\"a\": 1}");
            put(out, "conf/empty", "");
            put(out, "large", "x".repeat(2_000_000));
        }
        run().write("classes/plain dir/app.json", "{\"b\": 2}");
        loader = new URLClassLoader(
                new URL[] {
                    jar.toUri().toURL(), directory.resolve("classes").toUri().toURL()
                },
                null);
    }

    private static void put(JarOutputStream out, String name, String content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    private FileRun run() {
        return new FileRun(directory);
    }

    private Preflight suite(Check<?>... checks) {
        return Preflight.of("test", checks).against(Deployment.of(Map.of()).classLoader(loader));
    }

    private String problem(Check<?> check) {
        return run().problems(suite(check).run());
    }

    @Test
    void resourceOfAJarIsRead() throws IOException {
        ConfigFile<FoundFile> any = file("classpath:conf/app.json");
        ConfigFile<Document> json = file("classpath:/conf/app.json").json().having("a");
        Verified verified = suite(any, json).verify();
        assertEquals(Optional.of("1"), verified.get(json).text("a"));
        assertEquals("classpath:conf/app.json", verified.get(any).toString());
        assertEquals(Optional.empty(), verified.get(any).path());
        try (InputStream in = verified.get(any).open()) {
            assertEquals("{\"a\": 1}", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void resourceOfADirectoryIsAFile() {
        ConfigFile<FoundFile> any = file("classpath:plain dir/app.json");
        Verified verified = suite(any).verify();
        assertEquals(
                Optional.of(directory.resolve("classes/plain dir/app.json")),
                verified.get(any).path());
    }

    @Test
    void missingResourceIsAProblem() {
        assertEquals("""
                file.missing: not found
                looked: the class path has no conf/app.yaml
                fix: put conf/app.yaml into the jar or on the class path
                """, problem(file("classpath:/conf/app.yaml")));
    }

    @Test
    void optionalResourceMayBeAbsent() {
        assertEquals(
                Verdict.PASSED,
                suite(file("classpath:conf/app.yaml").optional()).run().verdict());
    }

    @Test
    void emptyResourceIsAProblem() {
        assertEquals("""
                file.empty: empty
                found: classpath:conf/empty has 0 bytes
                fix: ship the file with its content
                """, problem(file("classpath:conf/empty")));
    }

    @Test
    void directoryOfAJarHoldsNothing() {
        assertEquals("""
                file.empty: empty
                found: classpath:conf has 0 bytes
                fix: ship the file with its content
                """, problem(file("classpath:conf")));
    }

    @Test
    void directoryOfTheClassPathIsNoFile() {
        assertEquals(
                "file.not-regular: not a regular file",
                problem(file("classpath:plain dir")).split("\n")[0]);
    }

    @Test
    void resourceIsBoundedThoughItsSizeIsUnknown() {
        assertEquals("""
                file.too-large: larger than 1.9 MiB
                found: classpath:large has more than that
                fix: ship the right file
                """, problem(file("classpath:large").atMost("1999999B")));
        suite(file("classpath:large").atMost("2MB")).verify();
        suite(file("classpath:large").containing("xx").secret()).verify();
    }

    @Test
    void brokenJarIsAProblemOfTheFile() throws IOException {
        Path broken = run().write("broken.jar", "PK, and then nothing of a jar");
        URL url = new URL("jar:" + broken.toUri() + "!/app.json");
        Deployment deployment = Deployment.of(Map.of()).classLoader(new ClassLoader(null) {
            @Override
            public URL getResource(String name) {
                return url;
            }
        });
        String problem = run().problems(
                        Preflight.of("test", file("classpath:app.json").json())
                                .against(deployment)
                                .run());
        assertTrue(problem.startsWith("""
                        file.unreadable: cannot be read
                        looked: classpath:app.json
                        why: ZipException: \
                        """), problem);
        assertTrue(problem.endsWith("fix: look at the disk or the mount that holds the file\n"), problem);
    }

    @Test
    void addressThatIsNoPathIsReadAsItIs() throws IOException {
        run().write("with space", "x");
        assertEquals(null, FileLocation.onFileSystem(new URL("file:" + directory + "/with space")));
        assertEquals(null, FileLocation.onFileSystem(new URL("file:relative")));
    }

    @Test
    void noJarStaysOpen() throws IOException {
        Path open = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(open), "this system does not list open files");
        URL url = new URL("jar:" + jar.toUri() + "!/conf/app.json");
        Deployment deployment = Deployment.of(Map.of()).classLoader(new ClassLoader(null) {
            @Override
            public URL getResource(String name) {
                return url;
            }
        });
        loader.close();
        Preflight.of("test", file("classpath:conf/app.json").json().having("a").containing("1"))
                .against(deployment)
                .verify();
        Preflight.of("test", file("classpath:conf/app.json"))
                .against(deployment)
                .verify();
        assertEquals(List.of(), leadingTo(jar, open));
    }

    private static List<Path> leadingTo(Path target, Path open) throws IOException {
        try (Stream<Path> all = Files.list(open)) {
            return all.filter(link -> {
                        try {
                            return Files.readSymbolicLink(link).equals(target);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .toList();
        }
    }

    @Test
    void threadWithoutAClassLoaderLooksIntoTheSystemsOne() throws MalformedURLException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(null);
            Report report = Preflight.of("test", file("classpath:dev/preflight/check/ClassPathFileTest.class"))
                    .run();
            assertEquals(Verdict.PASSED, report.verdict(), report::toString);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
