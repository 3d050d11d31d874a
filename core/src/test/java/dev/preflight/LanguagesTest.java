package dev.preflight;

import static dev.preflight.Checks.holds;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.Probe;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.CheckResult;
import groovy.lang.GroovyClassLoader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import kotlin.Unit;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each form of a probe says no to, in the languages that services on the JVM are written in. */
class LanguagesTest {
    @TempDir
    private Path directory;

    private static boolean no() {
        return false;
    }

    private static void nothing() {
        // Nothing is wrong.
    }

    private static boolean often() {
        return false;
    }

    @SuppressWarnings("unused")
    private static boolean often(int first, int second) {
        return true;
    }

    private static String outcome(Probe<?> probe) {
        CheckResult result = Preflight.of("languages", probe)
                .against(Deployment.of(Map.of()))
                .run()
                .results()
                .get(0);
        String why = result.problems().isEmpty()
                ? ""
                : ": " + result.problems().get(0).code() + ", "
                        + result.problems().get(0).summary();
        return result.outcome() + why;
    }

    private static final String NO = "FAILED: probe.failed, answered false";

    @Test
    void javaLambdasAndReferencesThatReturnFalseFail() {
        assertEquals(NO, outcome(probe("lambda", () -> no())));
        assertEquals(NO, outcome(probe("block", () -> {
            return no();
        })));
        assertEquals(NO, outcome(probe("reference", LanguagesTest::no)));
        Object text = "text";
        assertEquals(NO, outcome(probe("of an instance", () -> text.equals("other"))));
        assertEquals(NO, outcome(probe("context", context -> no())));
        assertEquals(NO, outcome(probe("callable", (Callable<Boolean>) () -> no())));
        assertEquals(NO, outcome(holds("lambda", () -> no())));
        assertEquals(NO, outcome(holds("reference", LanguagesTest::no)));
        assertEquals(NO, outcome(holds("overloaded", LanguagesTest::often)));
    }

    @Test
    void javaLambdasThatReturnNothingPass() {
        assertEquals("PASSED", outcome(probe("void", () -> nothing())));
        assertEquals("PASSED", outcome(probe("reference", LanguagesTest::nothing)));
        assertEquals("PASSED", outcome(probe("null", () -> null)));
        assertEquals("FAILED: probe.failed, failed", outcome(probe("throws", () -> {
            throw new IOException("no");
        })));
    }

