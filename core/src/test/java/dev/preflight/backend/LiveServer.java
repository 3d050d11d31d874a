package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.preflight.check.HostAndPort;

/**
 * A server that no Maven artifact brings along: where a variable names one, the tests use it. Where none is named they
 * are skipped, unless {@code PREFLIGHT_TEST_LIVE=required} says that this is a failure, as it does in CI.
 */
public final class LiveServer {
    private LiveServer() {}

    /** The host and port in a variable such as {@code PREFLIGHT_TEST_RABBITMQ}. */
    public static HostAndPort named(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw missing(variable + " names no server (host:port), so the real one was not tried");
        }
        return HostAndPort.parse(value);
    }

    /** The certificate in PEM that a variable such as {@code PREFLIGHT_TEST_RABBITMQ_CA} names. */
    public static String authority(String variable) {
        String file = System.getenv(variable);
        if (file == null || file.isBlank()) {
            throw missing(variable + " names no certificate, so the real server was not tried over TLS");
        }
        return file;
    }

    /** Skips a test, or fails it where nothing may be skipped; never returns. */
    static RuntimeException missing(String reason) {
        if ("required".equals(System.getenv("PREFLIGHT_TEST_LIVE"))) {
            return fail(reason);
        }
        return abort(reason);
    }
}
