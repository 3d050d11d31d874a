package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.probe;

import com.sun.management.ThreadMXBean;
import dev.preflight.check.Check;
import dev.preflight.report.Report;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What {@link BudgetTest} counts: a program that boots as its first argument says and prints how many threads that took. */
final class BudgetProgram {
    static final int VARIABLES = 50;
    static final int FILES = 10;

    private BudgetProgram() {}

    public static void main(String[] args) {
        long before = threadsSoFar();
        switch (args[0]) {
            case "nothing" -> {}
            case "configuration" -> boot(configuration(args[1]));
            case "configuration, logged" -> configuration(args[1]).verifyOrExit(args);
            case "configuration, allocated" -> {
                // Without what loading the classes takes, which depends on where they come from.
                boot(configuration(args[1]));
                long start = allocated();
                boot(configuration(args[1]));
                System.out.println(allocated() - start);
                return;
            }
            case "connections" -> boot(connections());
            case "connections, twice" -> {
                boot(connections());
                boot(connections());
            }
            case "connections, none needed" -> boot(Preflight.of("orders", notNeeded()));
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println(threadsSoFar() - before - 1);
        System.out.println(named("preflight-sockets"));
    }

    /** The bytes that this thread has allocated. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** Threads are numbered, one after the other; this one too. */
    private static long threadsSoFar() {
        return new Thread().getId();
    }

    private static boolean named(String name) {
        Thread[] threads = new Thread[Thread.activeCount() + 1];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void boot(Preflight preflight) {
        Report report = preflight.run();
        if (!report.mayBoot()) {
            throw new IllegalStateException(report.toString());
        }
    }

    private static Preflight configuration(String directory) {
        List<Check<?>> checks = new ArrayList<>();
        for (int i = 0; i < VARIABLES; i++) {
            // Not with +, which would load what the compiler makes of it here.
            String name = "ORDERS_".concat(String.valueOf(i));
            checks.add(
                    switch (i % 5) {
                        case 0 -> env(name).port();
                        case 1 -> env(name).uri("http", "https");
                        case 2 -> env(name).secret();
                        case 3 -> env(name).integer();
                        default -> env(name);
                    });
        }
        for (int i = 0; i < FILES; i++) {
            checks.add(file(directory.concat("/").concat(String.valueOf(i)).concat(".properties")));
        }
        return Preflight.of("orders", checks.toArray(new Check<?>[0]));
    }

    private static Preflight connections() {
        return Preflight.of("orders", probe("a", context -> true), probe("b", context -> true));
    }

    private static Check<?> notNeeded() {
        return probe("a", context -> true).onlyIf(Checks.envSet("NOT_SET"));
    }
}
