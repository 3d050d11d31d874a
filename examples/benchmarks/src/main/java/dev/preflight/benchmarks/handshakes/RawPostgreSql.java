package dev.preflight.benchmarks.handshakes;

/** An SSLRequest, answered by S or N. */
final class RawPostgreSql extends RawGreeting {
    private RawPostgreSql() {
        super("\0\0\0\b\u0004\u00d2\u0016\u002f", "SN");
    }

    public static void main(String[] args) throws Exception {
        new RawPostgreSql().run(args);
    }
}
