package dev.preflight.benchmarks.backends;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A health check of Dropwizard Metrics for each backend, with an executor that has a thread for each. */
final class WithMetricsPool extends Program {
    private boolean boot;

    public static void main(String[] args) throws Exception {
        new WithMetricsPool().run(args);
    }

    @Override
    protected void offline() {
        boot = true;
    }

    @Override
    protected void check(int count, int port) {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        WithMetrics.require(
                WithMetrics.registry(boot, count, port).runHealthChecks(pool).values());
        pool.shutdown();
    }
}
