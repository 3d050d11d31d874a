package dev.preflight.benchmarks.handshakes;

import dev.preflight.benchmarks.backends.Program;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;

/** A client of Lettuce, and a PING; shut down at once, as somebody does who only wants to know. */
final class WithLettuce extends Program {
    public static void main(String[] args) throws Exception {
        new WithLettuce().run(args);
    }

    @Override
    protected void check(int count, int port) {
        RedisClient client = RedisClient.create("redis://localhost:" + port);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            if (!connection.sync().ping().equals("PONG")) {
                throw new IllegalStateException();
            }
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
