package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;

import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import java.net.ConnectException;

/** An application without a provider of SLF4J, whose cache is down and may be. */
final class NoLoggingProgram {
    private NoLoggingProgram() {}

    public static void main(String[] args) {
        EnvVar<Integer> port = env("PORT").port().orElse(8080);
        Probe<?> cache = probe("cache", () -> {
            throw new ConnectException();
        });
        Check<?> last = System.getenv("CACHE_MAY_FAIL") == null ? env("PORT_2").optional() : cache.warnOnly();
        Verified verified = System.getenv("CACHE_MATTERS") == null
                ? Preflight.of("orders", port, last).verifyOrExit(args)
                : Preflight.of("orders", port, cache).verifyOrExit(args);
        System.out.println("started at " + verified.get(port));
    }
}
