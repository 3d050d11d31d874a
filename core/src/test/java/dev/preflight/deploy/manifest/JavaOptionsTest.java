package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.EnvSyntax;
import dev.preflight.deploy.Lists;
import dev.preflight.deploy.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaOptionsTest {
    @TempDir
    Path dir;

    @Test
    void propertyInAVariableOfTheImageOrTheManifestIsSeen() throws IOException {
        Path image = new Packing()
                .add("1.json", """
                        {"config": {"Env": ["JAVA_TOOL_OPTIONS=-Xmx64m -Dapp.mode=slow -Dapp.port=8080"]}}""")
                .add("manifest.json", "[{\"Config\": \"1.json\", \"Layers\": []}]")
                .tar(dir.resolve("orders.tar"));
        Path manifest = Files.writeString(dir.resolve("orders.yaml"), """
                kind: Pod
                metadata: {name: orders}
                spec: {containers: [{name: app, env: [{name: JDK_JAVA_OPTIONS, value: '-Dapp.mode=fast -Dapp.flag'}]}]}
                """);

        assertEquals(
                """
                PASSED property app.port <- JAVA_TOOL_OPTIONS, ENV of the image DIR/orders.tar
                PASSED property app.mode <- JDK_JAVA_OPTIONS, Pod orders, container app, env
                PROVIDED property app.flag: the command that starts it sets system properties
                PROVIDED property app.other: the command that starts it sets system properties
                """,
                new Lists(dir)
                        .of(
                                Deployment.ofPackage(image).with(Deployment.fromKubernetes("orders", manifest)),
                                property("app.port").port(),
                                property("app.mode").oneOf("fast"),
                                property("app.flag"),
                                property("app.other")));
    }

    @Test
    void propertyWithAWrongValueFails() throws IOException {
        Path file = Files.writeString(dir.resolve("prod.env"), "JAVA_TOOL_OPTIONS=-Dapp.port=http\n");

        assertEquals(
                """
                FAILED property app.port <- JAVA_TOOL_OPTIONS, DIR/prod.env, line 1
                  env.invalid: not a port number (1 to 65535)
                """,
                new Lists(dir)
                        .of(
                                Deployment.planned().withEnvFile(file),
                                property("app.port").port())
                        .replaceAll("\n  (found|fix|expected).*", ""));
    }

    @Test
    void variableThatCannotBeSeenSetsNothingThatCan() throws IOException {
        Path file = Files.writeString(dir.resolve("prod.env"), "JAVA_TOOL_OPTIONS\n");

        assertEquals(
                """
                PROVIDED env JAVA_TOOL_OPTIONS: the shell that runs docker, as of DIR/prod.env, line 1
                PROVIDED property app.port: the command that starts it sets system properties
                """,
                new Lists(dir)
                        .of(
                                Deployment.planned().withEnvFile(file, EnvSyntax.DOCKER),
                                env("JAVA_TOOL_OPTIONS"),
                                property("app.port")));
    }

    /** Each as the launcher and the virtual machine of a JDK read it. */
    @Test
    void optionsAreSplitAsJavaSplitsThem() {
        assertEquals(
                Map.of("a", "1 2", "b", "x", "c", "", "d", "=e"),
                JavaOptions.properties(" -Da='1 2'\t\"-Db=x\" -Dc -D -ea -Dd==e\n-version"));
        assertEquals(Map.of("a", "2"), JavaOptions.properties("-Da=1 -Da=2"));
        assertEquals(Map.of("a", "it's"), JavaOptions.properties("-Da=\"it's\""));
        assertEquals(Map.of(), JavaOptions.properties("''"));
    }
}
