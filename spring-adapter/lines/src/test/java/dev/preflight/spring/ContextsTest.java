package dev.preflight.spring;

import static dev.preflight.Checks.probe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.check.Probe;
import dev.preflight.spring.test.EnablePreflight;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.javapoet.ClassName;

/** Where and when contexts are verified. */
class ContextsTest {
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final Probe<Void> COUNTED = probe("counted", () -> {
        RUNS.incrementAndGet();
    });

    @BeforeEach
    void reset() {
        RUNS.set(0);
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(PreflightAutoConfiguration.class))
            .withUserConfiguration(Counted.class);

    @Test
    void eachContextIsVerifiedOnce() {
        runner.run(context -> assertThat(RUNS).hasValue(1));
        runner.run(context -> assertThat(RUNS).hasValue(2));
    }

    @Test
    void parentAndChildAreBothVerifiedAndEventsReachListeners() {
        try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Counted.class)
                .web(WebApplicationType.NONE)
                .child(Listening.class)
                .web(WebApplicationType.NONE)
                .run("--logging.level.root=off")) {
            assertThat(RUNS).hasValue(1);
            assertThat(child.getBean(Listening.class).heard).hasValue(child);
        }
    }

    @Test
    void multicasterOfTheApplicationStays() {
        SimpleApplicationEventMulticaster own = new SimpleApplicationEventMulticaster();
        runner.withBean("applicationEventMulticaster", ApplicationEventMulticaster.class, () -> own)
                .run(context -> {
                    assertThat(RUNS).hasValue(1);
                    assertThat(context.getBean(ApplicationEventMulticaster.class))
                            .isSameAs(own);
                });
    }

    @Test
    void stagesAreStepsOfTheStart() {
        BufferingApplicationStartup startup = new BufferingApplicationStartup(1000);
        runner.withInitializer(context -> context.setApplicationStartup(startup))
                .run(context -> assertThat(startup.getBufferedTimeline().getEvents())
                        .extracting(event -> event.getStartupStep().getName())
                        .contains("preflight.environment", "preflight.connections"));
    }

    @Test
    void nothingIsVerifiedAheadOfTimeAndWhatIsGeneratedIsComplete() {
        System.setProperty("spring.aot.processing", "true");
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(PreflightAutoConfiguration.class, Counted.class);
            InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
            DefaultGenerationContext generation = new DefaultGenerationContext(
                    new ClassNameGenerator(ClassName.get("dev.preflight.spring", "Generated")), files);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();
            assertThat(RUNS).hasValue(0);
            assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                    .anyMatch(name -> name.contains("PreflightAutoConfiguration"));
        } finally {
            System.clearProperty("spring.aot.processing");
        }
        RuntimeHints hints = new RuntimeHints();
        new PreflightRuntimeHints().registerHints(hints, null);
        assertThat(RuntimeHintsPredicates.reflection().onType(PreflightProperties.class))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onType(PreflightProperties.Env.class))
                .accepts(hints);
    }

    @Nested
    @ExtendWith(OutputCaptureExtension.class)
    @SpringBootTest(classes = Counted.class)
    class InTests {
        @Autowired
        private SelfCheck selfCheck;

        @Test
        void nothingIsVerifiedAndNothingIsSaid(CapturedOutput output) {
            assertThat(output.toString()).doesNotContain("PREFLIGHT", "preflight");
            assertThat(selfCheck.report()).isEmpty();
        }
    }

    @Nested
    @EnablePreflight
    @SpringBootTest(classes = Counted.class)
    class InTestsThatAskForIt {
        @Autowired
        private SelfCheck selfCheck;

        @Test
        void everythingIsVerified() {
            assertThat(selfCheck.report().orElseThrow().results()).hasSize(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(PreflightAutoConfiguration.class)
    static class Counted {
        @Bean
        static Probe<Void> counted() {
            return COUNTED;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(PreflightAutoConfiguration.class)
    static class Listening {
        private final AtomicReference<Object> heard = new AtomicReference<>();

        @EventListener
        void refreshed(ContextRefreshedEvent event) {
            heard.set(event.getApplicationContext());
        }
    }
}
