package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The manifests of {@code docs/operations.md} are read by the official client's model, which refuses unknown and missing
 * fields, and say what the page says of them.
 */
class OperationsKubernetesTest {
    private static final OperationsPage PAGE = OperationsPage.read();

    private final OperationsPage.Yaml deployment = PAGE.yaml("deployment.yaml");
    private final OperationsPage.Yaml pod = deployment.at("spec", "template", "spec");
    private final OperationsPage.Yaml init = pod.at("initContainers", 0);
    private final OperationsPage.Yaml container = pod.at("containers", 0);

    private static JsonElement json(Object value) {
        return new Gson().toJsonTree(value);
    }

    private static int number(OperationsPage.Yaml place) {
        return assertInstanceOf(Integer.class, place.value(), place.path());
    }

    @Test
    void manifestsAreWhatTheApiServerTakes() throws IOException {
        V1Deployment.validateJsonElement(json(deployment.value()));
        V1Container.validateJsonElement(json(PAGE.yaml("container.yaml").value()));
        V1Job.validateJsonElement(json(PAGE.yaml("job.yaml").value()));
    }

    @Test
    void misspeltFieldWouldBeNoticed() {
        JsonElement misspelt =
                json(PAGE.yaml("deployment.yaml").value()).getAsJsonObject().deepCopy();
        misspelt.getAsJsonObject()
                .getAsJsonObject("spec")
                .getAsJsonObject("template")
                .getAsJsonObject("spec")
                .getAsJsonArray("initContainers")
                .get(0)
                .getAsJsonObject()
                .addProperty("terminationMesagePolicy", "FallbackToLogsOnError");
        assertThrows(IllegalArgumentException.class, () -> V1Deployment.validateJsonElement(misspelt));
    }

    @Test
    void valuesOfVariablesAreText() {
        for (OperationsPage.Yaml where : List.of(init, container, PAGE.yaml("container.yaml"))) {
            for (Object variable : (List<?>) where.at("env").value()) {
                assertInstanceOf(String.class, ((Map<?, ?>) variable).get("value"), where.path());
            }
        }
    }

    @Test
    void initContainerSeesWhatTheApplicationSees() {
        for (String same : List.of("image", "env", "volumeMounts")) {
            assertEquals(container.at(same).value(), init.at(same).value(), same);
        }
        assertEquals(List.of("--preflight"), init.at("args").value());
    }

    @Test
    void everyMountHasItsVolume() {
        List<?> volumes = (List<?>) pod.at("volumes").value();
        List<?> names =
                volumes.stream().map(volume -> ((Map<?, ?>) volume).get("name")).toList();
        for (Object mount : (List<?>) container.at("volumeMounts").value()) {
            assertTrue(names.contains(((Map<?, ?>) mount).get("name")), mount::toString);
        }
    }

    @Test
    void badReleaseStopsWhileTheOldOneServes() {
        assertEquals(0, number(deployment.at("spec", "strategy", "rollingUpdate", "maxUnavailable")));
        int probe = number(container.at("startupProbe", "periodSeconds"))
                * number(container.at("startupProbe", "failureThreshold"));
        assertTrue(probe > Preflight.DEFAULT_DEADLINE.toSeconds(), () -> "the probe ends after " + probe + " s");
        assertTrue(number(deployment.at("spec", "progressDeadlineSeconds")) > probe);
    }

    @Test
    void messageIsTheShortReportWhereTheLogIsTheFallback() {
        for (OperationsPage.Yaml each : List.of(init, container)) {
            assertEquals(
                    "FallbackToLogsOnError", each.at("terminationMessagePolicy").value());
        }
        OperationsPage.Yaml other = PAGE.yaml("container.yaml");
        assertEquals("PREFLIGHT_REPORT", other.at("env", 0, "name").value());
        assertEquals(
                "short:" + other.at("terminationMessagePath").value(),
                other.at("env", 0, "value").value());
    }

    @Test
    void jobFailsAtOnceForWhatNoRestartMends() {
        OperationsPage.Yaml spec = PAGE.yaml("job.yaml").at("spec");
        OperationsPage.Yaml rule = spec.at("podFailurePolicy", "rules", 0);
        assertEquals("FailJob", rule.at("action").value());
        assertEquals(List.of(70, 78), rule.at("onExitCodes", "values").value());
        OperationsPage.Yaml podOfJob = spec.at("template", "spec");
        assertEquals(
                podOfJob.at("containers", 0, "name").value(),
                rule.at("onExitCodes", "containerName").value());
        // The API server refuses a policy with any other.
        assertEquals("Never", podOfJob.at("restartPolicy").value());
    }
}
