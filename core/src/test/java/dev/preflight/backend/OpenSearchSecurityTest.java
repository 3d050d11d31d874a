package dev.preflight.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** The check of OpenSearch against a node of OpenSearch 2.19 with its security plugin. */
@Tag("slow")
class OpenSearchSecurityTest extends SecuredSearchServerTests {
    OpenSearchSecurityTest() {
        super("opensearch");
    }

    @Override
    ServerProcess start(Path directory, int port, int clusterPort) throws IOException {
        Path server = ServerProcess.home("opensearch-security");
        Path config = directory.resolve("config");
        copy(server.resolve("target/plugin"), directory.resolve("plugins/opensearch-security"));
        copy(server.resolve("target/plugin/config"), config.resolve("opensearch-security"));
        Files.writeString(config.resolve("opensearch-security/internal_users.yml"), """
                _meta:
                  type: internalusers
                  config_version: 2
                app:
                  hash: %1$s
                  backend_roles: [admin]
                guest:
                  hash: %1$s
                """.formatted(HASH));
        Files.writeString(config.resolve("opensearch.yml"), """
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                discovery.type: single-node
                cluster.routing.allocation.disk.threshold_enabled: false
                plugins.security.ssl.transport.pemcert_filepath: cert.pem
                plugins.security.ssl.transport.pemkey_filepath: key.pem
                plugins.security.ssl.transport.pemtrustedcas_filepath: ca.pem
                plugins.security.ssl.http.enabled: true
                plugins.security.ssl.http.pemcert_filepath: cert.pem
                plugins.security.ssl.http.pemkey_filepath: key.pem
                plugins.security.allow_default_init_securityindex: true
                plugins.security.authcz.admin_dn: [CN=admin]
                plugins.security.audit.type: noop
                """.formatted(port, clusterPort));
        return ServerProcess.start(
                "opensearch-security",
                port,
                directory,
                List.of(server.resolve("OpenSearchSecureNode.java").toString(), directory.toString()));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
