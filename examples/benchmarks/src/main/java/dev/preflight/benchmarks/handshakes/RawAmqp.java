package dev.preflight.benchmarks.handshakes;

/** The header of AMQP 0-9-1, answered by a frame of a method. */
final class RawAmqp extends RawGreeting {
    private RawAmqp() {
        super("AMQP\0\0\u0009\u0001", "\u0001");
    }

    public static void main(String[] args) throws Exception {
        new RawAmqp().run(args);
    }
}
