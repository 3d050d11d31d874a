package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;

/** What code refers to by {@code @Value}, of which Spring tells the first that is missing. */
class ValueTest {
    @TempDir
    Path directory;

    private Booting boot;

    @BeforeEach
    void application() {
        boot = new Booting(directory).with(Strict.class);
    }

    @Test
    void everyOneThatIsMissingIsReportedWithItsPlace() {
        boot.with(Payments.class).variable("PAYMENT_URL", "x").file("application.yml", "payments.limit: 10");
        assertThat(boot.text()).isEqualTo("""
                PREFLIGHT FAILED  application: 4 failed in <time>

                FAIL  placeholder PAYMENTS_URL  has neither a value nor a default  [placeholder.unresolved]
                      used    dev.preflight.spring.ValueTest$Client: constructor
                      found   PAYMENT_URL is set
                      fix     set PAYMENTS_URL, or give a default: ${PAYMENTS_URL:...}

                FAIL  placeholder payments.key  has neither a value nor a default  [placeholder.unresolved]
                      used    dev.preflight.spring.ValueTest$Client: key
                              dev.preflight.spring.ValueTest$Payments: ledger()
                      fix     set payments.key, as a variable PAYMENTS_KEY, or give a default: ${payments.key:...}

                FAIL  placeholder payments.zone  has neither a value nor a default  [placeholder.unresolved]
                      used    dev.preflight.spring.ValueTest$Base: zone
                      fix     set payments.zone, as a variable PAYMENTS_ZONE, or give a default: ${payments.zone:...}

                FAIL  placeholder payments.region  has neither a value nor a default  [placeholder.unresolved]
                      used    dev.preflight.spring.ValueTest$Base: region()
                      fix     set payments.region, as a variable PAYMENTS_REGION, or give a default: ${payments.region:...}""");
    }

    @Test
    void whatHasAValueIsNoMatter() {
        boot.with(Payments.class)
                .variable("PAYMENTS_URL", "https://payments.example")
                .variable("PAYMENTS_KEY", "x")
                .file("application.yml", "payments: { limit: 10, region: eu, zone: '${payments.region}-1' }");
        try (ConfigurableApplicationContext context = boot.start()) {
            assertThat(context.getBean(Client.class).zone).isEqualTo("eu-1");
        }
    }

    @Test
    void oneThatIsMissingInAFileIsReportedThere() {
        boot.with(Payments.class)
                .variable("PAYMENTS_URL", "https://payments.example")
                .file("application.yml", "payments: { limit: 10, region: eu, zone: a, key: '${SECRET_KEY}' }");
        assertThat(boot.text())
                .startsWith("PREFLIGHT FAILED  application: 1 failed in <time>")
                .contains("FAIL  placeholder SECRET_KEY")
                .contains("used    /application.yml:1: payments.key");
    }

    @Test
    void oneThatIsMissingInAFileAndInCodeIsOneFailure() {
        boot.with(Payments.class).file("application.yml", """
                payments: { limit: 10, region: eu, zone: a, key: b }
                other: ${PAYMENTS_URL}
                """);
        assertThat(boot.text()).startsWith("PREFLIGHT FAILED  application: 1 failed in <time>");
    }

    @Test
    void whatTheApplicationResolvesInItsOwnWayIsNoMatter() {
        boot = new Booting(directory).with(Own.class).with(Region.class);
        assertThat(boot.report()).isEmpty();
        boot = new Booting(directory).with(Lenient.class).with(Region.class);
        assertThat(boot.report()).isEmpty();
    }

    @Test
    void whatIsMadeLaterOrNeverIsNotLookedAt() {
        boot.with(Later.class);
        assertThat(boot.report()).isEmpty();
    }

    @Test
    void componentOfARecordIsReportedOnce() {
        boot.with(Terms.class);
        assertThat(boot.text()).isEqualTo("""
                PREFLIGHT FAILED  application: 1 failed in <time>

                FAIL  placeholder payments.terms  has neither a value nor a default  [placeholder.unresolved]
                      used    dev.preflight.spring.ValueTest$Terms: constructor
                      fix     set payments.terms, as a variable PAYMENTS_TERMS, or give a default: ${payments.terms:...}""");
        boot.variable("PAYMENTS_TERMS", "30 days");
        try (ConfigurableApplicationContext context = boot.start()) {
            assertThat(context.getBean(Terms.class).text()).isEqualTo("30 days");
        }
    }

