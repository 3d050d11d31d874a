package dev.preflight.junit;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.container;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.dynamicTestRegistered;
import static org.junit.platform.testkit.engine.EventConditions.engine;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.started;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.preflight.Preflight;
import dev.preflight.check.EnvVar;
import dev.preflight.deploy.Deployment;
import dev.preflight.docs.GeneratedFile;
import dev.preflight.docs.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventConditions;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What JUnit makes of the tests: its launcher runs a test class as users write it. */
class PreflightTestsTest {
    private static final EnvVar<String> URL = env("DATABASE_URL");

    private static final Preflight ORDERS = Preflight.of(
            "orders",
            env("PORT").port(),
            env("ZONE").deprecates("REGION"),
            URL,
            probe("orders-db", () -> {}).needs(URL),
            env("SMTP_HOST").onlyIf(envEquals("MAIL_MODE", "smtp")),
            probe("cache", () -> {
                        throw new ConnectException("Connection refused");
                    })
                    .warnOnly());

    @TempDir
    static Path directory;

    private static Path stale;
    private static Path current;

    /** What a user writes; not found when all tests are run, since it is nested and its name says no test. */
    static final class Written {
        @TestFactory
        @Tag("checks")
        Stream<DynamicTest> preflight() {
            return PreflightTests.of(ORDERS.against(Deployment.of(Map.of("PORT", "8080", "REGION", "eu"))));
        }

        @TestFactory
        @Tag("off")
        Stream<DynamicTest> off() {
            return PreflightTests.of(ORDERS.against(Deployment.of(Map.of("PREFLIGHT", "off"))));
        }

        @TestFactory
        @Tag("stale")
        DynamicTest stale() {
            return PreflightTests.documentationIsCurrent(ORDERS, stale);
        }

        @TestFactory
        @Tag("current")
        DynamicTest current() {
            return PreflightTests.documentationIsCurrent(ORDERS, current);
        }

        @TestFactory
        @Tag("audit")
        Stream<DynamicTest> audit() {
            return Stream.of(
                    PreflightTests.everythingReadIsDeclared(ORDERS, current),
                    PreflightTests.everythingReadIsDeclared(ORDERS, stale));
        }
    }

    private String err;

    private EngineExecutionResults run(String tag) {
        PrintStream stderr = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Written.class))
                    .filters(TagFilter.includeTags(tag))
                    .execute();
        } finally {
            System.setErr(stderr);
            err = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static Condition<Event> test(String name, Condition<Event> how) {
        return event(EventConditions.test(), displayName(name), how);
    }

    @Test
    void eachCheckIsATestThatEndsAsTheCheckDid() {
        EngineExecutionResults results = run("checks");

        results.allEvents()
                .assertEventsMatchExactly(
                        event(engine(), started()),
                        event(container(Written.class), started()),
                        event(container("preflight"), started()),
                        event(dynamicTestRegistered("dynamic-test:#1"), displayName("env PORT")),
                        test("env PORT", started()),
                        test("env PORT", finishedSuccessfully()),
                        event(dynamicTestRegistered("dynamic-test:#2"), displayName("env ZONE")),
                        test("env ZONE", started()),
                        test("env ZONE", finishedSuccessfully()),
                        event(dynamicTestRegistered("dynamic-test:#3"), displayName("env DATABASE_URL")),
                        test("env DATABASE_URL", started()),
                        test(
                                "env DATABASE_URL",
                                finishedWithFailure(
                                        instanceOf(AssertionFailedError.class),
                                        message("not set  [env.missing]\n      fix     set DATABASE_URL"))),
                        event(dynamicTestRegistered("dynamic-test:#4"), displayName("probe orders-db")),
                        test("probe orders-db", started()),
                        test(
                                "probe orders-db",
                                abortedWithReason(
                                        instanceOf(TestAbortedException.class), message("needs env DATABASE_URL"))),
                        event(dynamicTestRegistered("dynamic-test:#5"), displayName("env SMTP_HOST")),
                        test("env SMTP_HOST", started()),
                        test(
                                "env SMTP_HOST",
                                abortedWithReason(
                                        instanceOf(TestAbortedException.class),
                                        message("only if MAIL_MODE is 'smtp'"))),
                        event(dynamicTestRegistered("dynamic-test:#6"), displayName("probe cache")),
                        test("probe cache", started()),
                        test(
                                "probe cache",
                                abortedWithReason(
                                        instanceOf(TestAbortedException.class),
                                        message(text ->
                                                text.startsWith("only warns: connection refused  [backend.refused]")))),
                        event(container("preflight"), finishedSuccessfully()),
                        event(container(Written.class), finishedSuccessfully()),
                        event(engine(), finishedSuccessfully()));
    }

    @Test
    void warningsOfAPassedCheckAreVisible() {
        run("checks");

        assertEquals("""
                WARN  env ZONE  set by its old name  [env.deprecated]
                      found   REGION is set, which still works
                      fix     set ZONE instead of REGION
                """, err.replace(System.lineSeparator(), "\n"));
    }

    @Test
    void runThatChecksNothingIsAFailure() {
        EngineExecutionResults results = run("off");

        results.testEvents()
                .assertThatEvents()
                .haveExactly(1, test("preflight orders", finishedWithFailure(message("nothing was checked"))));
        assertEquals(1, results.testEvents().finished().count());
        assertTrue(err.contains("PREFLIGHT=off"), err);
    }

    @Test
    void staleDocumentationFailsWithTheDifference() throws IOException {
        stale = Files.writeString(directory.resolve("stale.env"), "# preflight:begin\nOLD=\n# preflight:end\n");

        EngineExecutionResults results = run("stale");

        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        test(
                                "documentation " + stale,
                                finishedWithFailure(message(text -> text.startsWith(
                                                "stale; run the application with --preflight=env-example --write "
                                                        + stale + "\n--- " + stale)
                                        && text.contains("\n-OLD=\n")))));
    }

    @Test
    void currentDocumentationPasses() throws IOException {
        current = directory.resolve("configuration.md");
        GeneratedFile.of(Page.REFERENCE, ORDERS, current).update();

        EngineExecutionResults results = run("current");

        results.testEvents()
                .assertThatEvents()
                .haveExactly(1, test("documentation " + current, finishedSuccessfully()));
        assertEquals(1, results.testEvents().succeeded().count());
    }

    /** A class that reads HOME. */
    private static final class Reading {
        static String home() {
            return System.getenv("HOME");
        }
    }

    private static Path copied(Class<?> type, String to) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path copy = Files.createDirectories(directory.resolve(to)).resolve("Copied.class");
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            Files.copy(in, copy);
        }
        return copy.getParent();
    }

    @Test
    void codeThatReadsPastTheDeclarationFails() throws IOException {
        current = copied(TestFactory.class, "clean");
        stale = copied(Reading.class, "reading");

        EngineExecutionResults results = run("audit");

        assertEquals(1, results.testEvents().succeeded().count());
        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        test(
                                "audit orders",
                                finishedWithFailure(message(text -> text.startsWith(
                                                "AUDIT FAILED  orders: 1 class, 1 undeclared")
                                        && text.contains("UNDECLARED  env HOME  in " + Reading.class.getName())))));
    }
}
