package dev.preflight.spring.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The health contributors of Spring Boot 4, where reactive ones have a registry of their own. */
final class Boot4Contributors {
    private final List<Contributor> found = new ArrayList<>();

    private Boot4Contributors() {}

    static List<Contributor> of(ListableBeanFactory beans) {
        Boot4Contributors contributors = new Boot4Contributors();
        for (HealthContributorRegistry registry : beans.getBeanProvider(HealthContributorRegistry.class)
                .orderedStream()
                .toList()) {
            contributors.walk("", registry);
        }
        if (ClassUtils.isPresent("reactor.core.publisher.Mono", null)) {
            contributors.walkReactive(beans);
        }
        return contributors.found;
    }

    private void walkReactive(ListableBeanFactory beans) {
        for (ReactiveHealthContributorRegistry registry : beans.getBeanProvider(ReactiveHealthContributorRegistry.class)
                .orderedStream()
                .toList()) {
            walkReactive("", registry);
        }
    }

    private void walkReactive(String above, ReactiveHealthContributors contributors) {
        for (ReactiveHealthContributors.Entry each : contributors) {
            String path = above + each.name();
            if (each.contributor() instanceof CompositeReactiveHealthContributor composite) {
                walkReactive(path + "/", composite);
            } else if (each.contributor().asHealthContributor() instanceof HealthIndicator indicator) {
                found.add(new Indicator(path, each.contributor().getClass(), indicator));
            }
        }
    }

    private void walk(String above, HealthContributors contributors) {
        for (HealthContributors.Entry each : contributors) {
            add(above + each.name(), each.contributor());
        }
    }

    private void add(String path, HealthContributor contributor) {
        if (contributor instanceof CompositeHealthContributor composite) {
            walk(path + "/", composite);
        } else if (contributor instanceof HealthIndicator indicator) {
            found.add(new Indicator(path, indicator.getClass(), indicator));
        }
    }

    private record Indicator(String path, Class<?> type, HealthIndicator indicator) implements Contributor {
        @Override
        public Answer ask() throws Exception {
            return indicator instanceof AbstractHealthIndicator ? unwrapped() : answer(indicator.health(true), null);
        }

        private static Answer answer(Health health, Throwable failure) {
            if (health == null) {
                return new Answer("UNKNOWN", "", Map.of(), null);
            }
            return new Answer(
                    health.getStatus().getCode(), health.getStatus().getDescription(), health.getDetails(), failure);
        }

        /** What {@code health()} does, but for the exception, which it would log and turn into a text. */
        private Answer unwrapped() throws Exception {
            Method check = ReflectionUtils.findMethod(indicator.getClass(), "doHealthCheck", Health.Builder.class);
            if (check == null) {
                return answer(indicator.health(true), null);
            }
            ReflectionUtils.makeAccessible(check);
            Health.Builder builder = new Health.Builder();
            try {
                check.invoke(indicator, builder);
            } catch (InvocationTargetException e) {
                ReflectionUtils.rethrowException(e.getTargetException());
            }
            return answer(builder.build(), Details.of(builder).value("getException") instanceof Throwable e ? e : null);
        }
    }
}
