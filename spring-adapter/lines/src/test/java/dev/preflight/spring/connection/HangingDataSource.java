package dev.preflight.spring.connection;

import java.io.PrintWriter;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Gives no connection, and no answer. */
final class HangingDataSource extends AbstractDataSource {
    @Override
    public Connection getConnection() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("interrupted");
    }

    @Override
    public Connection getConnection(String user, String password) {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(System.out, true);
    }
}
