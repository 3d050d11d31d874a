package dev.preflight.spring;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Looks through the environment before there is a context, after configuration is loaded and logging is up. */
final class EnvironmentStage implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    /** After Spring Boot's own listener that sets up logging, which is at 20. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 40;

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {}
}