    @Test
    void whatALambdaReturnsIsTheValue() {
        Probe<String> text = probe("text", () -> "found");
        Probe<Boolean> truth = holds("truth", () -> true);
        Verified verified = Preflight.of("languages", text, truth)
                .against(Deployment.of(Map.of()))
                .verify();
        assertEquals("found", verified.get(text));
        assertEquals(true, verified.get(truth));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void onlyTrueHolds() {
        assertEquals("PASSED", outcome(holds("yes", () -> true)));
        assertEquals("FAILED: probe.failed, answered null", outcome(holds("null", () -> null)));
        Callable text = () -> "true";
        assertEquals("FAILED: probe.failed, answered neither true nor false", outcome(holds("text", (Callable<Boolean>)
                text)));
        assertEquals(
                "FAILED: probe.rejected, answered false",
                outcome(holds("offline", () -> no()).offline()));
    }

    @Test
    void aReferenceToAnOverloadedMethodIsAmbiguousInJava() {
        assertTrue(javac("probe(\"name\", Other::one)").isEmpty());
        assertTrue(javac("probe(\"name\", Other::many)").contains("ambiguous"));
        assertTrue(javac("probe(\"name\", () -> Other.many())").isEmpty());
        assertTrue(javac("holds(\"name\", Other::many)").isEmpty());
    }

    private String javac(String expression) {
        String source = "class Other { static boolean one() { return true; } static boolean many() { return true; }"
                + " static boolean many(int a, int b) { return true; }"
                + " Object check = dev.preflight.Checks." + expression + "; }";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter out = new StringWriter();
        compiler.getTask(
                        out,
                        null,
                        null,
                        List.of("-proc:none", "-cp", place(Checks.class), "-d", directory.toString()),
                        null,
                        List.of(
                                new SimpleJavaFileObject(
                                        URI.create("string:///Other.java"), JavaFileObject.Kind.SOURCE) {
                                    @Override
                                    public CharSequence getCharContent(boolean ignore) {
                                        return source;
                                    }
                                }))
                .call();
        return out.toString();
    }

    private static String place(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    @Test
    @Tag("slow")
    void kotlinNeedsHoldsForATrailingLambda() throws Exception {
        Class<?> kotlin = kotlin("""
                import dev.preflight.Checks.holds
                import dev.preflight.Checks.probe
                import dev.preflight.check.Probe
                import java.util.concurrent.Callable

                fun no(): Boolean = false

                fun trailing(): Probe<*> = holds("trailing") { no() }
                fun reference(): Probe<*> = holds("reference", ::no)
                fun yes(): Probe<*> = holds("yes") { !no() }
                fun callable(): Probe<*> = probe("callable", Callable { no() })
                fun context(): Probe<*> = probe("context") { context -> context.name() == "other" }
                fun action(): Probe<*> = probe("action") { no() }
                """);
        assertEquals(NO, outcome(made(kotlin, "trailing")));
        assertEquals(NO, outcome(made(kotlin, "reference")));
        assertEquals("PASSED", outcome(made(kotlin, "yes")));
        assertEquals(NO, outcome(made(kotlin, "callable")));
        assertEquals(NO, outcome(made(kotlin, "context")));
        assertEquals("PASSED", outcome(made(kotlin, "action")));
    }

    private Class<?> kotlin(String source) throws Exception {
        Path file = Files.writeString(directory.resolve("Sample.kt"), source);
        Path classes = directory.resolve("classes");
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        ExitCode exit = new K2JVMCompiler()
                .exec(
                        new PrintStream(told, true, StandardCharsets.UTF_8),
                        "-no-stdlib",
                        "-no-reflect",
                        "-nowarn",
                        "-jvm-target",
                        "17",
                        "-cp",
                        place(Checks.class) + File.pathSeparator + place(Unit.class),
                        "-d",
                        classes.toString(),
                        file.toString());
        assertEquals(ExitCode.OK, exit, told.toString(StandardCharsets.UTF_8));
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, LanguagesTest.class.getClassLoader())
                .loadClass("SampleKt");
    }

    @Test
    void groovyClosuresThatReturnFalseFail() throws Exception {
        Class<?> groovy = groovy("""
                import static dev.preflight.Checks.holds
                import static dev.preflight.Checks.probe
                import dev.preflight.check.Verification

                class Sample {
                    static boolean no() { false }
                    static trailing() { probe('trailing') { no() } }
                    static lambda() { probe('lambda', () -> no()) }
                    static reference() { probe('reference', Sample::no) }
                    static holding() { holds('holding') { no() } }
                    static yes() { holds('yes') { !no() } }
                    static weak() { holds('weak') { 'true' } }
                    static context() { probe('context', { context -> context.name() == 'other' } as Verification) }
                }
                """);
        assertEquals(NO, outcome(made(groovy, "trailing")));
        assertEquals(NO, outcome(made(groovy, "lambda")));
        assertEquals(NO, outcome(made(groovy, "reference")));
        assertEquals(NO, outcome(made(groovy, "holding")));
        assertEquals("PASSED", outcome(made(groovy, "yes")));
        assertEquals("FAILED: probe.failed, answered neither true nor false", outcome(made(groovy, "weak")));
        assertEquals(NO, outcome(made(groovy, "context")));
    }

    @SuppressWarnings("resource")
    private static Class<?> groovy(String source) {
        return new GroovyClassLoader(LanguagesTest.class.getClassLoader()).parseClass(source);
    }

    private static Probe<?> made(Class<?> sample, String method) throws ReflectiveOperationException {
        return assertInstanceOf(Probe.class, sample.getMethod(method).invoke(null));
    }
}
