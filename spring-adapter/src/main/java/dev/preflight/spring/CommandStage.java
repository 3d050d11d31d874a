package dev.preflight.spring;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.SmartApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Reads the program arguments for the self-check. Where they ask for something instead of a start, the standard output
 * stream is kept for the answer, and whatever else writes to it writes to the error stream; the context then gets as far
 * as its {@link Gate}, and the process ends. Made by Spring Boot, one for each application.
 */
final class CommandStage implements SmartApplicationListener {
    /** After configuration is loaded, which is at 10, and before Spring Boot sets up logging, which is at 20. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 15;

    private static final String ARGUMENTS = CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME;
    private static final int SOFTWARE = 70;

    private Asked asked = Asked.of();
    private Delivery delivery = new Delivery(asked);
    private PrintStream out;

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public boolean supportsEventType(Class<? extends ApplicationEvent> type) {
        return SpringApplicationEvent.class.isAssignableFrom(type);
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ApplicationStartingEvent starting) {
            read(starting.getArgs());
        } else if (event instanceof ApplicationEnvironmentPreparedEvent prepared && asked.isCommand()) {
            settle(prepared.getEnvironment());
        } else if (event instanceof ApplicationPreparedEvent prepared) {
            join(
                    prepared.getApplicationContext(),
                    prepared.getSpringApplication().getWebApplicationType());
        } else if (event instanceof ApplicationStartedEvent) {
            // A context without a self-check, of which the one with it may be a child.
            restore();
        } else if (event instanceof ApplicationFailedEvent failed) {
            end(Finished.in(failed.getException()));
        }
    }

    private void read(String[] args) {
        asked = Switch.isAheadOfTime() ? Asked.of() : Asked.of(args);
        delivery = new Delivery(asked);
        if (asked.isCommand()) {
            out = System.out;
            System.setOut(System.err);
        }
    }

    /** Whoever asks wants the answer, and no banner and no log; what is switched off is told about all the same. */
    private void settle(ConfigurableEnvironment environment) {
        Map<String, Object> quiet = new HashMap<>();
        quiet.put("spring.main.banner-mode", "off");
        quiet.put("logging.threshold.console", "error");
        quiet.put(Switch.ENABLED, "true");
        MutablePropertySources sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource("preflightCommand", quiet));
        // A property that is called preflight would stand in the way of those that are below it.
        if (sources.get(ARGUMENTS) instanceof SimpleCommandLinePropertySource) {
            sources.replace(
                    ARGUMENTS,
                    new SimpleCommandLinePropertySource(asked.others().toArray(new String[0])));
        }
    }

    private void join(ConfigurableApplicationContext context, WebApplicationType type) {
        context.getBeanFactory().registerSingleton(Delivery.BEAN, delivery);
        if (!asked.isCommand()) {
            return;
        }
        context.getBeanFactory().registerSingleton(Surroundings.BEAN, new Surroundings(asked, out, System.err));
        context.addBeanFactoryPostProcessor(beans -> {
            // The parent of an application has no web server.
            if (!beans.containsBean(SelfCheck.BEAN) && type != WebApplicationType.NONE) {
                System.err.println("preflight: this application has no self-check: it is not auto-configured,"
                        + " or leaves PreflightAutoConfiguration out");
                throw Finished.with(SOFTWARE);
            }
        });
    }

    /** What else ends a start that was asked for something is no answer, and stays on the error stream. */
    private void end(Finished finished) {
        delivery.send();
        if (finished != null) {
            restore();
            System.out.flush();
            System.exit(finished.exitCode());
        }
    }

    private void restore() {
        if (out != null) {
            System.setOut(out);
        }
    }
}
