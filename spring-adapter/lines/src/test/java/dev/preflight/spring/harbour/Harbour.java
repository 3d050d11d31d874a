package dev.preflight.spring.harbour;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * An application with a part that is up only when some things have happened, which {@code harbour.needs} lists: the
 * lifecycles have started, listeners of the ready application were called, a request to itself is answered, and so on.
 * Once it is up it says so and ends.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class Harbour {
    private static final Set<String> HAPPENED = new ConcurrentSkipListSet<>();
    private static final CountDownLatch STARTED = new CountDownLatch(1);

    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(Harbour.class, args);
        System.out.println("OPEN");
        System.exit(SpringApplication.exit(context));
    }

    private static void happened(String what) {
        HAPPENED.add(what);
        System.out.println("HAPPENED " + what);
    }

    private static Callable<String> status(Set<String> needs, String otherwise, int port) {
        return () -> {
            if (needs.contains("latch")) {
                STARTED.await();
            }
            if (needs.contains("elsewhere")) {
                throw new UnknownHostException("no-such-host.invalid");
            }
            if (needs.contains("own-port")) {
                answer(port);
            }
            boolean isUp = HAPPENED.containsAll(needs.stream()
                    .filter(need -> !need.equals("latch") && !need.equals("own-port"))
                    .toList());
            if (!isUp && otherwise.equals("throws")) {
                throw new IllegalStateException("not started");
            }
            return isUp ? "UP" : otherwise;
        };
    }

    private static void answer(int port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/none").toURL().openConnection();
        if (connection.getResponseCode() != 404) {
            throw new IllegalStateException("answered " + connection.getResponseCode());
        }
    }

    @Bean
    @ConditionalOnProperty(name = "harbour.quiet", havingValue = "false", matchIfMissing = true)
    Gauge craneHealthIndicator(
            @Value("${harbour.needs:}") Set<String> needs,
            @Value("${harbour.otherwise:DOWN}") String otherwise,
            @Value("${server.port}") int port) {
        return new Gauge(status(needs, otherwise, port));
    }

    @Bean
    @ConditionalOnProperty("harbour.quiet")
    QuietGauge craneQuietHealthIndicator(
            @Value("${harbour.needs:}") Set<String> needs,
            @Value("${harbour.otherwise:DOWN}") String otherwise,
            @Value("${server.port}") int port) {
        return new QuietGauge(status(needs, otherwise, port));
    }

    @Bean
    PortState portState(ApplicationAvailability availability) {
        return new PortState(availability);
    }

    @Bean
    SmartLifecycle crane() {
        return new SmartLifecycle() {
            private volatile boolean isRunning;

            @Override
            public void start() {
                isRunning = true;
                STARTED.countDown();
                happened("lifecycle");
            }

            @Override
            public void stop() {
                isRunning = false;
            }

            @Override
            public boolean isRunning() {
                return isRunning;
            }
        };
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        happened("method");
        new Thread(() -> happened("thread")).start();
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> zuiderzee() {
        return event -> happened("bean");
    }

    @Bean
    @Scope("prototype")
    ApplicationListener<ApplicationReadyEvent> zzPrototype() {
        return event -> happened("prototype");
    }

    @Bean
    @Lazy
    ApplicationListener<ApplicationReadyEvent> zzLazy() {
        return event -> happened("lazy");
    }

    @EventListener
    void readiness(AvailabilityChangeEvent<ReadinessState> event) {
        System.out.println("READINESS " + event.getState());
    }

    /** Multicasts on threads of its own, or swallows what listeners throw. */
    @Bean("applicationEventMulticaster")
    @ConditionalOnProperty("harbour.multicaster")
    SimpleApplicationEventMulticaster multicaster(
            ConfigurableListableBeanFactory beans, @Value("${harbour.multicaster}") String kind) {
        SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster(beans);
        if (kind.equals("threads")) {
            multicaster.setTaskExecutor(new SimpleAsyncTaskExecutor());
        } else {
            multicaster.setErrorHandler(thrown -> System.out.println("SWALLOWED"));
        }
        return multicaster;
    }
}
