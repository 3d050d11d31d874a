package dev.preflight.examples.boot;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import redis.embedded.RedisServer;

/** All that the service depends on, on free ports of the loopback, and the variables that lead there. */
final class Backends implements Closeable {
    static final String PASSWORD = "tide-lantern-84";

    private final Path directory;
    private final Database database;
    private final int redisPort;
    private final RedisServer redis;
    private final HttpServer carrier;

    Backends(Path directory, boolean h2) throws Exception {
        this.directory = directory;
        database = Database.start(directory, PASSWORD, h2);
        try (ServerSocket free = new ServerSocket(0)) {
            redisPort = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer().port(redisPort).bind("127.0.0.1").build();
        redis.start();
        carrier = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/status", "open");
        answer("/parcels", "on its way");
        answer("/holiday/status", "closed until Monday");
        carrier.start();
        Files.writeString(Files.createDirectory(directory.resolve("secrets")).resolve("database-password"), PASSWORD);
    }

    private void answer(String path, String text) {
        carrier.createContext(path, exchange -> {
            byte[] body = text.getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    Database database() {
        return database;
    }

    int redisPort() {
        return redisPort;
    }

    Path directory() {
        return directory;
    }

    /** The environment in which the service is healthy. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("DATABASE_URL", database.url());
        variables.put("REDIS_URL", "redis://127.0.0.1:" + redisPort);
        variables.put("CARRIER_URL", "http://127.0.0.1:" + carrier.getAddress().getPort());
        variables.put("SECRETS_DIR", directory.resolve("secrets").toString());
        return variables;
    }

    @Override
    public void close() throws IOException {
        carrier.stop(0);
        redis.stop();
        database.close();
    }

    /** Runs them until the standard input ends, and writes a file of their variables for a shell. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        Path directory = Files.createTempDirectory("orders-backends");
        try (Backends backends = new Backends(directory, args.length > 1 && args[1].equals("h2"))) {
            StringBuilder out = new StringBuilder();
            backends.variables()
                    .forEach((name, value) -> out.append("export ")
                            .append(name)
                            .append("='")
                            .append(value)
                            .append("'\n"));
            Files.writeString(file, out);
            System.out.println("PostgreSQL, Redis and the carrier run; their variables are in " + file);
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
