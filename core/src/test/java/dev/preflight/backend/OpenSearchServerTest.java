package dev.preflight.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The check of OpenSearch against a node of OpenSearch 2.19. */
@Tag("slow")
class OpenSearchServerTest extends SearchServerTests {
    OpenSearchServerTest() {
        super("opensearch");
    }

    @Override
    ServerProcess start(Path directory, int port, int clusterPort) throws IOException {
        return ServerProcess.start(
                "opensearch",
                port,
                directory,
                List.of(
                        ServerProcess.home("opensearch")
                                .resolve("OpenSearchNode.java")
                                .toString(),
                        directory.resolve("node").toString(),
                        String.valueOf(port),
                        String.valueOf(clusterPort)));
    }
}
