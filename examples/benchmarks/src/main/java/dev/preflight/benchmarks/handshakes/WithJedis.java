package dev.preflight.benchmarks.handshakes;

import dev.preflight.benchmarks.backends.Program;
import redis.clients.jedis.Jedis;

/** A connection of Jedis, and a PING. */
final class WithJedis extends Program {
    public static void main(String[] args) throws Exception {
        new WithJedis().run(args);
    }

    @Override
    protected void check(int count, int port) {
        try (Jedis jedis = new Jedis("localhost", port)) {
            if (!jedis.ping().equals("PONG")) {
                throw new IllegalStateException();
            }
        }
    }
}
