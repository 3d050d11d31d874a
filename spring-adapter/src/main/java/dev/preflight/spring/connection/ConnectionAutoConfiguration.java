package dev.preflight.spring.connection;

import dev.preflight.spring.PreflightAutoConfiguration;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/** Puts the checks of connections into a context. */
@AutoConfiguration(after = PreflightAutoConfiguration.class)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class ConnectionAutoConfiguration {
    /** Made by Spring Boot. */
    public ConnectionAutoConfiguration() {}

    @Bean(Connections.BEAN)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Connections preflightConnections() {
        return new Connections();
    }
}
