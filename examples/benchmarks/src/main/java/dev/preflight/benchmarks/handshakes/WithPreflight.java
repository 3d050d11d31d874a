package dev.preflight.benchmarks.handshakes;

import static dev.preflight.backend.Backends.service;

import dev.preflight.Preflight;
import dev.preflight.benchmarks.backends.Program;
import dev.preflight.report.Report;

/** A suite of one backend, whose URL is the last argument. */
final class WithPreflight extends Program {
    private final String url;

    private WithPreflight(String url) {
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        new WithPreflight(args[3]).run(args);
    }

    @Override
    protected void check(int count, int port) {
        Report report = Preflight.of("orders", service("backend", url)).run();
        if (!report.mayBoot()) {
            throw new IllegalStateException(report.toString());
        }
    }
}