    @Test
    void whatSpringDoesNotInjectIsNotLookedAt() {
        boot.with(Otherwise.class);
        try (ConfigurableApplicationContext context = boot.start()) {
            assertThat(context.getBean("produced")).isInstanceOf(Product.class);
            assertThat(context.getBean("given")).isInstanceOf(Given.class);
            assertThat(context.getBean("supplied")).isInstanceOf(Given.class);
        }
    }

    /** What is reported does end a start in any case. */
    @Test
    void withoutTheSelfCheckEachOneEndsTheStart() {
        boot.with(Region.class).argument("--preflight.enabled=false");
        assertThatThrownBy(boot::start).hasRootCauseMessage(rootMessage());
    }

    private static String rootMessage() {
        return "Could not resolve placeholder 'payments.region' in value \"${payments.region}\"";
    }

    @Test
    void modeOffLeavesItOut() {
        boot.with(Region.class).argument("--preflight.checks.payments-region.mode=off");
        assertThatThrownBy(boot::report).hasRootCauseMessage(rootMessage());
    }

    /** What every application of Spring Boot has. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(PropertyPlaceholderAutoConfiguration.class)
    static class Strict {}

    @Retention(RetentionPolicy.RUNTIME)
    @Value("${payments.zone}")
    @interface Zone {}

    static class Base {
        @Zone
        String zone;

        private static @Value("${payments.never}") String shared;

        @Autowired
        void region(@Value("${payments.region}") String region) {}

        @Autowired
        void overridden(@Value("${payments.never}") String text) {}
    }

    static class Client extends Base {
        @Value("${payments.key}")
        private String key;

        @Value("${payments.limit}")
        private int limit;

        @Value("#{'${payments.timeout:3s}'}")
        private String timeout;

        Client(@Value("${PAYMENTS_URL}") String url) {}

        @Override
        void overridden(String text) {}
    }

    @Configuration
    @Import(Client.class)
    static class Payments {
        @Bean
        Object ledger(@Value("Bearer ${payments.key}") String header) {
            return header;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Region {
        @Value("${payments.region}")
        String region;
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {
        @Bean
        static PropertySourcesPlaceholderConfigurer own() {
            PropertySourcesPlaceholderConfigurer configurer = new PropertySourcesPlaceholderConfigurer();
            Properties properties = new Properties();
            properties.setProperty("payments.region", "eu");
            configurer.setProperties(properties);
            return configurer;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Lenient {
        @Bean
        static PropertySourcesPlaceholderConfigurer own() {
            PropertySourcesPlaceholderConfigurer configurer = new PropertySourcesPlaceholderConfigurer();
            configurer.setIgnoreUnresolvablePlaceholders(true);
            return configurer;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Later {
        @Bean
        @Lazy
        Object lazy(@Value("${payments.never}") String text) {
            return text;
        }

        @Bean
        @Scope("prototype")
        Object each(@Value("${payments.never}") String text) {
            return text;
        }
    }

    record Terms(@Value("${payments.terms}") String text) {}

    static class Product {
        @Value("${payments.never}")
        String text;
    }

    record Given(@Value("${payments.never}") String text) {}

    static class Producing implements FactoryBean<Product> {
        @Override
        public Product getObject() {
            return new Product();
        }

        @Override
        public Class<?> getObjectType() {
            return Product.class;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Otherwise implements BeanDefinitionRegistryPostProcessor {
        @Override
        public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
            registry.registerBeanDefinition("produced", new RootBeanDefinition(Producing.class));
            registry.registerBeanDefinition(
                    "given",
                    BeanDefinitionBuilder.rootBeanDefinition(Given.class)
                            .addConstructorArgValue("by the definition")
                            .getBeanDefinition());
            registry.registerBeanDefinition("supplied", new RootBeanDefinition(Given.class, () -> new Given("so")));
        }
    }
}
