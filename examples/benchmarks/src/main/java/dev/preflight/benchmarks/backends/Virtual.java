package dev.preflight.benchmarks.backends;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A virtual thread for each backend. */
final class Virtual extends Program {
    public static void main(String[] args) throws Exception {
        new Virtual().run(args);
    }

    @Override
    protected void check(int count, int port) throws Exception {
        // by its name, since this is compiled for a Java that has none
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        Greeting[] greetings = new Greeting[count];
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            greetings[i] = new Greeting(port);
            futures.add(threads.submit(greetings[i]));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        threads.shutdown();
        Greeting.require(greetings);
    }
}
