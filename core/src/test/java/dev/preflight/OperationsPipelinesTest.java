package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipelines of {@code docs/operations.md}: the workflow is read by the parser of GitHub Actions, which
 * {@code PREFLIGHT_TEST_WORKFLOW_PARSER} names; the job of GitLab is only read as YAML.
 */
@Tag("slow")
class OperationsPipelinesTest {
    private static final String WORKFLOW = ".github/workflows/release.yml";

    private final OperationsPage page = OperationsPage.read();

    @TempDir
    Path directory;

    private LiveTool.Ended parse(Path workflow) throws Exception {
        String packages = LiveTool.named("PREFLIGHT_TEST_WORKFLOW_PARSER");
        Path script = Path.of("src/test/actions/parse.mjs").toAbsolutePath();
        return LiveTool.run(directory, LiveTool.onPath("node"), script.toString(), packages, workflow.toString());
    }

    @Test
    void gitHubAcceptsTheWorkflow() throws Exception {
        LiveTool.Ended ended = parse(page.write(WORKFLOW, directory));
        assertEquals("", ended.output());
        assertEquals(0, ended.exitCode());
    }

    @Test
    void gitHubWouldNoticeAMistake() throws Exception {
        Path workflow = directory.resolve("release.yml");
        Files.writeString(workflow, page.file(WORKFLOW).replace("        env:", "        environment:"));
        LiveTool.Ended ended = parse(workflow);
        assertEquals(1, ended.exitCode());
        assertTrue(ended.output().contains("Unexpected value 'environment'"), ended::output);
    }

    @Test
    void reportsAreUploadedAlsoWhenTheCheckFails() {
        OperationsPage.Yaml steps = page.yaml(WORKFLOW).at("jobs", "preflight", "steps");
        int last = ((List<?>) steps.value()).size() - 1;
        assertEquals("${{ !cancelled() }}", steps.at(last, "if").value());
        String path = (String) steps.at(last, "with", "path").value();
        String run = (String) steps.at(last - 1, "run").value();
        assertTrue(run.contains(":\"$GITHUB_WORKSPACE/" + path + "preflight.html\""), run);
    }

    @Test
    void gitLabReadsTheReportThatTheJobWrites() {
        OperationsPage.Yaml job = page.yaml(".gitlab-ci.yml").at("preflight");
        Object report = job.at("artifacts", "reports", "junit").value();
        String script = (String) job.at("script", 0).value();
        assertTrue(script.endsWith("--preflight-report=junit:\"$CI_PROJECT_DIR/" + report + "\""), script);
        assertEquals("always", job.at("artifacts", "when").value());
    }
}
