package dev.preflight.benchmarks.config;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.preflight.benchmarks.Inputs;
import java.net.URI;

/** The same checks as 60 health checks of Dropwizard Metrics. */
public final class WithMetrics {
    private WithMetrics() {}

    public static void main(String[] args) {
        HealthCheckRegistry registry = new HealthCheckRegistry();
        register(registry);
        for (HealthCheck.Result result : registry.runHealthChecks().values()) {
            if (!result.isHealthy()) {
                throw new IllegalStateException(result.getMessage());
            }
        }
    }

    /** Registers a check of each variable and file. */
    public static void register(HealthCheckRegistry registry) {
        for (String name : Inputs.TEXTS) {
            registry.register(name, new Text(name));
        }
        for (String name : Inputs.NUMBERS) {
            registry.register(name, new Amount(name, 1000));
        }
        for (String name : Inputs.PORTS) {
            registry.register(name, new Amount(name, 65535));
        }
        for (String name : Inputs.URLS) {
            registry.register(name, new Url(name));
        }
        for (String name : Inputs.FILES) {
            registry.register(name, new Present(name));
        }
    }

    private static class Text extends HealthCheck {
        private final String name;

        Text(String name) {
            this.name = name;
        }

        @Override
        protected Result check() {
            String value = System.getenv(name);
            if (value == null || value.isBlank()) {
                return Result.unhealthy(name);
            }
            return holds(value) ? Result.healthy() : Result.unhealthy(name);
        }

        boolean holds(String value) {
            return true;
        }
    }

    private static final class Amount extends Text {
        private final int most;

        Amount(String name, int most) {
            super(name);
            this.most = most;
        }

        @Override
        boolean holds(String value) {
            int number = Integer.parseInt(value);
            return number >= 1 && number <= most;
        }
    }

    private static final class Url extends Text {
        Url(String name) {
            super(name);
        }

        @Override
        boolean holds(String value) {
            return URI.create(value).getScheme().startsWith("http");
        }
    }

    private static final class Present extends HealthCheck {
        private final String name;

        Present(String name) {
            this.name = name;
        }

        @Override
        protected Result check() {
            return Readable.holds(name) ? Result.healthy() : Result.unhealthy(name);
        }
    }
}
