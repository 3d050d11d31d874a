package dev.preflight.deploy;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.check.Check;
import dev.preflight.deploy.manifest.PatientReading;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and directories of manifests, as kubectl and kustomize take them. */
class ManifestFilesTest {
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: shop}
            spec: {containers: [{name: c, image: x, env: [{name: MODE, value: live}]}]}
            """;

    @TempDir
    Path dir;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private String list(Path path, Check<?>... checks) {
        return new Lists(dir).of(Deployment.fromKubernetes("shop", path), checks);
    }

    private String refusal(Path path) {
        DeploymentException e = assertThrows(
                DeploymentException.class,
                () -> assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Deployment.fromKubernetes("shop", path)));
        assertEquals("deployment.manifest", e.code().id());
        return e.getMessage().replace(dir + "/", "DIR/").replace(dir.toString(), "DIR");
    }

    /** What a command says, both streams; null where it is not on this machine. */
    private static String run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            return null;
        }
    }

    private Path pipe(String name) throws Exception {
        Path pipe = dir.resolve(name);
        assumeTrue("".equals(run("mkfifo", pipe.toString())), "there is no mkfifo on this machine");
        return pipe;
    }

    @Test
    void keyThatStandsTwiceInAnotherObjectIsAWarning() throws Exception {
        Path file = write("k.yaml", """
                apiVersion: v1
                kind: Service
                metadata:
                  name: other
                  labels:
                    tier: web
                    tier: web
                spec: {ports: [{port: 80}]}
                ---
                """ + POD);

        assertEquals("""
                PASSED env MODE <- Pod shop, container c, env
                  deployment.manifest: a key that stands twice in one map: kubectl takes the last, and kustomize refuses the file
                  found: Service other (DIR/k.yaml): 'tier' (line 7)
                  fix: remove one of the two
                """, list(file, env("MODE").matching("live")));
    }

    @Test
    void keyThatStandsTwiceInWhatTheWorkloadTakesHasItsLastValue() throws Exception {
        Path file = write("k.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: c}
                data: {A: first, A: last}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: shop}
                spec:
                  containers:
                    - name: c
                      image: x
                      envFrom: [{configMapRef: {name: c}}]
                      env: [{name: MODE, value: first, value: last}]
                """);

        assertEquals("""
                PASSED env A <- ConfigMap c, key A
                PASSED env MODE <- Pod shop, container c, env
                  deployment.manifest: a key that stands twice in one map: kubectl takes the last, and kustomize refuses the file
                  found: ConfigMap c (DIR/k.yaml): 'A' (line 4)
                  fix: remove one of the two
                  deployment.manifest: a key that stands twice in one map: kubectl takes the last, and kustomize refuses the file
                  found: Pod shop (DIR/k.yaml): 'value' (line 14)
                  fix: remove one of the two
                """, list(file, env("A").matching("last"), env("MODE").matching("last")));
    }

    @Test
    void kubectlTakesTheLastOfTwoAndKustomizeRefuses() throws Exception {
        Path file = write("k.yaml", POD.replace("value: live", "value: first, value: last"));
        write("kustomization.yaml", "resources: [k.yaml]\n");
        String taken = run("kubectl", "set", "env", "--local", "--list", "-f", file.toString());
        assumeTrue(taken != null, "kubectl is not on this machine");

        assertEquals("# Pod shop, container c\nMODE=last\n", taken.replaceAll("# [Pp]ods?[ /]", "# Pod "));
        assertEquals(
                "mapping key \"value\" already defined at line 4",
                run("kubectl", "kustomize", dir.toString()).replaceAll("(?s).*(mapping key [^\n]*).*", "$1"));
    }

    @Test
    void listsThatKustomizeAndKubectlMakeAreRead() throws Exception {
        String item = POD.replaceAll("(?m)^", "    ").replaceFirst("    ", "  - ");
        for (String kind : new String[] {
            "apiVersion: v1\nkind: List\n",
            "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n",
            "kind: PodList\n"
        }) {
            assertEquals(
                    "PASSED env MODE <- Pod shop, container c, env\n",
                    list(write("k.yaml", kind + "items:\n" + item), env("MODE")),
                    kind);
        }
        write("list.yaml", "apiVersion: v1\nkind: List\nitems:\n" + item);
        write("kustomization.yaml", "resources: [list.yaml]\n");
        String rendered = run("kubectl", "kustomize", dir.toString());
        assumeTrue(rendered != null, "kubectl is not on this machine");
        assertEquals(
                "PASSED env MODE <- Pod shop, container c, env\n", list(write("rendered.yaml", rendered), env("MODE")));
    }

    @Test
    void templateThatWasNotRenderedSaysSo() throws IOException {
        String said = ": it is a template of Helm, and has to be rendered first: helm template NAME CHART"
                + " > rendered.yaml, then --kubernetes rendered.yaml";
        for (String[] template : new String[][] {
            {"metadata:\n  name: {{ .Release.Name }}\n", ", line 2"},
            {"{{- if .Values.x }}\nspec: {}\n{{- end }}\n", ", line 1"},
            {"metadata:\n  labels:\n    {{- include \"app.labels\" . | nindent 4 }}\n", ", line 3"},
            {"data: {{ quote .Values.data }}\n", ", line 1"},
            {"metadata:\n  name: '{{ .Release.Name }}-web'\n", ", line 2"},
        }) {
            assertEquals("DIR/k.yaml" + template[1] + said, refusal(write("k.yaml", template[0])), template[0]);
        }
        Path templates = Files.createDirectories(dir.resolve("shop/templates"));
        Files.writeString(templates.resolve("pod.yaml"), "name: {{ .Values.name }}\n");
        assertEquals(
                "DIR/shop/templates/pod.yaml, line 1" + said.replace("CHART", "DIR/shop"),
                refusal(dir.resolve("shop")));
    }

    @Test
    void bracesOfOthersAreNoTemplate() throws IOException {
        assertEquals(
                "DIR/k.yaml, line 2: not YAML: mapping values are not allowed here",
                refusal(write("k.yaml", "a: '{{ $labels.job }}'\nb: c: d\n")));
        assertEquals(
                "PASSED env MODE <- Pod shop, container c, env\n",
                list(
                        write(
                                "k.yaml",
                                "{kind: ConfigMap, metadata: {name: rules}, data: {r: '{{ $value }} {{ .Values.x }}'}}\n---\n"
                                        + POD),
                        env("MODE")));
        assertEquals("""
                PASSED env MODE <- Pod shop, container c, env
                  env.placeholder: looks like a placeholder, or holds one
                  found: '{{ .Values.mode }}'
                  fix: put the real value into MODE; if the value is meant so, declare it verbatim()
                  deployment.manifest: a value that looks like a template of Helm which was not rendered
                  found: Pod shop, container c, env MODE (line 4)
                  fix: give what helm template prints
                """, list(write("k.yaml", POD.replace("live", "'{{ .Values.mode }}'")), env("MODE")));
    }

    /** {@code ExpandPathsToFileVisitors} of kubectl walks with Lstat, and opens what it finds. */
    @Test
    void linksAreFollowedAsKubectlFollowsThem() throws IOException {
        Path shared = Files.createDirectories(dir.resolve("shared"));
        Files.writeString(shared.resolve("pod.yaml"), POD);
        Path deploy = Files.createDirectories(dir.resolve("deploy"));
        Files.createSymbolicLink(deploy.resolve("loop"), deploy);
        Files.createSymbolicLink(deploy.resolve("elsewhere"), shared);
        Files.writeString(deploy.resolve("readme.yaml.txt"), "{{{{");
        Files.writeString(deploy.resolve("OTHER.YAML"), "{{{{");

        Files.writeString(deploy.resolve("c.json"), "{\"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"c\"}}");
        assertEquals("no manifest defines a workload shop; there is none at all", refusal(deploy));

        Files.createSymbolicLink(deploy.resolve("pod.yml"), shared.resolve("pod.yaml"));
        assertEquals("PASSED env MODE <- Pod shop, container c, env\n", list(deploy, env("MODE")));
    }

    /** What the kubelet makes of a mounted config map: links through {@code ..data} into a directory with a date. */
    @Test
    void mountedConfigMapIsRead() throws IOException {
        Path mounted = Files.createDirectories(dir.resolve("mounted"));
        Files.writeString(Files.createDirectory(mounted.resolve("..2026_11_30")).resolve("pod.yaml"), POD);
        Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..2026_11_30"));
        Files.createSymbolicLink(mounted.resolve("pod.yaml"), Path.of("..data/pod.yaml"));

        assertEquals("PASSED env MODE <- Pod shop, container c, env\n", list(mounted, env("MODE")));
    }

    @Test
    void linkThatLeadsToNoFileIsNamed() throws IOException {
        Path deploy = Files.createDirectories(dir.resolve("deploy"));
        Path link = deploy.resolve("a.yaml");

        Files.createSymbolicLink(link, link);
        assertEquals("DIR/deploy: a.yaml is a link to DIR/deploy/a.yaml, which leads to no file", refusal(deploy));
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("gone.yaml"));
        assertEquals("DIR/deploy: a.yaml is a link to gone.yaml, which leads to no file", refusal(deploy));
        Files.delete(link);
        Files.createSymbolicLink(link, dir);
        assertEquals("DIR/deploy: a.yaml is a link to a directory, which kubectl does not follow", refusal(deploy));
    }

    @Test
    void pipeInADirectoryOfManifestsIsNotOpened() throws Exception {
        Path deploy = Files.createDirectories(dir.resolve("deploy"));
        pipe("deploy/a.yaml");

        assertEquals("DIR/deploy: a.yaml is a pipe, a socket or a device", refusal(deploy));
    }

    @Test
    void pipeThatIsNamedIsReadToItsEnd() throws Exception {
        Path pipe = pipe("prod.env");
        List<Throwable> thrown = new ArrayList<>();
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, "A=1\n");
            } catch (IOException e) {
                thrown.add(e);
            }
        });
        writer.start();

        assertEquals(
                "PASSED env A <- DIR/prod.env, line 1\n",
                new Lists(dir).of(Deployment.planned().withEnvFile(pipe), env("A").integer()));
        writer.join();
        assertEquals(List.of(), thrown);
    }

    @Test
    void pipeThatNobodyWritesIntoIsWaitedForAndLeft() throws Exception {
        Path pipe = pipe("prod.env");
        PatientReading reading = new PatientReading(Duration.ofSeconds(1), Duration.ofSeconds(2));

        assertEquals(
                "nobody writes into this pipe for 1 s",
                assertThrows(
                                IOException.class,
                                () -> assertTimeoutPreemptively(
                                        Duration.ofSeconds(30), () -> reading.bytes(pipe, 1000)))
                        .getMessage());
        Process holder = new ProcessBuilder("sh", "-c", "exec sleep 60 > '" + pipe + "'").start();
        try {
            assertEquals(
                    "what is written into this pipe has no end after 2 s",
                    assertThrows(
                                    IOException.class,
                                    () -> assertTimeoutPreemptively(
                                            Duration.ofSeconds(30),
                                            () -> new PatientReading(Duration.ofSeconds(2), Duration.ofSeconds(2))
                                                    .bytes(pipe, 1000)))
                            .getMessage());
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void devicesAreRefusedButForTheOneThatIsEmpty() {
        for (String device : new String[] {"/dev/zero", "/dev/random", "/dev/full"}) {
            assumeTrue(Files.exists(Path.of(device)), device + " is not on this machine");
            assertEquals(
                    device + ": it is a device or a socket, and no file that ends",
                    assertThrows(
                                    DeploymentException.class,
                                    () -> Deployment.planned().withEnvFile(Path.of(device)))
                            .getMessage());
        }
        Deployment.planned().withEnvFile(Path.of("/dev/null"));
    }

    @Test
    void pathThatNoFileCanHaveIsAProblemOfTheManifest() throws IOException {
        Path file = write(
                "compose.yaml",
                "services:\n  web:\n    image: x\n    env_file: [\"a\\0\\e[31m\\nPREFLIGHT PASSED\"]\n");

        DeploymentException e = assertThrows(DeploymentException.class, () -> Deployment.fromCompose(file, "web"));
        assertEquals("deployment.manifest", e.code().id());
        assertEquals(
                "'a\\u0000\\u001b[31m\\nPREFLIGHT PASSED' is no path: Nul character not allowed",
                e.getMessage().replace(dir + "/", ""));
    }
}
