package dev.preflight.benchmarks.backends;

import static dev.preflight.backend.Backends.service;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.report.Report;
import java.util.ArrayList;
import java.util.List;

/** A service for each backend. */
final class WithPreflight extends Program {
    private List<Check<?>> checks = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        new WithPreflight().run(args);
    }

    @Override
    protected void offline() {
        checks = dev.preflight.benchmarks.config.WithPreflight.checks();
    }

    @Override
    protected void check(int count, int port) {
        List<Check<?>> all = new ArrayList<>(checks);
        String url = "redis://localhost:".concat(Integer.toString(port));
        for (int i = 0; i < count; i++) {
            all.add(service("backend-".concat(Integer.toString(i)), url));
        }
        Report report = Preflight.of("orders", all.toArray(new Check<?>[0])).run();
        if (!report.mayBoot()) {
            throw new IllegalStateException(report.toString());
        }
    }
}
