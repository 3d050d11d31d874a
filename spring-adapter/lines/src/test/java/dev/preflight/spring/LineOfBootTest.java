package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.diagnostics.FailureAnalysis;

class LineOfBootTest {
    @ParameterizedTest
    @ValueSource(strings = {"3.4.13", "3.3.0", "2.7.18", "1.5.22.RELEASE", "3.0.0-M1"})
    void olderLinesAreRefusedByName(String version) {
        assertThatThrownBy(() -> Line.require(version))
                .isInstanceOf(UnsupportedLineException.class)
                .hasMessage(
                        "preflight-spring-boot-starter runs on Spring Boot 3.5, 4.0 and 4.1, and this application has "
                                + version);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"3.5.0", "3.10.1", "4.0.0-RC1", "4.1.2", "5.0.0", "unknown", "x.y.z", "4"})
    void othersAreTried(String version) {
        assertThatCode(() -> Line.require(version)).doesNotThrowAnyException();
    }

    @Test
    void thisOneIsSupported() {
        assertThatCode(() -> Line.require(SpringBootVersion.getVersion())).doesNotThrowAnyException();
    }

    @Test
    void refusalIsShownOnThePageOfAFailedStart() {
        UnsupportedLineException refusal = new UnsupportedLineException("3.3.13");
        FailureAnalysis page = new PreflightFailureAnalyzer().analyze(new IllegalStateException(refusal));
        assertThat(page.getDescription()).isEqualTo(refusal.getMessage());
        assertThat(page.getAction())
                .isEqualTo(
                        "Update Spring Boot to 3.5 or later, or take preflight-spring-boot-starter off the class path"
                                + " (exit code 78).");
        assertThat(refusal.getExitCode()).isEqualTo(78);
    }
}
