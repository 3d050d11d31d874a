package dev.preflight.audit;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Preflight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** {@code --preflight=audit}, and what it says where a library is missing. */
class AuditCommandTest {
    private static final Preflight SUITE = Preflight.of("orders", env("A"));

    @TempDir
    Path classes;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(Preflight suite, String... arguments) throws IOException {
        PrintStream stream = new PrintStream(out, true);
        return new AuditCommand().run(suite, List.of(arguments), stream, stream);
    }

    @Test
    void endsWithZeroWhereDeclarationAndCodeAgree() throws IOException {
        Compiler.compile(classes, "Shell", "class Shell { String a = System.getenv(\"A\"); }");

        assertEquals(0, run(SUITE, classes.toString()));
        assertEquals(
                "AUDIT PASSED  orders: 1 class, and all that they read is declared",
                out.toString().strip());
    }

    @Test
    void endsWithOneWhereTheyDoNot() throws IOException {
        Compiler.compile(classes, "Shell", "class Shell { String a = System.getenv(\"B\"); }");

        assertEquals(1, run(SUITE, classes.toString()));
        assertEquals(true, out.toString().contains("\nUNDECLARED  env B  in Shell, line 1"), out.toString());
    }

    @Test
    void wantsAPlace() {
        assertEquals(
                "audit wants directories of classes or jars, such as target/classes",
                assertThrows(IllegalArgumentException.class, () -> run(SUITE)).getMessage());
        assertEquals(
                "audit: argument 1 is no path",
                assertThrows(IllegalArgumentException.class, () -> run(SUITE, "\0"))
                        .getMessage());
    }

    /** Runs in a class loader of its own, where nothing of the test's is the same class. */
    static final class Inside implements Callable<String> {
        @Override
        public String call() {
            Path classes = Path.of(System.getProperty(Inside.class.getName()));
            try {
                return Audit.of(Preflight.of("orders", env("A"))).scan(classes).toString();
            } catch (IOException e) {
                return e.getMessage();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private String inside(Class<?>... libraries) throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (Class<?> type : List.of(Preflight.class, AuditCommandTest.class, Logger.class)) {
            classPath.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        for (Class<?> type : libraries) {
            classPath.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        System.setProperty(Inside.class.getName(), classes.toString());
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            var constructor = loader.loadClass(Inside.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((Callable<String>) constructor.newInstance()).call();
        } finally {
            System.clearProperty(Inside.class.getName());
        }
    }

    @Test
    void missingLibraryIsNamedWithItsCoordinates() throws Exception {
        Compiler.compile(classes, "Shell", "class Shell { String a = System.getenv(\"B\"); }");
        Class<?>[] asm = {
            org.objectweb.asm.ClassReader.class,
            org.objectweb.asm.tree.ClassNode.class,
            org.objectweb.asm.tree.analysis.Analyzer.class
        };

        assertEquals("the audit needs org.ow2.asm:asm-analysis, which is not on the class path", inside());
        assertEquals(true, inside(asm).startsWith("AUDIT FAILED"));

        Files.writeString(classes.resolve("application.yml"), "a: 1\n");
        assertEquals(
                "application.yml needs org.snakeyaml:snakeyaml-engine, which is not on the class path", inside(asm));
    }
}
