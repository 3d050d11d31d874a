package dev.preflight.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.snakeyaml.engine.v2.api.Load;

class MissingParserTest {
    @TempDir
    Path directory;

    /** Runs in a class loader of its own, where nothing of the test's is the same class. */
    static final class Inside implements Callable<String> {
        @Override
        public String call() {
            Path directory = Path.of(System.getProperty(Inside.class.getName()));
            return new FileRun(directory).problem(Checks.file("app.yaml").yaml())
                    + new FileRun(directory).problem(Checks.file("app.yaml").yaml());
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void missingParserIsNamedWithItsCoordinates() throws Exception {
        new FileRun(directory).write("app.yaml", "a: 1\n");
        String problem = """
                file.parser-missing: no parser for YAML
                found: the class path has no org.snakeyaml:snakeyaml-engine
                fix: add the dependency org.snakeyaml:snakeyaml-engine
                """;
        String property = Inside.class.getName();
        System.setProperty(property, directory.toString());
        try (URLClassLoader loader = withoutParser()) {
            Class<?> inside = loader.loadClass(Inside.class.getName());
            var constructor = inside.getDeclaredConstructor();
            constructor.setAccessible(true);
            assertEquals(problem + problem, ((Callable<String>) constructor.newInstance()).call());
        } finally {
            System.clearProperty(property);
        }
    }

    private static URLClassLoader withoutParser() throws IOException {
        URL[] classPath = {locationOf(Preflight.class), locationOf(MissingParserTest.class), locationOf(Logger.class)};
        ClassLoader tests = MissingParserTest.class.getClassLoader();
        ClassLoader junit = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.startsWith("org.junit.") || name.startsWith("org.opentest4j.")) {
                    return tests.loadClass(name);
                }
                throw new ClassNotFoundException(name);
            }
        };
        return new URLClassLoader(classPath, junit);
    }

    private static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void parserThatNoModuleRequiresIsNamedWithWhatResolvesIt() throws Exception {
        String property = "jdk.module.path";
        String before = System.getProperty(property);
        System.setProperty(
                property,
                Path.of(locationOf(Load.class).toURI()) + File.pathSeparator + directory.resolve("not there"));
        try {
            assertEquals(
                    Problem.of(Code.FILE_PARSER_MISSING, "no parser for YAML")
                            .found("the module path has org.snakeyaml.engine, and no module requires it")
                            .fix("start with --add-modules org.snakeyaml.engine, or require it in module-info.java"),
                    FileProblems.parserMissing("YAML", "org.snakeyaml:snakeyaml-engine", "org.snakeyaml.engine"));
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }
}
