package dev.preflight.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The check of Elasticsearch against a node of Elasticsearch 7.10. */
@Tag("slow")
class ElasticsearchServerTest extends SearchServerTests {
    ElasticsearchServerTest() {
        super("elasticsearch");
    }

    @Override
    ServerProcess start(Path directory, int port, int clusterPort) throws IOException {
        Files.createDirectory(directory.resolve("config"));
        return node(directory, port, clusterPort, "");
    }

    /** Starts a node with what the settings say beyond its ports. */
    public static ServerProcess node(Path directory, int port, int clusterPort, String settings) throws IOException {
        Files.writeString(directory.resolve("config/elasticsearch.yml"), """
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                discovery.type: single-node
                cluster.routing.allocation.disk.threshold_enabled: false
                %s""".formatted(port, clusterPort, settings));
        return ServerProcess.start(
                "elasticsearch",
                port,
                directory,
                List.of(
                        ServerProcess.home("elasticsearch")
                                .resolve("ElasticsearchNode.java")
                                .toString(),
                        directory.toString()));
    }
}
