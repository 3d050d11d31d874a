package dev.preflight.backend;

import static dev.preflight.backend.Backends.anyOf;
import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.preflight.problem.Code;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is slow once all that was demanded has been seen changes nothing of the verdict. */
@Timeout(60)
class GoodbyeTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void release() {
        over.countDown();
    }

    @Test
    void mailServerThatAnswersNeitherResetNorQuitPasses() throws IOException {
        ScriptedServer.Script script = client -> {
            client.say("220 mail ESMTP\r\n");
            client.answer("250 mail\r\n");
            client.answer("250 sender ok\r\n");
            client.line();
            client.hang();
        };
        try (ScriptedServer mail = new ScriptedServer(script)) {
            assertPasses(service("mail", "smtp://127.0.0.1:" + mail.port()).timeout(SHORT));
            assertEquals("RSET", mail.heard().get(2));
        }
    }

    @Test
    void mailStoreThatDoesNotLetGoPasses() throws IOException {
        ScriptedServer.Script script = client -> {
            client.say("* OK ready\r\n");
            client.answer("* CAPABILITY IMAP4rev1\r\na1 OK\r\n");
            client.line();
            client.hang();
        };
        try (ScriptedServer mail = new ScriptedServer(script)) {
            assertPasses(service("mail", "imap://127.0.0.1:" + mail.port()).timeout(SHORT));
            assertEquals("a9 LOGOUT", mail.heard().get(1));
        }
    }

    @Test
    void goodbyeIsNotSaidByACheckThatHasFailed() throws IOException {
        try (ScriptedServer mail = new ScriptedServer(client -> {
            client.say("* OK ready\r\n");
            client.answer("a1 BAD no\r\n");
            client.line();
        })) {
            assertFails(Code.BACKEND_FAILED, service("mail", "imap://127.0.0.1:" + mail.port()));
            assertEquals(List.of("a1 CAPABILITY"), mail.heard().subList(0, 1));
        }
    }

    private DataSource slowToClose() throws SQLException {
        Connection connection = mock(Connection.class);
        when(connection.getMetaData()).thenReturn(mock(DatabaseMetaData.class));
        when(connection.isValid(anyInt())).thenReturn(true);
        when(connection.createStatement()).thenReturn(mock(Statement.class));
        doAnswer(call -> {
                    while (true) {
                        try {
                            over.await();
                            return null;
                        } catch (InterruptedException e) {
                            // Drivers of others may be as stubborn as this.
                            continue;
                        }
                    }
                })
                .when(connection)
                .close();
        DataSource source = mock(DataSource.class);
        when(source.getConnection()).thenReturn(connection);
        return source;
    }

    @Test
    void driverThatHangsInCloseHasConnected() throws SQLException {
        assertPasses(jdbc("db", slowToClose()).timeout(SHORT));
        assertPasses(jdbc("db", slowToClose()).query("select 1").timeout(SHORT));
        assertPasses(
                anyOf("db", jdbc("a", slowToClose()), jdbc("b", slowToClose())).timeout(SHORT));
    }

    @Test
    void driverThatHangsInCloseKeepsTheProblemOfItsQuery() throws SQLException {
        DataSource source = slowToClose();
        try (Statement statement = source.getConnection().createStatement()) {
            when(statement.execute(any())).thenThrow(new SQLException("no table", "42P01"));
        }

        assertTrue(assertFails(
                        Code.BACKEND_QUERY, jdbc("db", source).query("select 1").timeout(SHORT))
                .toString()
                .contains("no table"));
    }
}
