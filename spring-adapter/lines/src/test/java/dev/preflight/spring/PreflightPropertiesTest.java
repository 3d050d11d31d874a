package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class PreflightPropertiesTest {
    private final StandardEnvironment environment = new StandardEnvironment();

    PreflightPropertiesTest() {
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", Map.of()));
        ConfigurationPropertySources.attach(environment);
    }

    private void set(Map<String, Object> properties) {
        environment.getPropertySources().addLast(new MapPropertySource("application.yml", properties));
    }

    @Test
    void withoutPropertiesItIsWhatBindingWouldMake() {
        set(Map.of("spring.application.name", "orders", "preflights.deadline", "1s"));
        assertThat(PreflightProperties.of(environment))
                .isSameAs(PreflightProperties.NONE)
                .isEqualTo(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate(PreflightProperties.PREFIX, Bindable.of(PreflightProperties.class)));
    }

    @Test
    void propertyCounts() {
        set(Map.of("preflight.deadline", "5s"));
        assertThat(PreflightProperties.of(environment).deadline()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void variableCounts() {
        environment
                .getPropertySources()
                .replace(
                        "systemEnvironment",
                        new SystemEnvironmentPropertySource(
                                "systemEnvironment", Map.of("PREFLIGHT_CHECKS_REDIS_MODE", "off")));
        assertThat(PreflightProperties.of(environment).checks())
                .containsEntry("redis", new PreflightProperties.OfCheck(PreflightProperties.Mode.OFF, null, null));
    }
}
