package dev.preflight.audit;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static dev.preflight.Checks.property;
import static dev.preflight.backend.Backends.jdbc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.check.EnvVar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit finds in classes that are compiled here. */
class AuditTest {
    private static final Preflight NOTHING = Preflight.of("orders", probe("p", () -> {}));

    @TempDir
    Path classes;

    /** Compiles a class with some code in a method, whose first line is 3. */
    private void compile(String... lines) {
        Compiler.compile(
                classes,
                "Shell",
                "import java.util.*;\nclass Shell { static void run(String arg, boolean flag) throws Exception {\n"
                        + String.join("\n", lines) + "\n}}");
    }

    private Findings audit(Preflight suite) throws IOException {
        return Audit.of(suite).scan(classes);
    }

    private static List<String> texts(List<Use> uses) {
        List<String> texts = new ArrayList<>();
        for (Use use : uses) {
            texts.add(use.toString());
        }
        return texts;
    }

    private void assertUndeclared(String... uses) throws IOException {
        assertEquals(List.of(uses), texts(audit(NOTHING).undeclared()));
    }

    private void assertUnreadable(String... uses) throws IOException {
        assertEquals(List.of(uses), texts(audit(NOTHING).unreadable()));
    }

    @Test
    void everyWayToReadAConstantNameIsFound() throws IOException {
        compile(
                "System.getenv(\"A\");",
                "System.getProperty(\"b.x\");",
                "System.getProperty(\"c.x\", \"default\");",
                "Integer.getInteger(\"d.x\"); Integer.getInteger(\"e.x\", 3); Integer.getInteger(\"f.x\", Integer.valueOf(3));",
                "Long.getLong(\"g.x\"); Long.getLong(\"h.x\", 3L);",
                "Boolean.getBoolean(\"i.x\");",
                "System.getenv().get(\"J\"); System.getenv().getOrDefault(\"K\", \"\"); System.getenv().containsKey(\"L\");");

        assertUndeclared(
                "env A  in Shell, line 3",
                "property b.x  in Shell, line 4",
                "property c.x  in Shell, line 5",
                "property d.x  in Shell, line 6",
                "property e.x  in Shell, line 6",
                "property f.x  in Shell, line 6",
                "property g.x  in Shell, line 7",
                "property h.x  in Shell, line 7",
                "property i.x  in Shell, line 8",
                "env J  in Shell, line 9",
                "env K  in Shell, line 9",
                "env L  in Shell, line 9");
        assertUnreadable();
    }

    @Test
    void namesThatAreLookedUpAmongAllPropertiesAreFound() throws IOException {
        compile(
                "System.getProperties().getProperty(\"a.x\"); System.getProperties().getProperty(\"b.x\", \"\");",
                "Properties all = System.getProperties(); all.get(\"c.x\"); all.getOrDefault(\"d.x\", \"\");",
                "System.getProperties().containsKey(\"e.x\"); System.getProperties().getProperty(arg);",
                "System.getProperties().setProperty(\"f.x\", \"1\"); new Properties(System.getProperties());",
                "new Properties().getProperty(\"g.x\"); System.getProperties().getProperty(\"user.home\");");

        assertUndeclared(
                "property a.x  in Shell, line 3",
                "property b.x  in Shell, line 3",
                "property c.x  in Shell, line 4",
                "property d.x  in Shell, line 4",
                "property e.x  in Shell, line 5");
        assertUnreadable("property getProperty  in Shell, line 5");
        assertEquals(
                List.of(),
                audit(Preflight.of(
                                "orders",
                                property("a.x"),
                                property("b.x"),
                                property("c.x"),
                                property("d.x"),
                                property("e.x")))
                        .undeclared());
    }

    @Test
    void constantsOfTheCompilerAreSeen() throws IOException {
        Compiler.compile(
                classes,
                "Names",
                "class Names { static final String PREFIX = \"ORDERS_\"; static final String URL = PREFIX + \"URL\"; }",
                "Shell",
                "class Shell {\n static final String OWN = \"OWN\";\n String a = System.getenv(Names.URL);\n"
                        + " String b = System.getenv(Names.PREFIX + \"PORT\");\n String c() {\n return System.getenv(OWN); } }");

        assertUndeclared(
                "env ORDERS_URL  in Shell, line 3", "env ORDERS_PORT  in Shell, line 4", "env OWN  in Shell, line 6");
        assertUnreadable();
    }

    @Test
    void constantsAreFollowedThroughVariablesAndConditions() throws IOException {
        compile(
                "String name = \"A\";",
                "System.getenv(name);",
                "System.getenv(flag ? \"B\" : \"C\");",
                "String later = null; if (flag) { later = \"D\"; } System.getenv(later);",
                "Map<String, String> all = System.getenv(); all.get(\"E\");",
                "for (int i = 0; i < 3; i++) { System.getenv(i == 2 ? name : \"F\"); }",
                "Object o = \"G\"; System.getenv((String) o);");

        assertEquals(
                List.of("A", "B", "C", "D", "E", "A", "F", "G"),
                audit(NOTHING).undeclared().stream().map(Use::name).toList());
        assertUnreadable();
    }

