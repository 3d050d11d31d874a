package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what boots take to {@code budgets.properties}. */
class BudgetTest {
    /** Whether a socket has been made. */
    private static final String SOCKETS = "java.net.SocksSocketImpl";

    private final Properties budgets = new Properties();

    @TempDir
    Path directory;

    BudgetTest() throws IOException {
        try (InputStream in = BudgetTest.class.getResourceAsStream("budgets.properties")) {
            budgets.load(in);
        }
    }

    @Test
    void configurationThatIsValidLoadsFewClassesAndStartsNoThread() throws Exception {
        FreshJvm.Ended nothing = run("nothing");
        FreshJvm.Ended boot = run("configuration");

        assertEquals(List.of(budgets.getProperty("configuration.threads"), "false"), boot.lines());
        assertWithin("configuration.classes.own", own(nothing), own(boot));
        boolean since25 = Runtime.version().feature() >= 25;
        assertWithin("configuration.classes.jdk" + (since25 ? ".since-25" : ""), jdk(nothing), jdk(boot));
        assertFalse(boot.classes().contains(SOCKETS));
    }

    @Test
    void configurationThatIsValidAllocatesLittle() throws Exception {
        long bytes = Long.parseLong(run("configuration, allocated").lines().get(0));
        long most = Long.parseLong(budgets.getProperty("configuration.allocated"));
        assertTrue(bytes > 0 && bytes <= most, () -> "configuration.allocated: " + bytes);
    }

    @Test
    void lineThatSaysSoTakesLittleMore() throws Exception {
        FreshJvm.Ended boot = run("configuration, logged");
        assertTrue(own(boot).size() > own(run("configuration")).size(), "the line is written");
        assertWithin("configuration.logged.classes.own", own(run("nothing")), own(boot));
    }

    @Test
    void connectionsTakeAThreadEachAndOneThatLoadsWhatSocketsTake() throws Exception {
        FreshJvm.Ended boot = run("connections");
        assertEquals(List.of(budgets.getProperty("connections.threads"), "false"), boot.lines());
        assertWithin("connections.classes.own", own(run("nothing")), own(boot));
        assertTrue(boot.classes().contains(SOCKETS));
    }

    @Test
    void laterRunsTakeTheThreadsOfTheirChecksAlone() throws Exception {
        assertEquals(List.of("5", "false"), run("connections, twice").lines());
    }

    @Test
    void threadThatLoadsHasEndedWithTheRunEvenWhereNothingConnected() throws Exception {
        FreshJvm.Ended boot = run("connections, none needed");
        assertEquals(List.of("1", "false"), boot.lines());
        assertTrue(boot.classes().contains(SOCKETS));
    }

    @Test
    void switchedOffNothingIsLoadedAhead() throws Exception {
        FreshJvm.Ended boot = run("connections", Map.of("PREFLIGHT", "off"));
        assertEquals(List.of("0", "false"), boot.lines());
        assertFalse(boot.classes().contains(SOCKETS));
    }

    private void assertWithin(String budget, List<String> without, List<String> with) {
        List<String> more =
                with.stream().filter(name -> !without.contains(name)).toList();
        int most = Integer.parseInt(budgets.getProperty(budget));
        assertTrue(!more.isEmpty() && more.size() <= most, () -> budget + ": " + more.size() + " " + more);
    }

    private static List<String> own(FreshJvm.Ended ended) {
        return ended.classes("dev.preflight.");
    }

    /** Without the classes that the JVM makes up as it goes, whose names change. */
    private static List<String> jdk(FreshJvm.Ended ended) {
        return ended.classes("java.", "javax.", "jdk.", "sun.").stream()
                .filter(name -> !name.contains("/0x"))
                .toList();
    }

    private FreshJvm.Ended run(String how) throws Exception {
        return run(how, Map.of());
    }

    private FreshJvm.Ended run(String how, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        for (int i = 0; i < BudgetProgram.VARIABLES; i++) {
            environment.put(
                    "ORDERS_" + i,
                    switch (i % 5) {
                        case 0 -> "80" + i;
                        case 1 -> "https://host:443/" + i;
                        case 2 -> "secret-value-" + i;
                        case 3 -> "30";
                        default -> "text";
                    });
        }
        for (int i = 0; i < BudgetProgram.FILES; i++) {
            Files.writeString(directory.resolve(i + ".properties"), "key = value\n");
        }
        return new FreshJvm(directory, environment).run(BudgetProgram.class, List.of(how, directory.toString()));
    }
}
