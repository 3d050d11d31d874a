package dev.preflight.examples.orders;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.h2.tools.RunScript;
import org.h2.tools.Server;

/** A real database with the tables of the service, reached over TCP. */
final class Database implements AutoCloseable {
    static final String PASSWORD = "tide-lantern-84";

    private final Server server;

    private Database(Server server) {
        this.server = server;
    }

    static Database start(Path directory) throws Exception {
        String file = "jdbc:h2:" + directory.toAbsolutePath().resolve("orders");
        try (Connection connection = DriverManager.getConnection(file, "orders", PASSWORD)) {
            RunScript.execute(connection, Files.newBufferedReader(Path.of("src/main/database/orders.sql")));
        }
        return new Database(Server.createTcpServer("-tcpPort", "0", "-baseDir", directory.toString())
                .start());
    }

    String url() {
        return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/orders";
    }

    @Override
    public void close() {
        server.stop();
    }
}
