package dev.preflight.spring.actuate;

import dev.preflight.spring.PreflightAutoConfiguration;
import dev.preflight.spring.Reports;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Adds the endpoint {@code preflight} where actuator is on the class path and the endpoint is exposed. */
@AutoConfiguration(after = PreflightAutoConfiguration.class)
@ConditionalOnClass(
        name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
@ConditionalOnBean(name = Reports.BEAN)
@ConditionalOnAvailableEndpoint(endpoint = PreflightEndpoint.class)
public class PreflightEndpointAutoConfiguration {
    /** Made by Spring Boot. */
    public PreflightEndpointAutoConfiguration() {}

    @Bean
    PreflightEndpoint preflightEndpoint(Reports reports) {
        return new PreflightEndpoint(reports);
    }
}
