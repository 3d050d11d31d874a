package dev.preflight.backend.protocol;

import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Verdicts.assertFails;
import static dev.preflight.backend.Verdicts.assertPasses;
import static dev.preflight.backend.Verdicts.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.backend.ServerProcess;
import dev.preflight.backend.TestAuthority;
import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.report.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of Cassandra against two nodes of Cassandra 5.0: one that is open to all and one that wants TLS and passwords. */
@Tag("slow")
class CassandraServerTest {
    /** What its jvm17-server.options open, as far as it starts. */
    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.lang.reflect",
            "java.base/java.math",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.rmi/sun.rmi.transport",
            "java.rmi/sun.rmi.transport.tcp",
            "jdk.attach/sun.tools.attach",
            "jdk.management/com.sun.management.internal");

    @TempDir
    static Path directory;

    private static final List<ServerProcess> nodes = new ArrayList<>();
    private static Path authority;
    private static ServerProcess closed;
    private static String uri;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        TestAuthority certificates = new TestAuthority();
        authority = certificates.pem(directory.resolve("ca.pem"));
        Path keys = certificates.identity("localhost").pkcs12(directory.resolve("keys.p12"), "changeit");
        ServerProcess open = node("open", "authenticator: AllowAllAuthenticator\n");
        closed = node("closed", """
                authenticator: PasswordAuthenticator
                client_encryption_options:
                  enabled: true
                  optional: false
                  keystore: %s
                  keystore_password: changeit
                  store_type: PKCS12
                """.formatted(keys));
        open.await();
        closed.await();
        uri = "cassandra://127.0.0.1:" + open.port();
    }

    /** Only a node that has ended has written all of its log. */
    @AfterAll
    static void stopAndSeeThatNoVisitWasLogged() throws IOException {
        for (ServerProcess node : nodes) {
            node.close();
        }
        for (ServerProcess node : nodes) {
            String log = node.log();
            int up = log.indexOf("Starting listening for CQL clients");
            assertTrue(up > 0, log);
            List<String> complaints = log.substring(up)
                    .lines()
                    // The first bytes of TLS, 22 and 21, at the port that speaks none; the other way round; a
                    // certificate
                    // that is refused.
                    .filter(line -> !line.contains("unsupported protocol version (2"))
                    .filter(line -> !line.contains("NotSslRecordException"))
                    .filter(line -> !line.contains("certificate_unknown") && !line.contains("CERTIFICATE_UNKNOWN"))
                    .filter(line -> line.startsWith("WARN") || line.startsWith("ERROR") || line.contains("xception"))
                    .toList();
            assertEquals(List.of(), complaints);
        }
    }

    private static ServerProcess node(String name, String login) throws IOException {
        int port = ServerProcess.freePort();
        int clusterPort = ServerProcess.freePort();
        Path home = Files.createDirectory(directory.resolve(name));
        Path settings = Files.writeString(
                home.resolve("cassandra.yaml"), """
                cluster_name: %s
                num_tokens: 1
                partitioner: org.apache.cassandra.dht.Murmur3Partitioner
                commitlog_sync: periodic
                commitlog_sync_period: 10s
                endpoint_snitch: SimpleSnitch
                listen_address: 127.0.0.1
                storage_port: %d
                rpc_address: 127.0.0.1
                native_transport_port: %d
                seed_provider:
                  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                    parameters:
                      - seeds: 127.0.0.1:%d
                %s""".formatted(name, clusterPort, port, clusterPort, login));
        Path logback = Files.writeString(home.resolve("logback.xml"), """
                <configuration>
                  <appender name="log" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger{0} %msg%n</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="log"/></root>
                  <logger name="org.apache.cassandra.transport" level="debug"/>
                </configuration>
                """);
        List<String> arguments = new ArrayList<>();
        for (String opened : OPENED) {
            arguments.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        arguments.add("-Dcassandra.config=" + settings.toUri());
        arguments.add("-Dcassandra.storagedir=" + home.resolve("data"));
        arguments.add("-Dlogback.configurationFile=" + logback.toUri());
        arguments.add("-Dcassandra-foreground=yes");
        arguments.add("org.apache.cassandra.service.CassandraDaemon");
        ServerProcess node = ServerProcess.start("cassandra", port, home, arguments);
        nodes.add(node);
        return node;
    }

    @Test
    void nodeThatIsOpenToAllPasses() {
        CheckResult result = assertPasses(service("events", uri));

        assertEquals("no login asked for", result.rungs().get(2).detail());
    }

    @Test
    void keyspaceThatIsThereIsOpened() {
        CheckResult result = assertPasses(service("events", uri + "/system_schema"));

        assertEquals("system_schema", result.rungs().get(3).detail());
    }

    @Test
    void keyspaceThatIsMissingIsAProblem() {
        String text = problems(service("events", uri + "/evnts"));

        assertTrue(text.contains("no such keyspace"), text);
        assertTrue(text.contains("[backend.database]"), text);
        assertTrue(text.contains("why     Keyspace 'evnts' does not exist"), text);
    }

    @Test
    void nameOfAKeyspaceIsTakenAsItIs() {
        assertFails(Code.BACKEND_DATABASE, service("events", uri + "/SYSTEM_SCHEMA"));
        assertFails(Code.BACKEND_DATABASE, service("events", uri + "/system%22;--"));
    }

    @Test
    void nodeThatWantsPasswordsPassesAndTheReportSaysThatNoneWasTried() {
        CheckResult result =
                assertPasses(service("events", "cassandra://app:no-such-pw@localhost:" + closed.port() + "/evnts")
                        .trusting(authority.toString()));

        assertEquals(
                List.of("DNS", "TCP", "TLS", "greeting"),
                result.rungs().stream().map(Rung::name).toList());
        assertEquals("TLSv1.3", result.rungs().get(2).detail());
        assertEquals(
                "asks for PasswordAuthenticator, login not tried",
                result.rungs().get(3).detail());
    }

    @Test
    void tlsIsSpokenWhereTheUriAsksForItAndItsAuthorityMustBeTrusted() {
        assertFails(Code.TLS_UNTRUSTED, service("events", "cassandra://localhost:" + closed.port() + "?ssl=true"));
    }

    @Test
    void certificateIsForOneHostOnly() {
        assertFails(
                Code.TLS_WRONG_HOST,
                service("events", "cassandra://127.0.0.1:" + closed.port()).trusting(authority.toString()));
    }

    @Test
    void tlsOnThePlainPortSaysThatThereIsNone() {
        assertFails(Code.BACKEND_NO_TLS, service("events", uri).trusting(authority.toString()));
    }

    @Test
    void plainTextOnTheTlsPortIsClosedAndSaysWhatThatMayBe() {
        String text = problems(service("events", "cassandra://localhost:" + closed.port()));

        assertTrue(text.contains("[backend.closed]"), text);
        assertTrue(text.contains("TLS where there is none, looks like this too"), text);
    }

    @Test
    void portThatNobodyListensOnRefuses() throws IOException {
        assertFails(Code.BACKEND_REFUSED, service("events", "cassandra://127.0.0.1:" + ServerProcess.freePort()));
    }
}
