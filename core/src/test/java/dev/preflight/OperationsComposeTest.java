package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Compose file of {@code docs/operations.md} is accepted by Docker Compose and says what the page says of it. */
@Tag("slow")
class OperationsComposeTest {
    private final OperationsPage page = OperationsPage.read();

    @TempDir
    Path directory;

    private LiveTool.Ended config() throws Exception {
        return LiveTool.run(directory, LiveTool.onPath("docker-compose"), "-f", "compose.yaml", "config");
    }

    @Test
    void composeAcceptsIt() throws Exception {
        page.write("compose.yaml", directory);
        Files.writeString(directory.resolve("database-password"), "x");

        LiveTool.Ended ended = config();

        assertEquals(0, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains("condition: service_completed_successfully"), ended::output);
    }

    @Test
    void composeWouldNoticeAMistake() throws Exception {
        Files.writeString(
                directory.resolve("compose.yaml"),
                page.file("compose.yaml").replace("service_completed_successfully", "service_completed"));

        assertEquals(1, config().exitCode());
    }

    @Test
    void applicationWaitsForACheckOfTheSame() {
        OperationsPage.Yaml services = page.yaml("compose.yaml").at("services");
        Map<?, ?> check = (Map<?, ?>) services.at("preflight").value();
        Map<?, ?> application = (Map<?, ?>) services.at("orders").value();
        // The merge key of YAML 1.1, by which Compose reads the common part.
        assertEquals(application.get("<<"), check.get("<<"));
        assertFalse(check.containsKey("restart"));
        assertEquals(List.of("--preflight"), check.get("command"));
        assertEquals(
                "service_completed_successfully",
                services.at("orders", "depends_on", "preflight", "condition").value());
    }
}
