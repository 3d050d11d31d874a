package dev.preflight.spring.actuate;

import dev.preflight.spring.PreflightAutoConfiguration;
import dev.preflight.spring.Reports;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Adds meters where Micrometer is on the class path. */
@AutoConfiguration(after = PreflightAutoConfiguration.class)
@ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
@ConditionalOnBean(name = Reports.BEAN)
public class PreflightMetersAutoConfiguration {
    /** Made by Spring Boot. */
    public PreflightMetersAutoConfiguration() {}

    @Bean
    PreflightMeters preflightMeters(Reports reports) {
        return new PreflightMeters(reports);
    }
}
