package dev.preflight.examples.boot;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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

    /** Runs them until the process is told to end, and writes their variables into a file for a shell. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        Backends backends = new Backends(Path.of(args[1]), args.length > 2 && args[2].equals("h2"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try (backends) {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                e.printStackTrace();
            }
        }));
        StringBuilder out = new StringBuilder();
        backends.variables()
                .forEach((name, value) -> out.append("export ")
                        .append(name)
                        .append("='")
                        .append(value)
                        .append("'\n"));
        // Whoever waits for the file finds it whole.
        Path written = Files.writeString(Path.of(file + ".part"), out);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        System.out.println("The database, Redis and the carrier run. Their variables: . " + file);
        new CountDownLatch(1).await();
    }
}
