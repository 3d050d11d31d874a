package dev.preflight.spring;

import java.time.Duration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Puts {@link ReadyStage} behind the listeners of a ready application, at the last moment before they are called, when
 * all of them have joined. Made by Spring Boot, one for each start. It does nothing where nothing is left open.
 */
final class ReadyHook implements SpringApplicationRunListener, Ordered {
    /** Before Spring Boot's own, which publishes the event. */
    static final int ORDER = -1;

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void ready(ConfigurableApplicationContext context, Duration timeTaken) {
        ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
        if (beanFactory.containsSingleton(LateStage.BEAN)) {
            ReadyStage stage =
                    beanFactory.getBean(LateStage.BEAN, LateStage.class).takeOpen();
            if (stage != null) {
                stage.join();
            }
        }
    }
}
