package dev.preflight.backend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** A real PostgreSQL on a free port of the loopback, with its log in a file. */
public final class Postgres implements AutoCloseable {
    private final Path directory;
    private final EmbeddedPostgres server;

    private Postgres(Path directory, EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    /** Starts one that lets everybody in; settings are names and values. */
    public static Postgres start(Path directory, String... settings) throws IOException {
        Path log = directory.resolve("postgres.log");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setServerConfig("log_connections", "off")
                .setServerConfig("log_statement", "none");
        for (int i = 0; i < settings.length; i += 2) {
            builder.setServerConfig(settings[i], settings[i + 1]);
        }
        return new Postgres(directory, builder.start());
    }

    public int port() {
        return server.getPort();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** A connection of the administrator. */
    public Connection connect() throws SQLException {
        return connect("postgres");
    }

    /** A connection of the administrator to a database. */
    public Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", "postgres");
        return DriverManager.getConnection(jdbcUrl(database), login);
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Writes {@code pg_hba.conf} anew; it counts for connections from now on. */
    public void access(String... lines) throws IOException, SQLException {
        Files.writeString(
                directory.resolve("data/pg_hba.conf"),
                "host all postgres 127.0.0.1/32 trust\n" + String.join("\n", lines) + "\n");
        reload();
    }

    /** Speaks TLS with a certificate from now on. */
    public void certificate(TestAuthority.Identity identity) throws IOException, SQLException {
        Path key = identity.keyPem(directory.resolve("data/server.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        identity.certificatePem(directory.resolve("data/server.crt"));
        execute("alter system set ssl = on");
        reload();
    }

    /** The server reads its files a moment after it is told to. */
    private void reload() throws SQLException {
        String before = value("select pg_conf_load_time()");
        execute("select pg_reload_conf()");
        for (int i = 0; i < 1_000 && value("select pg_conf_load_time()").equals(before); i++) {
            Thread.onSpinWait();
        }
    }

    private String value(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Tells the server to stop when its last client leaves; until then it says that it shuts down. */
    public void stopWhenAlone() throws IOException {
        String pid =
                Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0);
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroy();
    }

    /** The lines of the log that say that something is wrong, once all other clients have gone. */
    public List<String> complaints() throws IOException, SQLException {
        String others = "select count(*) from pg_stat_activity where backend_type = 'client backend'"
                + " and pid <> pg_backend_pid()";
        for (int i = 0; i < 1_000 && !value(others).equals("0"); i++) {
            Thread.onSpinWait();
        }
        return Files.readAllLines(directory.resolve("postgres.log")).stream()
                .filter(line -> line.matches(".*(FATAL|ERROR|WARNING|unexpected|incomplete|invalid|could not).*"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
