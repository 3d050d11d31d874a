package dev.preflight.spring;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import java.net.ConnectException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class FailureAnalyzerTest {
    private static final Preflight WRONG = Preflight.of("orders", env("A")).against(Deployment.of(Map.of()));

    private final PreflightFailureAnalyzer analyzer = new PreflightFailureAnalyzer();

    @Test
    void reportIsTheDescriptionAndTheActionSaysWhetherARestartHelps() {
        Report report = WRONG.run();
        FailureAnalysis analysis = analyzer.analyze(new RuntimeException(new PreflightFailedException(report)));
        assertThat(analysis.getDescription()).isEqualTo(report.toString());
        assertThat(analysis.getAction())
                .isEqualTo(
                        "Mend what is marked FAIL; each says how under \"fix\". No restart mends it (exit code 78).");

        Report down = Preflight.of("orders", probe("p", () -> {
                    throw new ConnectException();
                }))
                .run();
        assertThat(analyzer.analyze(new PreflightFailedException(down)).getAction())
                .endsWith("A restart may help where a backend comes back (exit code 69).");

        Report refused = Preflight.of("orders", probe("p", context -> false)).run();
        assertThat(analyzer.analyze(new PreflightFailedException(refused)).getAction())
                .endsWith("A restart helps only if something else changes meanwhile (exit code 69).");
    }

    @Test
    void suiteThatTheApplicationVerifiesItselfHasItsPageToo() {
        Throwable own = catchThrowable(WRONG::verify);
        assertThat(analyzer.analyze(new IllegalStateException(own)).getDescription())
                .contains("FAIL  env A  not set");
    }

    @Test
    void otherFailuresAreLeftToOthers() {
        assertThat(analyzer.analyze(new IllegalStateException("other"))).isNull();
    }

    @Test
    void messageOfTheExceptionIsOneLine() {
        PreflightFailedException failure = new PreflightFailedException(WRONG.run());
        assertThat(failure).hasMessage("preflight of orders failed: env A");
        assertThat(failure.getExitCode()).isEqualTo(78);
        assertThat(failure.getStackTrace()).isEmpty();
    }
}
