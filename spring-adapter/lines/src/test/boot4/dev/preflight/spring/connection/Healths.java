package dev.preflight.spring.connection;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

/** Health indicators as applications write them for this generation of Spring Boot. */
final class Healths {

    private Healths() {}

    static HealthIndicator saying(String status, Map<String, Object> details) {
        return () -> Health.status(status).withDetails(details).build();
    }

    static HealthIndicator hanging() {
        return () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Health.up().build();
        };
    }

    static HealthIndicator doing(Callable<?> code) {
        return new AbstractHealthIndicator() {
            @Override
            protected void doHealthCheck(Health.Builder builder) throws Exception {
                code.call();
                builder.up();
            }
        };
    }

    /** A context with one more health contributor. */
    static ApplicationContextRunner in(
            ApplicationContextRunner runner, String bean, Supplier<HealthContributor> contributor) {
        return runner.withBean(bean, HealthContributor.class, contributor);
    }

    /** A context with one more health contributor, which is reactive. */
    static ApplicationContextRunner reactive(ApplicationContextRunner runner, String bean, String status) {
        return runner.withBean(
                bean,
                ReactiveHealthIndicator.class,
                () -> () -> Mono.just(Health.status(status).build()));
    }

    static HealthContributor composite(String name, HealthIndicator indicator) {
        return CompositeHealthContributor.fromMap(Map.of(name, indicator));
    }
}
