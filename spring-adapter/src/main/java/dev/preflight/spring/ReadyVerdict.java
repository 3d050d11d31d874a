package dev.preflight.spring;

import java.time.Duration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Ends a start that {@link ReadyStage} refused, where the application has its events multicast in a way that swallows
 * what listeners throw. Made by Spring Boot, one for each start.
 */
final class ReadyVerdict implements SpringApplicationRunListener, Ordered {
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void ready(ConfigurableApplicationContext context, Duration timeTaken) {
        ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
        if (beanFactory.containsSingleton(ReadyStage.BEAN)) {
            beanFactory.getBean(ReadyStage.BEAN, ReadyStage.class).rethrow();
        }
    }
}