    @Test
    void whatCannotBeToldIsListedAndNotPassedOver() throws IOException {
        compile(
                "System.getenv(arg);",
                "System.getProperty(\"x.\" + arg);",
                "System.getenv(flag ? \"A\" : arg);",
                "System.getenv().forEach((name, value) -> {});",
                "new HashMap<>(System.getenv());",
                "java.util.function.Function<String, String> f = System::getenv;",
                "java.util.function.Function<String, Integer> g = Integer::getInteger;");

        assertUnreadable(
                "env getenv  in Shell, line 3",
                "property getProperty  in Shell, line 4",
                "env getenv  in Shell, line 5",
                "env all variables  in Shell, line 6",
                "env all variables  in Shell, line 7",
                "env method reference  in Shell, line 8",
                "property method reference  in Shell, line 9");
        assertUndeclared("env A  in Shell, line 5");
    }

    @Test
    void mapOfVariablesThatGoesElsewhereCannotBeTold() throws IOException {
        Compiler.compile(
                classes,
                "Shell",
                "import java.util.*;\nclass Shell { static Map<String, String> all =\n System.getenv();\n"
                        + "static Map<String, String> all() {\n return System.getenv(); } }");

        assertUnreadable("env all variables  in Shell, line 3", "env all variables  in Shell, line 5");
    }

    @Test
    void namesOfTheJdkAreNobodysBusiness() throws IOException {
        compile(
                "System.getProperty(\"java.io.tmpdir\"); System.getProperty(\"user.dir\"); System.getProperty(\"os.name\");",
                "System.getProperty(\"line.separator\"); System.getProperty(\"https.proxyHost\"); System.getenv(null);");

        assertTrue(audit(NOTHING).isClean());
    }

    @Test
    void declaredNamesInAllTheirFormsAreFine() throws IOException {
        compile(
                "System.getenv(\"A\"); System.getenv(\"OLD\"); System.getenv(\"A_FILE\"); System.getProperty(\"b.x\");");

        assertTrue(audit(Preflight.of("orders", env("A").deprecates("OLD").orFile(), property("b.x")))
                .isClean());
        assertEquals(
                List.of("env A_FILE  in Shell, line 3", "env OLD  in Shell, line 3", "property b.x  in Shell, line 3"),
                texts(audit(Preflight.of("orders", env("A"), env("b.x"))).undeclared()));
    }

    @Test
    void exceptionsAreDeclaredWithAReason() throws IOException {
        compile("System.getenv(\"HOME\"); System.getenv(arg); Runnable r = () -> System.getenv(arg);");

        assertEquals(1, audit(NOTHING).undeclared().size());
        assertEquals(
                0,
                audit(NOTHING.alsoReads("HOME", "set by the shell"))
                        .undeclared()
                        .size());
        assertEquals(
                1,
                audit(NOTHING.alsoReads("HOME", "set by the shell"))
                        .unreadable()
                        .size());
        assertTrue(audit(NOTHING.alsoReads("HOME", "set by the shell").alsoReads("Shell", "a shell"))
                .isClean());
    }

    @Test
    void exceptionForAClassHoldsForThoseInsideIt() throws IOException {
        Compiler.compile(
                classes,
                "Shell",
                "class Shell { static class In { Object o = new Object() { String s = System.getenv(toString()); }; } }");

        assertEquals(1, audit(NOTHING).unreadable().size());
        assertTrue(audit(NOTHING.alsoReads("Shell", "a shell")).isClean());
    }

    private static final EnvVar<String> URL = env("URL");

    private static final String ORDERS = """
            import static dev.preflight.Checks.*;
            import dev.preflight.*;
            import dev.preflight.check.*;
            class Orders {
                static final EnvVar<Integer> PORT = env("PORT").port().orElse(8080);
                static final EnvVar<String> URL = env("URL").describedAs("x");
                static final EnvVar<String> STALE = env("STALE");
                static final EnvVar<String> GIVEN = env("GIVEN");
                static final Preflight PREFLIGHT = Preflight.of("orders", PORT, URL, STALE, GIVEN, env("INLINE"), property("zone"));
                static void main() throws Exception {
                    Verified verified = PREFLIGHT.verify();
                    int port = verified.get(PORT);
                    %s
                }
            }
            """;

    private static final Preflight SUITE = Preflight.of(
            "orders",
            env("PORT").port(),
            env("GIVEN"),
            env("STALE"),
            env("INLINE"),
            property("zone"),
            env("ELSEWHERE"),
            jdbc("db", URL));

