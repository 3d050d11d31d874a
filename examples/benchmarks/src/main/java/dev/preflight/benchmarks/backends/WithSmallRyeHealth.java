package dev.preflight.benchmarks.backends;

import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.health.api.HealthRegistry;
import io.smallrye.health.api.HealthType;
import io.smallrye.health.registry.HealthRegistries;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A readiness check of SmallRye Health for each backend; without a CDI container, which would cost more. */
final class WithSmallRyeHealth extends Program {
    public static void main(String[] args) throws Exception {
        new WithSmallRyeHealth().run(args);
    }

    @Override
    protected void check(int count, int port) {
        HealthRegistry registry = HealthRegistries.getRegistry(HealthType.READINESS);
        for (int i = 0; i < count; i++) {
            String name = "backend-".concat(Integer.toString(i));
            registry.register(name, new Backend(name, port));
        }
        SmallRyeHealth health = new SmallRyeHealthReporter().getReadiness();
        if (health.isDown()) {
            throw new IllegalStateException(health.getPayload().toString());
        }
    }

    private static final class Backend implements HealthCheck {
        private final String name;
        private final int port;

        Backend(String name, int port) {
            this.name = name;
            this.port = port;
        }

        @Override
        public HealthCheckResponse call() {
            try {
                Greeting.exchange(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return HealthCheckResponse.up(name);
        }
    }
}
