package dev.preflight.spring;

import static dev.preflight.Checks.env;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    private static final Preflight FIRST =
            Preflight.of("shop", env("FIRST")).against(Deployment.of(Map.of("FIRST", "1")));
    private static final Preflight SECOND = Preflight.of("shop", env("SECOND")).against(Deployment.of(Map.of()));

    @TempDir
    Path directory;

    @Test
    void reportOfTwoRunsHasTheChecksOfBothAndTheWorseVerdict() {
        Report merged = Delivery.merged(FIRST.run(), SECOND.run());
        assertThat(merged.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(merged.exitCode()).isEqualTo(78);
        assertThat(merged.results())
                .extracting(result -> result.check().id())
                .containsExactly("env FIRST", "env SECOND");
        assertThat(Delivery.merged(SECOND.run(), FIRST.run()).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Delivery.merged(FIRST.run(), FIRST.run()).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void noticesAreNotRepeated() {
        Preflight warned = FIRST.against(Deployment.of(Map.of("FIRST", "1", "PREFLIGHT", "warn")));
        assertThat(Delivery.merged(warned.run(), warned.run()).notices()).hasSize(1);
    }

    @Test
    void reportIsSentOnceAndNotBeforeThereIsOne() throws IOException {
        Path file = directory.resolve("report.tap");
        Delivery delivery = new Delivery(Asked.of("--preflight-report=tap:" + file));
        delivery.send();
        assertThat(file).doesNotExist();

        delivery.add(FIRST, FIRST.run());
        assertThat(file).doesNotExist();
        delivery.add(SECOND, SECOND.run());
        delivery.send();
        assertThat(Files.readString(file)).contains("env FIRST", "env SECOND");

        Files.delete(file);
        delivery.send();
        assertThat(file).doesNotExist();
    }
}
