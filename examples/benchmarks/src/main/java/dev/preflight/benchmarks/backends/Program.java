package dev.preflight.benchmarks.backends;

import dev.preflight.benchmarks.config.ByHand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A program that checks a number of backends, all of them at one port. */
public abstract class Program {
    /** How long to warm up, and then to measure, at the least. */
    private static final long NANOSECONDS = 2_000_000_000L;

    private static final int LEAST = 5;

    /** What the program goes by: {@code boot}, {@code cold}, {@code warm} or {@code patient}, how many backends, and their port. */
    protected final void run(String... args) throws Exception {
        long start = System.nanoTime();
        int count = Integer.parseInt(args[1]);
        int port = Integer.parseInt(args[2]);
        if (args[0].equals("patient")) {
            Greeting.withoutTimeLimit();
        }
        if (args[0].equals("boot")) {
            offline();
        }
        if (args[0].equals("warm")) {
            print("verdict ", warm(count, port));
            return;
        }
        check(count, port);
        if (args[0].equals("cold")) {
            print("verdict ", System.nanoTime() - start);
            Memory.print();
        }
    }

    private long warm(int count, int port) throws Exception {
        repeat(count, port);
        return repeat(count, port);
    }

    /** Returns the median. */
    private long repeat(int count, int port) throws Exception {
        long begin = System.nanoTime();
        List<Long> times = new ArrayList<>();
        while (times.size() < LEAST || System.nanoTime() - begin < NANOSECONDS) {
            long start = System.nanoTime();
            check(count, port);
            times.add(System.nanoTime() - start);
        }
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    /** Prints a number of nanoseconds in milliseconds, without a formatter, which would cost more than some checks. */
    private static void print(String word, long nanoseconds) {
        System.out.print(word);
        System.out.println(nanoseconds / 1000 / 1000.0);
    }

    /** Checks the variables and files. */
    protected void offline() {
        ByHand.check();
    }

    /** Checks the backends; throws if one does not answer. */
    protected abstract void check(int count, int port) throws Exception;
}
