package dev.preflight.examples.boot;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;

/** The database of the service with three orders: PostgreSQL, or H2 where that cannot run. Both want the password. */
record Database(String urlPrefix, int port, Closeable server) implements Closeable {
    private static final String ROWS = "insert into orders values (1, 'Ada Lovelace', 42.00),"
            + " (2, 'Grace Hopper', 1906.12), (3, 'Katherine Johnson', 7.50)";

    static Database start(Path directory, String password, boolean h2) throws Exception {
        if (h2) {
            return h2(directory, password);
        }
        try {
            return postgresql(directory, password);
        } catch (IOException | IllegalStateException e) {
            System.err.println("PostgreSQL cannot run here, H2 takes its place: " + e);
            return h2(directory, password);
        }
    }

    String url() {
        return urlAt(port);
    }

    /** Its URL where something stands in front of it. */
    String urlAt(int otherPort) {
        return urlPrefix + "127.0.0.1:" + otherPort + "/orders";
    }

    private static Database postgresql(Path directory, String password) throws Exception {
        Path log = directory.resolve("postgresql.log");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        String root = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/";
        try (Connection connection = DriverManager.getConnection(root + "postgres", "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create role orders login password '" + password + "'");
            statement.execute("create database orders owner orders");
            // Until now it let everybody in.
            Files.writeString(
                    directory.resolve("data/pg_hba.conf"),
                    "host all postgres 127.0.0.1/32 trust\nhost orders orders 127.0.0.1/32 scram-sha-256\n");
            reload(statement);
        }
        fill(root + "orders", password);
        return new Database("jdbc:postgresql://", server.getPort(), server);
    }

    /** The server reads its files a moment after it is told to. */
    private static void reload(Statement statement) throws SQLException {
        String before = loaded(statement);
        statement.execute("select pg_reload_conf()");
        for (int i = 0; i < 10_000 && loaded(statement).equals(before); i++) {
            Thread.onSpinWait();
        }
    }

    private static String loaded(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select pg_conf_load_time()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Database h2(Path directory, String password) throws IOException, SQLException {
        fill("jdbc:h2:" + directory.toAbsolutePath().resolve("orders"), password);
        Server server = Server.createTcpServer("-tcpPort", "0", "-baseDir", directory.toString())
                .start();
        return new Database("jdbc:h2:tcp://", server.getPort(), server::stop);
    }

    /** Does what the service would do at its first start, and then some. */
    private static void fill(String url, String password) throws IOException, SQLException {
        try (InputStream schema = Database.class.getResourceAsStream("/schema.sql");
                Connection connection = DriverManager.getConnection(url, "orders", password);
                Statement statement = connection.createStatement()) {
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute(ROWS);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
