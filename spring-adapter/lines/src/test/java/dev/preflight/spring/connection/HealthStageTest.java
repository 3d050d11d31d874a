package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.lateReport;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.check.Check;
import dev.preflight.problem.Problem;
import dev.preflight.report.Report;
import dev.preflight.spring.Application;
import dev.preflight.spring.CheckSource;
import dev.preflight.spring.Reports;
import dev.preflight.spring.actuate.PreflightMetersAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

/** Health contributors, asked once before the port opens. */
class HealthStageTest {
    private final ApplicationContextRunner runner = Contexts.with(
            "Health",
            "HealthEndpoint",
            "HealthContributor",
            "HealthContributorRegistry",
            "Endpoint",
            "DiskSpaceHealthContributor",
            "AvailabilityHealthContributor",
            "AvailabilityProbes",
            "ApplicationAvailability",
            "Ssl",
            "SslHealthContributor");

    private ApplicationContextRunner saying(String status, Map<String, Object> details) {
        return Healths.in(runner, "ledgerHealthIndicator", () -> Healths.saying(status, details));
    }

    private static List<String> verdicts(ApplicationContextRunner runner) {
        Report report = lateReport(runner);
        return report == null
                ? List.of()
                : report.results().stream().map(Contexts::verdict).toList();
    }

    @Test
    void indicatorThatIsUpPasses() {
        saying("UP", Map.of()).run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void indicatorThatIsDownFailsWithWhatItSays() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("ledger", "eu-1");
        details.put("behind", 17);
        details.put("apiToken", "sw0rdfish-4");
        details.put("url", "https://app:tr0mbone-solo@ledger.example/");
        Report report = lateReport(saying("DOWN", details));

        assertThat(report.exitCode()).isEqualTo(69);
        assertThat(report.toString())
                .contains("FAIL  health ledger  says it is DOWN")
                .contains("[backend.unhealthy]")
                .contains("found   ledger: eu-1\n")
                .contains("behind: 17\n")
                .contains("apiToken: [secret]\n")
                .doesNotContain("sw0rdfish")
                .doesNotContain("tr0mbone");
        assertThat(verdicts(saying("OUT_OF_SERVICE", Map.of()))).containsExactly("FAILED ledger backend.unhealthy");
    }

    /** Libraries put into their messages what they were given. */
    @Test
    void whatIsCalledASecretIsNotShownWhoeverRepeatsIt() {
        Report report = lateReport(Healths.in(
                        runner,
                        "ledgerHealthIndicator",
                        () -> Healths.doing(() -> {
                            throw new IllegalStateException(
                                    "key sk_live_51HxTr0mb0ne of customerId 17 at eu-west rejected");
                        }))
                .withPropertyValues(
                        "LEDGER_KEY=sk_live_51HxTr0mb0ne",
                        "ledger.api-key=${LEDGER_KEY}",
                        "ledger.partition-key=customerId",
                        "ledger.access-token=eu",
                        "ledger.own-token=${LEDGER_OWN_TOKEN:}"));

        assertThat(report.toString()).contains("key [secret] of customerId 17 at eu-west rejected");
    }

    @Test
    void detailsAreBounded() {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
            details.put("detail" + i, "x".repeat(10_000));
        }
        String report = lateReport(saying("DOWN", details)).toString();

