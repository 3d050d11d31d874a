package dev.preflight.spring.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.NamedContributors;
import org.springframework.util.ReflectionUtils;

/**
 * The health contributors of Spring Boot 3. Its registry holds reactive ones too, as indicators that wait. Where the
 * health endpoint is not available there is no registry, and nobody asks for the health of anything.
 */
final class Boot3Contributors {
    private final List<Contributor> found = new ArrayList<>();

    private Boot3Contributors() {}

    static List<Contributor> of(ListableBeanFactory beans) {
        Boot3Contributors contributors = new Boot3Contributors();
        for (HealthContributorRegistry registry : beans.getBeanProvider(HealthContributorRegistry.class)
                .orderedStream()
                .toList()) {
            contributors.walk("", registry);
        }
        return contributors.found;
    }

    private void walk(String above, NamedContributors<HealthContributor> contributors) {
        for (NamedContributor<HealthContributor> each : contributors) {
            String path = above + each.getName();
            if (each.getContributor() instanceof CompositeHealthContributor composite) {
                walk(path + "/", composite);
            } else if (each.getContributor() instanceof HealthIndicator indicator) {
                found.add(new Indicator(path, indicator));
            }
        }
    }

    private record Indicator(String path, HealthIndicator indicator) implements Contributor {
        @Override
        public String type() {
            return indicator.getClass().getName();
        }

        @Override
        public Answer ask() throws Exception {
            Health health = indicator instanceof AbstractHealthIndicator ? unwrapped() : indicator.getHealth(true);
            return new Answer(health.getStatus().getCode(), health.getStatus().getDescription(), health.getDetails());
        }

        /** What {@code health()} does, but for the exception, which it would log and turn into a text. */
        private Health unwrapped() throws Exception {
            Method check = ReflectionUtils.findMethod(indicator.getClass(), "doHealthCheck", Health.Builder.class);
            if (check == null) {
                return indicator.getHealth(true);
            }
            ReflectionUtils.makeAccessible(check);
            Health.Builder builder = new Health.Builder();
            try {
                check.invoke(indicator, builder);
            } catch (InvocationTargetException e) {
                ReflectionUtils.rethrowException(e.getTargetException());
            }
            return builder.build();
        }
    }
}
