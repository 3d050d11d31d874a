package dev.preflight.spring.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.CompositeReactiveHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.NamedContributors;
import org.springframework.boot.actuate.health.ReactiveHealthContributor;
import org.springframework.boot.actuate.health.ReactiveHealthContributorRegistry;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The health contributors of Spring Boot 3. Its registry holds reactive ones too, as indicators that wait. Where the
 * health endpoint is not available there is no registry, and nobody asks for the health of anything.
 */
final class Boot3Contributors {
    private final List<Contributor> found = new ArrayList<>();
    private final Map<String, Class<?>> reactive = new HashMap<>();

    private Boot3Contributors() {}

    static List<Contributor> of(ListableBeanFactory beans) {
        Boot3Contributors contributors = new Boot3Contributors();
        if (ClassUtils.isPresent("reactor.core.publisher.Mono", null)) {
            for (ReactiveHealthContributorRegistry registry : beans.getBeanProvider(
                            ReactiveHealthContributorRegistry.class)
                    .orderedStream()
                    .toList()) {
                contributors.learn("", registry);
            }
        }
        for (HealthContributorRegistry registry : beans.getBeanProvider(HealthContributorRegistry.class)
                .orderedStream()
                .toList()) {
            contributors.walk("", registry);
        }
        return contributors.found;
    }

    /** The classes of reactive ones, which the registry of the others holds behind classes of Spring Boot. */
    private void learn(String above, NamedContributors<ReactiveHealthContributor> contributors) {
        for (NamedContributor<ReactiveHealthContributor> each : contributors) {
            String path = above + each.getName();
            if (each.getContributor() instanceof CompositeReactiveHealthContributor composite) {
                learn(path + "/", composite);
            } else {
                reactive.put(path, each.getContributor().getClass());
            }
        }
    }

    private Class<?> type(String path, HealthIndicator indicator) {
        boolean isAdapted = indicator.getClass().getName().contains("AdaptedReactive");
        return isAdapted ? reactive.getOrDefault(path, indicator.getClass()) : indicator.getClass();
    }

    private void walk(String above, NamedContributors<HealthContributor> contributors) {
        for (NamedContributor<HealthContributor> each : contributors) {
            String path = above + each.getName();
            if (each.getContributor() instanceof CompositeHealthContributor composite) {
                walk(path + "/", composite);
            } else if (each.getContributor() instanceof HealthIndicator indicator) {
                found.add(new Indicator(path, type(path, indicator), indicator));
            }
        }
    }

    private record Indicator(String path, Class<?> type, HealthIndicator indicator) implements Contributor {
        @Override
        public Answer ask() throws Exception {
            return indicator instanceof AbstractHealthIndicator ? unwrapped() : answer(indicator.getHealth(true), null);
        }

        private static Answer answer(Health health, Throwable failure) {
            return new Answer(
                    health.getStatus().getCode(), health.getStatus().getDescription(), health.getDetails(), failure);
        }

        /** What {@code health()} does, but for the exception, which it would log and turn into a text. */
        private Answer unwrapped() throws Exception {
            Method check = ReflectionUtils.findMethod(indicator.getClass(), "doHealthCheck", Health.Builder.class);
            if (check == null) {
                return answer(indicator.getHealth(true), null);
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