        assertThat(report).contains("and 494 more").hasSizeLessThan(6_000);
        assertThat(report.lines().count()).isLessThan(40);
    }

    @Test
    void otherStatusIsAWarningAndTheBootGoesOn() {
        for (String status : List.of("UNKNOWN", "DEGRADED")) {
            saying(status, Map.of()).run(context -> assertThat(context).hasNotFailed());
        }
    }

    @Test
    void whatSpringCloudKnowsOnlyAfterThePortIsOpenIsNoWarning() {
        assertThat(warnings(discovery("discoveryComposite", "discoveryClient", "UNKNOWN")))
                .isEmpty();
        assertThat(warnings(discovery("discoveryComposite", "eureka", "UNKNOWN")))
                .hasSize(1);
        assertThat(verdicts(discovery("discoveryComposite", "discoveryClient", "DOWN")))
                .containsExactly("FAILED discoveryComposite/discoveryClient backend.unhealthy");
    }

    private ApplicationContextRunner discovery(String composite, String name, String status) {
        return Healths.in(
                runner,
                composite + "HealthContributor",
                () -> Healths.composite(name, Healths.saying(status, Map.of())));
    }

    private static List<Problem> warnings(ApplicationContextRunner booting) {
        List<Problem> warnings = new ArrayList<>();
        booting.run(context -> {
            for (Report report : context.getBean(Reports.class).all()) {
                report.results().forEach(result -> warnings.addAll(result.problems()));
            }
        });
        return warnings;
    }

    @Test
    void classIsNamedAsItWasWritten() {
        assertThat(lateReport(saying("DOWN", Map.of())).toString())
                .contains("fix     mend what it says; dev.preflight.spring.connection.Healths says it");
    }

    @Test
    void classOfAReactiveOneIsNamedAndNotWhatMakesItWait() {
        assertThat(lateReport(Healths.reactive(runner, "searchHealthIndicator", "DOWN"))
                        .toString())
                .contains("fix     mend what it says; dev.preflight.spring.connection.Healths says it")
                .contains("preflight.checks.search.mode=warn lets the application start all the same");
    }

    @Test
    void compositesAreWalkedAndReactiveOnesAskedToo() {
        ApplicationContextRunner composite = Healths.in(
                runner, "regionsHealthContributor", () -> Healths.composite("eu", Healths.saying("DOWN", Map.of())));

        assertThat(verdicts(Healths.reactive(composite, "searchHealthIndicator", "DOWN")))
                .containsExactlyInAnyOrder("FAILED regions/eu backend.unhealthy", "FAILED search backend.unhealthy");
    }

    @Test
    void whatAnIndicatorThrowsIsClassified() {
        int port = closedPort();
        assertThat(verdicts(Healths.in(
                        runner, "ledgerHealthIndicator", () -> Healths.doing(() -> new Socket("127.0.0.1", port)))))
                .containsExactly("FAILED ledger backend.refused");
    }

    @Test
    void whatTellsNothingOfTheWorldIsNotAsked() {
        runner.withPropertyValues(
                        "management.health.diskspace.threshold=900TB",
                        "management.endpoint.health.probes.enabled=true",
                        "management.health.livenessstate.enabled=true",
                        "management.health.readinessstate.enabled=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    @Timeout(60)
    void hangingIndicatorDelaysTheVerdictByNoMoreThanTheDeadline() {
        long start = System.nanoTime();
        Report report = lateReport(Healths.in(runner, "ledgerHealthIndicator", Healths::hanging)
                .withPropertyValues("preflight.deadline=700ms"));

        assertThat(report.results()).extracting(Contexts::verdict).containsExactly("FAILED ledger check.timeout");
        assertThat(report.took()).isLessThan(Duration.ofSeconds(2));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void propertiesSoftenAndSwitchOff() {
        saying("DOWN", Map.of())
                .withPropertyValues("preflight.checks.ledger.mode=warn")
                .run(context -> assertThat(context).hasNotFailed());
        saying("DOWN", Map.of())
                .withPropertyValues("preflight.checks.ledger.mode=off")
                .run(context -> assertThat(context).hasNotFailed());
        saying("DOWN", Map.of())
                .withPropertyValues("preflight.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void sourceThatBreaksIsAWarning() {
        CheckSource broken = new CheckSource() {
            @Override
            public List<Check<?>> checks(Application application) {
                return List.of();
            }

            @Override
            public List<Check<?>> lateChecks(Application application) {
                throw new IllegalStateException("broken");
            }
        };
        runner.withBean(CheckSource.class, () -> broken)
                .run(context -> assertThat(context.getBean(Reports.class).all())
                        .flatExtracting(Report::results)
                        .extracting(Contexts::verdict)
                        .singleElement()
                        .asString()
                        .startsWith("WARNED " + broken.getClass().getName()));
    }

    @Test
    void itIsAStepOfTheStart() {
        BufferingApplicationStartup startup = new BufferingApplicationStartup(1000);
        saying("UP", Map.of())
                .withInitializer(context -> context.setApplicationStartup(startup))
                .run(context -> assertThat(startup.getBufferedTimeline().getEvents())
                        .extracting(event -> event.getStartupStep().getName())
                        .contains("preflight.beans"));
    }

    @Test
    void metersTimeTheChecksOfBothStages() {
        Healths.in(
                        Contexts.with(
                                "HealthContributorRegistry",
                                "HealthEndpoint",
                                "Metrics",
                                "CompositeMeterRegistry",
                                "SimpleMetricsExport"),
                        "ledgerHealthIndicator",
                        () -> Healths.saying("UP", Map.of()))
                .withConfiguration(AutoConfigurations.of(PreflightMetersAutoConfiguration.class))
                .withPropertyValues("preflight.env.ORDERS_PORT.type=port", "ORDERS_PORT=8080")
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(registry.find("preflight.check").timers())
                            .extracting(timer -> timer.getId().getTag("check") + " " + timer.count())
                            .containsExactlyInAnyOrder("env ORDERS_PORT 1", "health ledger 1");
                    assertThat(registry.get("preflight.checks")
                                    .tag("outcome", "passed")
                                    .gauge()
                                    .value())
                            .isEqualTo(2);
                });
    }

    @Test
    void itIsAskedBeforeAnythingListens() {
        Listener listener = new Listener();
        saying("DOWN", Map.of())
                .withBean(Listener.class, () -> listener)
                .run(context -> assertThat(context).hasFailed());

        assertThat(listener.started).isFalse();
    }

    @Test
    void lazyInitialisationLeavesItOn() {
        assertThat(verdicts(saying("DOWN", Map.of())
                        .withInitializer(context ->
                                context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))))
                .containsExactly("FAILED ledger backend.unhealthy");
    }

    /** In the phase of the web server. */
    private static final class Listener implements SmartLifecycle {
        private boolean started;

        @Override
        public int getPhase() {
            return Integer.MAX_VALUE - 2048;
        }

        @Override
        public void start() {
            started = true;
        }

        @Override
        public void stop() {
            started = false;
        }

        @Override
        public boolean isRunning() {
            return started;
        }
    }
}
