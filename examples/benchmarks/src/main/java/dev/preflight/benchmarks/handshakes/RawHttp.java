package dev.preflight.benchmarks.handshakes;

/** A request without anything in it that is not needed. */
final class RawHttp extends RawGreeting {
    private RawHttp() {
        super("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "H");
    }

    public static void main(String[] args) throws Exception {
        new RawHttp().run(args);
    }
}
