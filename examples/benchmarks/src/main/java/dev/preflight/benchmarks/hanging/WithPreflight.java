package dev.preflight.benchmarks.hanging;

import static dev.preflight.backend.Backends.service;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.report.Report;
import java.time.Duration;

/** A service for each backend, the last of which never answers, and a deadline. */
final class WithPreflight {
    private WithPreflight() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        Check<?>[] checks = new Check<?>[count];
        for (int i = 0; i < count; i++) {
            checks[i] = service("backend-".concat(Integer.toString(i)), "redis://localhost:".concat(args[1]))
                    .timeout(Duration.ofSeconds(30));
        }
        Preflight suite = Preflight.of("orders", checks).deadline(Duration.ofMillis(Long.parseLong(args[2])));
        long start = System.nanoTime();
        Report report = suite.run();
        Ending.after(System.nanoTime() - start, report.exitCode());
    }
}
