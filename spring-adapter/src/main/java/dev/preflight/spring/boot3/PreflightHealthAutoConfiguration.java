package dev.preflight.spring.boot3;

import dev.preflight.spring.PreflightAutoConfiguration;
import dev.preflight.spring.Reports;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Adds the health indicator {@code preflight} where {@code management.health.preflight.enabled} asks for it. */
@AutoConfiguration(after = PreflightAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
@ConditionalOnBean(name = Reports.BEAN)
@ConditionalOnProperty("management.health.preflight.enabled")
public class PreflightHealthAutoConfiguration {
    /** Made by Spring Boot. */
    public PreflightHealthAutoConfiguration() {}

    @Bean
    HealthIndicator preflightHealthIndicator(Reports reports) {
        return new PreflightHealth(reports);
    }
}
