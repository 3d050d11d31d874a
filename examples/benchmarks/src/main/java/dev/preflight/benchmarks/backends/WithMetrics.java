package dev.preflight.benchmarks.backends;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;

/** A health check of Dropwizard Metrics for each backend, one after the other. */
final class WithMetrics extends Program {
    private boolean boot;

    public static void main(String[] args) throws Exception {
        new WithMetrics().run(args);
    }

    @Override
    protected void offline() {
        boot = true;
    }

    @Override
    protected void check(int count, int port) {
        require(registry(boot, count, port).runHealthChecks().values());
    }

    static HealthCheckRegistry registry(boolean boot, int count, int port) {
        HealthCheckRegistry registry = new HealthCheckRegistry();
        if (boot) {
            dev.preflight.benchmarks.config.WithMetrics.register(registry);
        }
        for (int i = 0; i < count; i++) {
            registry.register("backend-".concat(Integer.toString(i)), new Backend(port));
        }
        return registry;
    }

    static void require(Iterable<HealthCheck.Result> results) {
        for (HealthCheck.Result result : results) {
            if (!result.isHealthy()) {
                throw new IllegalStateException(result.getMessage());
            }
        }
    }

    private static final class Backend extends HealthCheck {
        private final int port;

        Backend(int port) {
            this.port = port;
        }

        @Override
        protected Result check() throws Exception {
            Greeting.exchange(port);
            return Result.healthy();
        }
    }
}
