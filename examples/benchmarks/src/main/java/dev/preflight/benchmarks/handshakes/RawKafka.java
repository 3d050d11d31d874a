package dev.preflight.benchmarks.handshakes;

/** An ApiVersions request of version 0 from a client without a name, answered by a frame of less than 16 MiB. */
final class RawKafka extends RawGreeting {
    private RawKafka() {
        super("\0\0\0\n\0\u0012\0\0\0\0\0\u0001\u00ff\u00ff", "\0");
    }

    public static void main(String[] args) throws Exception {
        new RawKafka().run(args);
    }
}
