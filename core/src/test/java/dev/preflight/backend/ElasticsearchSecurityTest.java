package dev.preflight.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The check of Elasticsearch against a node of Elasticsearch 7.10 with its security features. */
@Tag("slow")
class ElasticsearchSecurityTest extends SecuredSearchServerTests {
    ElasticsearchSecurityTest() {
        super("elasticsearch");
    }

    @Override
    ServerProcess start(Path directory, int port, int clusterPort) throws IOException {
        Path config = directory.resolve("config");
        Files.writeString(config.resolve("users"), "app:" + HASH + "\nguest:" + HASH + "\n");
        Files.writeString(config.resolve("users_roles"), "superuser:app\n");
        return ElasticsearchServerTest.node(directory, port, clusterPort, """
                xpack.security.enabled: true
                xpack.security.http.ssl.enabled: true
                xpack.security.http.ssl.certificate: cert.pem
                xpack.security.http.ssl.key: key.pem
                """);
    }
}
