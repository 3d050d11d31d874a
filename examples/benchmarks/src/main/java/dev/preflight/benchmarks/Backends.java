package dev.preflight.benchmarks;

import java.util.List;

/** Those who check many backends. Their arguments are a mode, how many, and the port where all of them answer. */
final class Backends {
    static final Contender THREADS = new Contender("by hand, a thread for each", "backends.Threads", "");
    static final Contender POOL = new Contender("by hand, fixed pool", "backends.Pool", "");
    static final Contender VIRTUAL = new Contender("by hand, virtual threads", "backends.Virtual", "").since(21);
    static final Contender PREFLIGHT = new Contender("**Preflight**", "backends.WithPreflight", "preflight");
    static final Contender METRICS_POOL =
            new Contender("metrics-healthchecks, pool", "backends.WithMetricsPool", "metrics");
    static final Contender METRICS = new Contender("metrics-healthchecks", "backends.WithMetrics", "metrics");
    static final Contender BOOT = new Contender("Boot `HealthEndpoint`", "backends.WithBootHealth", "boot-health");
    static final Contender SMALLRYE =
            new Contender("SmallRye Health", "backends.WithSmallRyeHealth", "smallrye-health");
    static final Contender MICRONAUT =
            new Contender("Micronaut 4 `HealthAggregator`", "backends.WithMicronaut", "micronaut-4");
    /** The program is compiled against Micronaut 4, since the classes of 5 are for Java 25. */
    static final Contender MICRONAUT_5 =
            new Contender("Micronaut 5 `HealthAggregator`", "backends.WithMicronaut", "micronaut-5").since(25);

    /** All of them. */
    static final List<Contender> ALL =
            List.of(THREADS, POOL, VIRTUAL, PREFLIGHT, METRICS_POOL, MICRONAUT, MICRONAUT_5, METRICS, BOOT, SMALLRYE);

    /** Those who ask all backends at the same time. */
    static final List<Contender> PARALLEL =
            List.of(THREADS, POOL, VIRTUAL, PREFLIGHT, METRICS_POOL, MICRONAUT, MICRONAUT_5);

    /** Those who ask one after the other. */
    static final List<Contender> SEQUENTIAL = List.of(METRICS, BOOT, SMALLRYE);

    private Backends() {}
}
