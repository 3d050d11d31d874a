package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.spring.workshop.Workshop;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DevToolsTest {
    @TempDir
    Path directory;

    @Test
    void eachStartIsVerifiedAnew() throws Exception {
        Forked.Ended ended = new Forked(directory)
                .main(Workshop.class)
                .devTools()
                .argument("--server.address=127.0.0.1")
                .argument("--server.port=0")
                .argument("--preflight.env.PATH_OF_TOOLS.optional=true")
                .run();

        assertThat(ended.output().split("OPEN in RestartClassLoader", -1)).hasSize(3);
        assertThat(ended.output())
                .containsSubsequence("PREFLIGHT PASSED", "OPEN", "backend cache", "connection refused", "OPEN")
                .doesNotContain("APPLICATION FAILED TO START");
        assertThat(ended.exitCode()).isZero();
    }
}
