package dev.preflight.benchmarks.backends;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthLevelOfDetail;
import io.micronaut.management.health.aggregator.DefaultHealthAggregator;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.ApplicationConfiguration;
import io.micronaut.scheduling.LoomSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.publisher.Mono;

/**
 * A health indicator of Micronaut for each backend, aggregated as its health endpoint does; without an application
 * context, which would cost much more.
 */
final class WithMicronaut extends Program {
    public static void main(String[] args) throws Exception {
        new WithMicronaut().run(args);
    }

    @Override
    protected void check(int count, int port) {
        ExecutorService executor = blocking();
        HealthIndicator[] indicators = new HealthIndicator[count];
        for (int i = 0; i < count; i++) {
            Backend backend = new Backend("backend-".concat(Integer.toString(i)), port);
            backend.setExecutorService(executor);
            indicators[i] = backend;
        }
        DefaultHealthAggregator aggregator = new DefaultHealthAggregator(new ApplicationConfiguration());
        HealthResult health = Mono.from(aggregator.aggregate(indicators, HealthLevelOfDetail.STATUS))
                .block();
        executor.shutdown();
        if (!health.getStatus().equals(HealthStatus.UP)) {
            throw new IllegalStateException();
        }
    }

    /** What its applications have for indicators that block: virtual threads, or a cached pool where Java has none. */
    private static ExecutorService blocking() {
        return LoomSupport.isSupported()
                ? LoomSupport.newThreadPerTaskExecutor(LoomSupport.newVirtualThreadFactory("virtual-executor-"))
                : Executors.newCachedThreadPool();
    }

    private static final class Backend extends AbstractHealthIndicator<Map<String, Object>> {
        private final String name;
        private final int port;

        Backend(String name, int port) {
            this.name = name;
            this.port = port;
        }

        @Override
        protected Map<String, Object> getHealthInformation() {
            try {
                Greeting.exchange(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            healthStatus = HealthStatus.UP;
            return Map.of();
        }

        @Override
        protected String getName() {
            return name;
        }
    }
}
