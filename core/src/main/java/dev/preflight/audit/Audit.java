package dev.preflight.audit;

import dev.preflight.Preflight;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Holds the code of an application against its declaration, for tests and pipelines.
 *
 * <pre>{@code
 * Findings findings = Audit.of(Orders.PREFLIGHT).scan(Path.of("target/classes"));
 * assertTrue(findings.isClean(), findings::toString);
 * }</pre>
 *
 * <p>It reads compiled classes and runs none of them. Found are
 *
 * <ul>
 *   <li>names that are passed to {@code System.getenv}, {@code System.getenv().get}, {@code System.getProperty},
 *       {@code Integer.getInteger}, {@code Long.getLong} and {@code Boolean.getBoolean}, as far as they are constants of
 *       the class file, also by way of local variables and conditions; properties that the JDK documents do not count
 *   <li>placeholders in {@code @Value("${…}")} of Spring and in {@code application*.yml}, {@code .yaml} and
 *       {@code .properties} beside the classes, unless they are keys of such a file; names count as declared in the forms
 *       in which Spring looks for them in the environment
 *   <li>reads whose name cannot be told, such as that of a parameter, and method references to those methods
 *   <li>variables and properties that are declared in these classes and that nothing reads there: neither one of the
 *       above nor the value of the check, nor another check as an input, nor {@code @ConfigurationProperties} of Spring
 *       Boot whose prefix they have
 * </ul>
 *
 * <p>Libraries are not looked into, so what only they read is to be named by {@link Preflight#alsoReads}, as is every
 * other deliberate exception. Immutable.
 */
public final class Audit {
    private final Preflight suite;

    private Audit(Preflight suite) {
        this.suite = suite;
    }

    /**
     * The audit of a suite.
     *
     * @param suite what is declared
     * @return the audit
     * @throws NullPointerException if {@code suite} is null
     */
    public static Audit of(Preflight suite) {
        return new Audit(Objects.requireNonNull(suite, "suite"));
    }

    /**
     * Reads the classes of an application and tells what does not agree with the declaration.
     *
     * @param places directories of classes, or jars; of a fat jar the application's own classes are read, and not the
     *     jars inside
     * @return what was found
     * @throws NullPointerException if a place is null
     * @throws IllegalArgumentException if there is no place
     * @throws IOException if a place cannot be read or has no class, if a class or file in it is malformed, or if a
     *     library that the audit needs is missing
     */
    public Findings scan(Path... places) throws IOException {
        if (places.length == 0) {
            throw new IllegalArgumentException("places is empty");
        }
        Reads reads = new Reads();
        try {
            for (Path place : places) {
                new Place(place, reads).read();
            }
        } catch (NoClassDefFoundError e) {
            String missing = String.valueOf(e.getMessage());
            if (missing.startsWith("org/objectweb/asm/")) {
                throw new IOException("the audit needs org.ow2.asm:asm-analysis, which is not on the class path", e);
            }
            if (missing.startsWith("org/snakeyaml/")) {
                throw new IOException(
                        "application.yml needs org.snakeyaml:snakeyaml-engine, which is not on the class path", e);
            }
            throw e;
        }
        return new Judgement(suite, reads).findings();
    }
}
