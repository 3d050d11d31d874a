package dev.preflight.benchmarks.handshakes;

/** PING, answered by PONG. */
final class RawRedis extends RawGreeting {
    private RawRedis() {
        super("*1\r\n$4\r\nPING\r\n", "+");
    }

    public static void main(String[] args) throws Exception {
        new RawRedis().run(args);
    }
}
