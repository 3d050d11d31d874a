package dev.preflight.benchmarks.handshakes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.preflight.benchmarks.backends.Program;
import java.sql.SQLException;

/** A connection to PostgreSQL from a pool of HikariCP, with the login of the environment; closed at once. */
final class WithHikari extends Program {
    public static void main(String[] args) throws Exception {
        new WithHikari().run(args);
    }

    @Override
    protected void check(int count, int port) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(WithPgJdbc.url(port));
        config.setUsername(System.getenv("PGUSER"));
        config.setPassword(System.getenv("PGPASSWORD"));
        try (HikariDataSource pool = new HikariDataSource(config)) {
            pool.getConnection().close();
        }
    }
}
