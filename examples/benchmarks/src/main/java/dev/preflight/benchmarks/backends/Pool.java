package dev.preflight.benchmarks.backends;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A fixed pool with a thread for each backend. */
final class Pool extends Program {
    public static void main(String[] args) throws Exception {
        new Pool().run(args);
    }

    @Override
    protected void check(int count, int port) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        Greeting[] greetings = new Greeting[count];
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            greetings[i] = new Greeting(port);
            futures.add(pool.submit(greetings[i]));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        pool.shutdown();
        Greeting.require(greetings);
    }
}
