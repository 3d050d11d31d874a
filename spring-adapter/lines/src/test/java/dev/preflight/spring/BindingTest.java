package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

class BindingTest {
    @TempDir
    Path directory;

    private Booting boot;

    @BeforeEach
    void application() {
        boot = new Booting(directory).with(Declaring.class);
    }

    @Test
    void everyClassThatFailsIsReported() {
        boot.file("application.yml", """
                retry:
                  pause: often
                  unit: weeks
                rules:
                  worker-count: 0
                  api-key: ""
                  name: ""
                pool.password: s3cr3ts3cr3t
                """);
        assertThat(boot.text()).isEqualTo("""
                PREFLIGHT FAILED  application: 3 failed in <time>

                FAIL  config pool  cannot be bound  [config.invalid]
                      used    /application.yml:8: pool.password
                      wanted  int
                      found   a value that is not shown, since its name says that it is secret
                      fix     correct pool.password

                FAIL  config retry  cannot be bound  [config.invalid]
                      used    /application.yml:2: retry.pause
                      wanted  Duration
                      found   'often'
                      fix     correct retry.pause

                FAIL  config rules  breaks rules of its class  [config.invalid]
                      wrong   /application.yml:6: rules.api-key must not be blank, found a value that is not shown, since its name says that it is secret
                              /application.yml:7: rules.name must not be blank, found ''
                              /application.yml:5: rules.worker-count must be greater than or equal to 1, found '0'
                      fix     correct rules.api-key, rules.name, rules.worker-count""");
    }

    @Test
    void classWhosePlaceholderDidNotResolveIsSkipped() {
        boot.file("application.yml", "retry.pause: ${RETRY_PAUSE}");
        assertThat(boot.text())
                .startsWith("PREFLIGHT FAILED  application: 1 failed, 1 skipped in <time>")
                .endsWith("SKIP  config retry  needs placeholder RETRY_PAUSE");
    }

    @Test
    void wordsOfAnEnumAreNamed() {
        boot.file("application.yml", "retry.unit: weeks");
        assertThat(boot.text()).contains("wanted  one of nanoseconds, microseconds, milliseconds, seconds, ");
    }

    @Test
    void whatIsBoundIsNoCheckAndBeansWithDependenciesAreNotMade() {
        boot.file("application.yml", """
                retry: { pause: 1s, unit: days }
                pool.password: 1
                late.number: x
                """);
        try (ConfigurableApplicationContext context = boot.start()) {
            assertThat(context.getBean(SelfCheck.class).report()).isEmpty();
            assertThat(context.getBean(Retry.class).pause()).isEqualTo(Duration.ofSeconds(1));
            assertThat(context.getBean(Dependent.class).made).isEqualTo("after the gate");
        }
    }

    @Test
    void componentsAreReportedWhereverTheirAnnotationStands() {
        boot.with(Components.class).file("application.yml", """
                own.number: one
                above.number: two
                interface.number: three
                """);
        assertThat(boot.text())
                .startsWith("PREFLIGHT FAILED  application: 3 failed in <time>")
                .contains("FAIL  config own  cannot be bound")
                .contains("FAIL  config above  cannot be bound")
                .contains("FAIL  config interface  cannot be bound");
    }

    @Test
    void classesOfOthersAreReportedThatMethodsOfTheApplicationMake() {
        boot.with(Making.class).file("application.yml", """
                orders.number: one
                ledger.number: two
                own.number: three
                """);
        assertThat(boot.text())
                .startsWith("PREFLIGHT FAILED  application: 2 failed in <time>")
                .contains("FAIL  config ledger  cannot be bound")
                .contains("FAIL  config orders  cannot be bound");
    }

    @Test
    void whatAMethodMakesOfOtherBeansOrWhatConnectsIsNotMade() {
        boot.with(MakingLater.class).file("application.yml", """
                server.number: one
                client.number: two
                hidden.number: three
                """);
        // What ends the boot is Spring's own failure.
        assertThatThrownBy(boot::report).hasRootCauseInstanceOf(NumberFormatException.class);
        boot.argument("--client.number=1").argument("--server.number=2").argument("--hidden.number=3");
        assertThat(boot.report()).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    static class Making {
        @Bean
        @ConfigurationProperties("orders")
        Numbered orders() {
            return new Numbered();
        }

        @Bean
        @ConfigurationProperties("ledger")
        static Own ledger() {
            return new Own();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class MakingLater {
        @Bean
        @ConfigurationProperties("client")
        Connecting client() {
            return new Connecting();
        }

        @Bean
        @ConfigurationProperties("hidden")
        Marked hidden() {
            return new Marking();
        }

        @Bean
        @ConfigurationProperties("server")
        Numbered server(ApplicationContext context) {
            return new Numbered();
        }
    }

    static class Connecting extends Numbered implements AutoCloseable {
        @Override
        public void close() {}
    }

    static class Numbered {
        private int number;

        public int getNumber() {
            return number;
        }

        public void setNumber(int number) {
            this.number = number;
        }
    }

    @Component
    @ConfigurationProperties("own")
    static class Own extends Numbered {}

    @ConfigurationProperties("above")
    static class Above extends Numbered {}

    @Component
    static class Below extends Above {}

    @ConfigurationProperties("interface")
    interface Marked {}

    @Component
    static class Marking extends Numbered implements Marked {}

    @Configuration(proxyBeanMethods = false)
    @Import({Own.class, Below.class, Marking.class})
    static class Components {}

    @ConfigurationProperties("retry")
    record Retry(Duration pause, TimeUnit unit) {}

    @Validated
    @ConfigurationProperties("rules")
    record Rules(
            @Min(1) Integer workerCount,
            @NotBlank String name,
            @NotBlank String apiKey) {
        Rules {
            workerCount = workerCount == null ? Integer.valueOf(1) : workerCount;
            name = name == null ? "x" : name;
            apiKey = apiKey == null ? "x" : apiKey;
        }
    }

    @ConfigurationProperties("pool")
    static class Pool {
        private int password;

        public int getPassword() {
            return password;
        }

        public void setPassword(int password) {
            this.password = password;
        }
    }

    @ConfigurationProperties("late")
    static class Late extends Numbered {}

    @ConfigurationProperties("dependent")
    static class Dependent {
        private String made = "";

        @Autowired
        void self(SelfCheck selfCheck) {
            // Were it made by the self-check, it would find this one locked and not done.
            made = selfCheck.isDone() ? "after the gate" : "too early";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({Retry.class, Rules.class, Pool.class, Dependent.class})
    static class Declaring {
        @Bean
        @Lazy
        Late late() {
            return new Late();
        }
    }
}
