package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.CannedServer;
import dev.preflight.backend.LiveServer;
import dev.preflight.check.HostAndPort;
import dev.preflight.problem.Code;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The check of MySQL and MariaDB: against the real server where one is named, and against what a server may say. */
class MySqlTest {
    /** Against a real MariaDB. */
    @Nested
    class WithMariaDb {
        private HostAndPort server;

        @BeforeEach
        void find() {
            server = LiveServer.named("PREFLIGHT_TEST_MARIADB");
        }

        @Test
        void serverPassesWithItsVersion() {
            CheckResult result = assertPasses(service("orders", "mariadb://app:no-such-pw@" + server + "/orders"));

            assertEquals("greeting", result.rungs().get(2).name());
            String detail = result.rungs().get(2).detail();
            assertTrue(detail.contains("MariaDB") && detail.endsWith(", login not tried"), detail);
            assertPasses(service("orders", "mysql://" + server));
        }

        @Test
        void greetingDoesNotCountAgainstThisHost() throws SQLException {
            long before = status("Aborted_connects_preauth");

            assertPasses(service("orders", "mariadb://" + server));

            assertEquals(before, status("Aborted_connects_preauth"));
        }

        @Test
        void greetingIsNoErrorAtAllWhereTheUserForItExists() throws SQLException {
            execute("create user preflight@'%'");
            try {
                long before = status("Aborted_connects") + status("Aborted_clients");

                assertPasses(service("orders", "mariadb://" + server));

                assertEquals(before, status("Aborted_connects") + status("Aborted_clients"));
            } finally {
                execute("drop user preflight@'%'");
            }
        }

        @Test
        void greetingAnswersTheQuestionForAnotherWayToLogIn() throws SQLException {
            execute(
                    "install soname 'auth_ed25519'",
                    "create user preflight@'%' identified via ed25519 using password('x')");
            try {
                long before = status("Aborted_connects_preauth");

                assertPasses(service("orders", "mariadb://" + server));

                assertEquals(before, status("Aborted_connects_preauth"));
            } finally {
                execute("drop user preflight@'%'", "uninstall soname 'auth_ed25519'");
            }
        }

        @Test
        void fullServerIsBusy() throws SQLException {
            List<Connection> all = new ArrayList<>();
            try {
                for (int i = 0; i < 10; i++) {
                    all.add(connect("app", "pw-of-the-app"));
                }
                // One more is for an administrator, so it is greeted too.
                all.add(connect("admin", "pw-of-admin"));
                String text = problems(service("orders", "mariadb://" + server)).replaceAll("\\d+ ms", "0 ms");

                assertEquals("""
                        FAIL  backend orders  no connection left                                         [backend.busy]
                              tried   %s: DNS 127.0.0.1 in 0 ms, TCP in 0 ms, greeting rejected
                              why     Too many connections
                              error   1040
                              fix     raise max_connections, or close what holds its connections""".formatted(server), text);
            } finally {
                for (Connection each : all) {
                    each.close();
                }
            }
        }

        @Test
        void certificateIsVerifiedAsTheModeSays() {
            String uri = "mariadb://localhost:" + server.port();
            String pem = System.getenv("PREFLIGHT_TEST_MARIADB_CA");

            assertEquals(
                    "TLS",
                    assertPasses(service("orders", uri).trusting(pem))
                            .rungs()
                            .get(3)
                            .name());
            assertFails(Code.TLS_UNTRUSTED, service("orders", uri + "/?sslMode=verify-full"));
            assertPasses(service("orders", uri + "/?sslMode=REQUIRED"));
            assertPasses(service("orders", "mysql://" + server + "/?sslMode=VERIFY_CA")
                    .trusting(pem));
            assertFails(
                    Code.TLS_WRONG_HOST, service("orders", "mysql://" + server).trusting(pem));
        }

        private Connection connect(String user, String password) throws SQLException {
            return DriverManager.getConnection("jdbc:mariadb://" + server + "/", user, password);
        }

        private void execute(String... statements) throws SQLException {
            try (Connection connection = connect("admin", "pw-of-admin");
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }

        private long status(String name) throws SQLException {
            try (Connection connection = connect("admin", "pw-of-admin");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("show global status like '" + name + "'")) {
                rows.next();
                return rows.getLong(2);
            }
        }
    }

    @Test
    void hostThatMayNotConnectIsNotAuthorised() throws IOException {
        assertSaid(Code.BACKEND_NOT_AUTHORISED, 1130, "Host 'app-7f' is not allowed to connect to this MariaDB server");
        assertSaid(Code.BACKEND_NOT_AUTHORISED, 1129, "#HY000Host 'app-7f' is blocked because of many errors");
    }

    @Test
    void serverThatShutsDownOrIsFullMayBeTriedAgain() throws IOException {
        assertSaid(Code.BACKEND_STARTING, 1053, "#08S01Server shutdown in progress");
        assertSaid(Code.BACKEND_BUSY, 1040, "#08004Too many connections");
        assertSaid(Code.BACKEND_UNHEALTHY, 2003, "Can't connect to remote MySQL server for client");
    }

    /** One server that says so instead of greeting, in the packet of the specification. */
    private static void assertSaid(Code expected, int error, String text) throws IOException {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        byte[] packet = new byte[message.length + 7];
        packet[0] = (byte) (message.length + 3);
        packet[4] = (byte) 0xff;
        packet[5] = (byte) error;
        packet[6] = (byte) (error >> 8);
        System.arraycopy(message, 0, packet, 7, message.length);
        try (CannedServer server = new CannedServer(packet)) {
            CheckResult result = assertFails(expected, service("orders", "mysql://127.0.0.1:" + server.port()));
            String said = text.substring(text.startsWith("#") ? 6 : 0);
            assertTrue(result.problems().toString().contains(said), () -> "problems: " + result.problems());
        }
    }
}