    @Test
    void whatNothingReadsIsListed() throws IOException {
        Compiler.compile(classes, "Orders", ORDERS.formatted("java.util.Optional.of(GIVEN);"));

        Findings findings = audit(SUITE);

        assertEquals(List.of("env STALE", "env INLINE", "property zone"), findings.unread());
        assertEquals(List.of(), findings.undeclared());
    }

    @Test
    void whatIsReadByHandIsRead() throws IOException {
        Compiler.compile(
                classes,
                "Orders",
                ORDERS.formatted("System.getenv(\"INLINE\"); System.getProperty(\"zone\"); return;"));

        assertEquals(List.of("env GIVEN", "env STALE"), audit(SUITE).unread());
        assertTrue(audit(SUITE.alsoReads("GIVEN", "a library").alsoReads("STALE", "another one"))
                .isClean());
    }

    @Test
    void checkInALocalVariableIsReadWhereItsValueIs() throws IOException {
        Compiler.compile(
                classes,
                "Orders",
                ORDERS.formatted("EnvVar<String> stale = env(\"STALE\"); Preflight.of(\"x\", stale, GIVEN);\n"
                        + "PREFLIGHT.verify().find(stale); probe(\"p\", context -> context.get(GIVEN));"));

        assertEquals(List.of("env INLINE", "property zone"), audit(SUITE).unread());
    }

    @Test
    void whatIsDeclaredElsewhereIsNotJudged() throws IOException {
        compile("");

        assertEquals(List.of(), audit(SUITE).unread());
    }

    @Test
    void jarIsReadAsADirectoryIs() throws IOException {
        compile("System.getenv(\"A\");");
        Path jar = Files.createTempFile(classes.getParent(), "orders", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("BOOT-INF/classes/Shell.class"));
            Files.copy(classes.resolve("Shell.class"), out);
            out.putNextEntry(new JarEntry("BOOT-INF/lib/other.jar"));
            out.putNextEntry(new JarEntry("BOOT-INF/classes/application.properties"));
            out.write("a=${B}\n".getBytes());
        }

        Findings findings = Audit.of(NOTHING).scan(jar);

        assertEquals(
                List.of("placeholder B  in BOOT-INF/classes/application.properties, line 1", "env A  in Shell, line 3"),
                texts(findings.undeclared()));
        assertEquals(1, findings.classes());
        Files.delete(jar);
    }

    @Test
    void auditThatReadsNothingFails() throws IOException {
        Path empty = Files.createDirectory(classes.resolve("empty"));
        Path none = classes.resolve("none");

        assertEquals(
                empty + " has no class",
                assertThrows(IOException.class, () -> Audit.of(NOTHING).scan(empty))
                        .getMessage());
        assertEquals(
                none + " is not there",
                assertThrows(IOException.class, () -> Audit.of(NOTHING).scan(none))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Audit.of(NOTHING).scan());
    }

    @Test
    void damagedClassesAndJarsAreNamed() throws IOException {
        Path damaged = Files.writeString(classes.resolve("Damaged.class"), "damaged");
        String message = assertThrows(IOException.class, () -> audit(NOTHING)).getMessage();
        assertTrue(message.startsWith(classes + ": Damaged.class cannot be read: "), message);

        message = assertThrows(IOException.class, () -> Audit.of(NOTHING).scan(damaged))
                .getMessage();
        assertTrue(message.startsWith(damaged + " cannot be read: "), message);
    }

    @Test
    void codeThatIsNotReachedBreaksNothing() throws IOException {
        compile("if (flag) { throw new Exception(System.getenv(\"A\")); }", "while (true) { System.getenv(\"B\"); }");

        assertUndeclared("env A  in Shell, line 3", "env B  in Shell, line 4");
    }

    @Test
    void findingsReadAsAPage() throws IOException {
        compile("System.getenv(\"HOME\"); System.getenv(arg);");

        assertEquals("""
                AUDIT FAILED  orders: 1 class, 1 undeclared, 1 that cannot be told, 0 read nowhere

                UNDECLARED  env HOME  in Shell, line 3
                UNKNOWN     env getenv  in Shell, line 3

                Declare what is read and drop what is not, or give the reason: alsoReads("NAME", "reason"), \
                with the class as the name where it is unknown""", audit(NOTHING).toString());
        Findings clean = audit(NOTHING.alsoReads("Shell", "x"));
        assertEquals("AUDIT PASSED  orders: 1 class, and all that they read is declared", clean.toString());
        assertFalse(audit(NOTHING).isClean());
        assertEquals(
                "UNREAD      env X",
                new Findings("o", 2, List.of(), List.of(), List.of("env X"))
                        .toString()
                        .split("\n")[2]);
    }
}
