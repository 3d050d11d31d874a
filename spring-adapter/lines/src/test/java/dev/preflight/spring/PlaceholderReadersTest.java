package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.TopicPartition;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What has no value breaks only what reads it. */
class PlaceholderReadersTest {
    private static final String FAILED = "PREFLIGHT FAILED  application: 1 failed in <time>";

    @TempDir
    Path directory;

    private Booting boot;

    @BeforeEach
    void application() {
        boot = new Booting(directory);
    }

    @Test
    void propertyOfSpringThatNothingReadsIsAWarningThatSaysSo() {
        boot.file("application.yml", """
                spring:
                  ai.azure.openai.api-key: ${AZURE_KEY}
                  cloud.config.server.native.searchLocations: file:${CONFIG_REPOSITORY}
                management.otlp.metrics.export.headers.key: ${OTLP_KEY}
                """);
        assertThat(boot.text()).contains(": 3 warnings, 1 passed in <time>").contains("""
                WARN  placeholder AZURE_KEY  has neither a value nor a default  [placeholder.unresolved]
                      used    /application.yml:2: spring.ai.azure.openai.api-key
                      doubt   nothing that this start makes reads spring.ai.azure.openai.api-key
                      or      write \\${AZURE_KEY} if it is meant to stay so, or list it in preflight.placeholders.ignore
                      fix     set AZURE_KEY, or give a default: ${AZURE_KEY:...}""");
    }

    @Test
    void propertyOfALibraryThatNothingReadsIsAWarning() {
        boot.file("application.yml", "pigeon.loft.key: ${PIGEON_KEY}");
        assertThat(boot.text()).contains("doubt   nothing that this start makes reads pigeon.loft.key");
        boot.file("application.yml", "pigeon.hole: ${PIGEON_HOLE}");
        assertThat(boot.text()).startsWith(FAILED);
    }

    @Test
    void beanThatIsBoundReadsWhatItHasAPlaceFor() {
        boot.with(Mailing.class);
        for (String property : List.of(
                "pass-word",
                "passWord",
                "headers.some.header",
                "servers[0].host",
                "by-name.main.host",
                "main.host",
                "late.host",
                "hosts[1]",
                "hosts",
                "anything.at.all")) {
            boot.file("application.properties", "spring.letters." + property + "=${LETTERS}");
            assertThat(boot.text()).as(property).startsWith("PREFLIGHT FAILED  application: 1 failed");
        }
        for (String property : List.of("password-of-old", "server.native.locations", "main.port.low", "hosts.first")) {
            boot.file("application.properties", "spring.letters." + property + "=${LETTERS}");
            assertThat(boot.text())
                    .as(property)
                    .contains("doubt   nothing that this start makes reads spring.letters." + property);
        }
    }

    @Test
    void methodThatIsBoundReadsAsItsBeanDoes() {
        boot.with(Making.class).file("application.properties", "spring.pool.main.host=${POOL_HOST}");
        assertThat(boot.text()).startsWith(FAILED);
        boot.file("application.properties", "spring.pool.none.host=${POOL_HOST}");
        assertThat(boot.text()).contains("doubt   nothing that this start makes reads spring.pool.none.host");
    }

    @Test
    void propertyThatAnotherRefersToIsReadWhereThatIs() {
        boot.file("application.yml", """
                        mailing.pass: ${MAILING_PASS}
                        spring.letters.pass-word: ${%s}
                        """.formatted("mailing" + "%spass".formatted(".")));
        assertThat(boot.text()).contains("doubt   nothing that this start makes reads spring.letters.pass-word");
        boot.with(Mailing.class);
        assertThat(boot.text()).startsWith(FAILED);
    }

    @Test
    void propertyOfSpringThatCodeReadsFails() {
        boot.with(Reading.class).file("application.yml", "spring.letters.pass-word: ${LETTERS}");
        assertThat(boot.text()).startsWith(FAILED).contains("used    /application.yml:1: spring.letters.pass-word");
    }

    @Test
    void propertyOfTheApplicationFailsUnlessAllThatNamesItIsNotMade() {
        boot.file("application.yml", "feature.nobody.names: ${FEATURE}");
        assertThat(boot.text()).startsWith(FAILED);
        boot.file("application.yml", "feature.bound.key: ${FEATURE}");
        assertThat(boot.text()).contains("doubt   what reads feature.bound.key is not made in this start");
        boot.file("application.yml", "feature.annotated.key: ${FEATURE}");
        assertThat(boot.text()).contains("doubt   what reads feature.annotated.key is not made in this start");
        boot.file("application.yml", "feature.called.key: ${FEATURE}");
        assertThat(boot.text()).contains("doubt   what reads feature.called.key is not made in this start");
        boot.file("application.yml", "feature.elsewhere.key: ${FEATURE}");
        assertThat(boot.text()).startsWith(FAILED);
    }

    @Test
    void propertyOfTheApplicationFailsWhereWhatNamesItIsMade() {
        boot.with(Bound.class).with(Calling.class).file("application.yml", "feature.bound.key: ${FEATURE}");
        assertThat(boot.text()).startsWith(FAILED);
        boot.file("application.yml", "feature.called.key: ${FEATURE}");
        assertThat(boot.text()).startsWith(FAILED);
    }

