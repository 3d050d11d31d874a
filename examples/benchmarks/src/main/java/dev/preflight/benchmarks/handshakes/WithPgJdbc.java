package dev.preflight.benchmarks.handshakes;

import dev.preflight.benchmarks.backends.Program;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A connection of the JDBC driver of PostgreSQL, with the login of the environment. */
final class WithPgJdbc extends Program {
    public static void main(String[] args) throws Exception {
        new WithPgJdbc().run(args);
    }

    @Override
    protected void check(int count, int port) throws SQLException {
        DriverManager.getConnection(url(port), System.getenv("PGUSER"), System.getenv("PGPASSWORD"))
                .close();
    }

    static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/" + System.getenv("PGDATABASE");
    }
}
