package dev.preflight.benchmarks.backends;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;

/** A health indicator of Spring Boot for each backend; without an application context, which would cost much more. */
final class WithBootHealth extends Program {
    public static void main(String[] args) throws Exception {
        new WithBootHealth().run(args);
    }

    @Override
    protected void check(int count, int port) {
        DefaultHealthContributorRegistry registry = new DefaultHealthContributorRegistry();
        for (int i = 0; i < count; i++) {
            registry.registerContributor("backend-".concat(Integer.toString(i)), new Backend(port));
        }
        HealthEndpointGroups groups = HealthEndpointGroups.of(new Everything(), Map.of());
        HealthDescriptor health = new HealthEndpoint(registry, null, groups, Duration.ofSeconds(10)).health();
        if (!health.getStatus().equals(Status.UP)) {
            throw new IllegalStateException();
        }
    }

    private static final class Backend extends AbstractHealthIndicator {
        private final int port;

        Backend(int port) {
            this.port = port;
        }

        @Override
        protected void doHealthCheck(Health.Builder builder) throws Exception {
            Greeting.exchange(port);
            builder.up();
        }
    }

    private static final class Everything implements HealthEndpointGroup {
        private final StatusAggregator aggregator = StatusAggregator.getDefault();
        private final HttpCodeStatusMapper mapper = HttpCodeStatusMapper.getDefault();

        @Override
        public boolean isMember(String name) {
            return true;
        }

        @Override
        public boolean showComponents(SecurityContext context) {
            return true;
        }

        @Override
        public boolean showDetails(SecurityContext context) {
            return true;
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return aggregator;
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return mapper;
        }

        @Override
        public AdditionalHealthEndpointPath getAdditionalPath() {
            return null;
        }
    }
}