    @Test
    void whatIsLazyIsMadeWhereAnotherBeanTakesIt() {
        boot.with(LazyBound.class).file("application.yml", "spring.lazy.key: ${LAZY}");
        assertThat(boot.text()).contains("doubt   nothing that this start makes reads spring.lazy.key");
        boot.with(Asking.class);
        assertThat(boot.text()).contains("doubt   nothing that this start makes reads spring.lazy.key");
        boot.with(Taking.class);
        assertThat(boot.text()).startsWith(FAILED);
    }

    @Test
    void whatIsLazyAltogetherIsReadAllTheSame() {
        boot.with(Mailing.class)
                .file("application.yml", "spring.letters.pass-word: ${LETTERS}")
                .argument("--spring.main.lazy-initialization=true");
        assertThat(boot.text()).startsWith(FAILED);
    }

    @Test
    void annotationsThatAreLookedForFail() {
        boot.with(ValueTest.Strict.class).with(Listening.class);
        assertThat(boot.text())
                .startsWith("PREFLIGHT FAILED  application: 3 failed, 1 warning in <time>")
                .contains("""
                FAIL  placeholder night.cron  has neither a value nor a default  [placeholder.unresolved]
                      used    dev.preflight.spring.PlaceholderReadersTest$Listening: nightly()
                      fix     set night.cron, as a variable NIGHT_CRON, or give a default: ${night.cron:...}""")
                .contains("FAIL  placeholder orders.topic", "FAIL  placeholder orders.partition")
                .contains("""
                WARN  placeholder orders.path  has neither a value nor a default  [placeholder.unresolved]
                      used    dev.preflight.spring.PlaceholderReadersTest$Listening: orders()
                      doubt   nothing that this start makes looks for such annotations
                      fix     set orders.path, as a variable ORDERS_PATH, or give a default: ${orders.path:...}""");
    }

    @Test
    void interfaceOfALazyClientFailsWhereItIsTaken() {
        boot.with(ValueTest.Strict.class).with(Clients.class);
        assertThat(boot.report()).isEmpty();
        boot.with(TakingClient.class);
        assertThat(names()).containsExactly("placeholder ledger.url", "placeholder ledger.path");
    }

    @Test
    void importThatMayBeAbsentMayLackItsName() {
        boot.file("application.properties", "spring.config.import=optional:file:${MORE_CONFIG}/more.yml");
        assertThat(boot.text())
                .contains("WARN  placeholder MORE_CONFIG")
                .contains("doubt   what is imported may be absent");
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        boot.report()
                .orElseThrow()
                .results()
                .forEach(result -> names.add(result.check().id()));
        return names;
    }

    static class Server {
        private String host;
        private int port;

        public String getHost() {
            return host;
        }

        public void setHost(String host) {
            this.host = host;
        }

        public int getPort() {
            return port;
        }

        public void setPort(int port) {
            this.port = port;
        }
    }

    record Late(String host) {}

    @ConfigurationProperties("spring.letters")
    static class Letters {
        private final Server main = new Server();
        private final Map<String, String> headers = new java.util.HashMap<>();
        private final List<Server> servers = new ArrayList<>();

        public void setPassWord(String passWord) {}

        public void setByName(Map<String, Server> byName) {}

        public void setLate(Late late) {}

        public void setHosts(List<String> hosts) {}

        public void setAnything(Object anything) {}

        public Server getMain() {
            return main;
        }

        public Map<String, String> getHeaders() {
            return headers;
        }

        public List<Server> getServers() {
            return servers;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Letters.class)
    static class Mailing {}

    record Pool(Server main) {}

    @Configuration(proxyBeanMethods = false)
    static class Making {
        @Bean
        @ConfigurationProperties("spring.pool")
        Letters pool() {
            return new Letters();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(ValueTest.Strict.class)
    static class Reading {
        @Value("${spring.letters.pass-word}")
        String key;
    }

    @ConfigurationProperties("feature.bound")
    record BoundFeature(String key) {}

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(BoundFeature.class)
    static class Bound {}

    @Component
    static class Annotated {
        @Value("${feature.annotated.key:}")
        String key;
    }

    @Component
    static class Calling {
        @Autowired
        Environment environment;

        String key() {
            return environment.getProperty("feature.called.key");
        }
    }

    static final class Elsewhere {
        static String key(Environment environment) {
            return environment.getProperty("feature.elsewhere.key");
        }
    }

    @Lazy
    @Component
    @ConfigurationProperties("spring.lazy")
    static class LazyBound {
        public void setKey(String key) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Asking {
        @Bean
        Object asking(ObjectProvider<LazyBound> lazy, @Lazy LazyBound later) {
            return lazy;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Taking {
        @Bean
        Object taking(LazyBound lazy) {
            return lazy;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @EnableKafka
    static class Listening {
        @Scheduled(cron = "${night.cron}")
        void nightly() {}

        @KafkaListener(
                topics = "${orders.topic}",
                autoStartup = "false",
                topicPartitions = @TopicPartition(topic = "a", partitions = "${orders.partition}"))
        void listen() {}

        @GetMapping("${orders.path}")
        void orders() {}
    }

    @HttpExchange("${ledger.url}")
    interface Ledger {
        @GetExchange("${ledger.path}")
        String entries();
    }

    static class LedgerClient implements FactoryBean<Ledger> {
        @Override
        public Ledger getObject() {
            return () -> "";
        }

        @Override
        public Class<?> getObjectType() {
            return Ledger.class;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Clients {
        @Bean
        @Lazy
        static LedgerClient ledger() {
            return new LedgerClient();
        }
    }

    @Component
    static class TakingClient {
        TakingClient(Ledger ledger) {}
    }
}
