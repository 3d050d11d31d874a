package dev.preflight.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles what an application may be written like. */
final class Compiler {
    private Compiler() {}

    private static final class Source extends SimpleJavaFileObject {
        private final String code;

        Source(String name, String code) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    /** Compiles pairs of simple names and code into a directory. */
    static void compile(Path directory, String... namesAndCode) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = 0; i < namesAndCode.length; i += 2) {
            sources.add(new Source(namesAndCode[i], namesAndCode[i + 1]));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        // The whole class path of the tests takes a compiler longer than the code.
        String classPath = Path.of(Preflight.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        List<String> options = List.of("-d", directory.toString(), "-cp", classPath, "-proc:none", "-g", "-nowarn");
        boolean compiled =
                compiler.getTask(messages, null, null, options, null, sources).call();
        assertTrue(compiled, messages::toString);
    }
}
