package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.directory;
import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Lists;
import dev.preflight.deploy.Packing;
import dev.preflight.problem.DeploymentException;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests in the shapes that charts and overlays render, each with the environment worked out by hand. */
class KubernetesTest {
    private static final Path CORPUS = Path.of("src/test/resources/deploy/kubernetes");

    @TempDir
    Path dir;

    private static Contribution read(String workload, String container, Path... manifests) {
        return Kubernetes.read(List.of(manifests), workload, container, InputStream.nullInputStream());
    }

    private static String environment(Contribution contribution) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, Variable> entry : new TreeMap<>(contribution.variables()).entrySet()) {
            Variable variable = entry.getValue();
            out.append(entry.getKey())
                    .append(variable.isVisible() ? "=" + variable.value() + " <- " : " ? ")
                    .append(variable.origin())
                    .append('\n');
        }
        for (String gap : contribution.gaps()) {
            out.append("gap: ").append(gap).append('\n');
        }
        List<Problem> problems = new ArrayList<>(contribution.notices());
        problems.addAll(contribution.refusals());
        for (Problem notice : problems) {
            out.append(contribution.refusals().contains(notice) ? "refused: " : "");
            out.append(notice.code()).append(": ").append(notice.summary()).append('\n');
            for (Fact fact : notice.facts()) {
                out.append("  ")
                        .append(fact.label())
                        .append(": ")
                        .append(fact.text())
                        .append('\n');
            }
        }
        return out.toString();
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(dir.resolve("app.yaml"), yaml);
    }

    /** API reference, Container: "Values defined by an Env with a duplicate key will take precedence" over envFrom. */
    @Test
    void deploymentWithEverySourceOfVariables() {
        assertEquals(
                """
                BLANK= <- Deployment orders, container app, env
                CONFIG_MODE=batch <- ConfigMap orders-extra, key MODE
                CPU ? limits.cpu of the container
                DATABASE_PASSWORD ? Secret orders-db, which is made elsewhere, key password
                DATABASE_URL ? Deployment orders, container app, env: refers to DATABASE_PASSWORD, which cannot be seen
                ESCAPED=$(PORT) <- Deployment orders, container app, env
                FLAGS=a,b <- ConfigMap orders-config, key FLAGS
                GREETING=hello fast <- Deployment orders, container app, env
                LATER=$(GREETING_LATER) <- Deployment orders, container app, env
                GREETING_LATER=x <- Deployment orders, container app, env
                MODE=fast <- Deployment orders, container app, env
                PLAIN_TOKEN=tok-1234 <- Secret orders-plain, key token
                POD_IP ? field status.podIP of the pod
                PORT=8080 <- ConfigMap orders-config, key PORT
                SEALED_USER ? Secret orders-sealed, which SealedSecret orders-sealed makes, key user
                SYNCED ? Secret orders-synced, which ExternalSecret orders-external makes, key token
                token=tok-1234 <- Secret orders-plain, key token
                user=ada <- Secret orders-plain, key user
                """.lines().sorted().reduce("", (all, line) -> all + line + "\n"),
                environment(read("orders", "", CORPUS.resolve("everything.yaml")))
                        .lines()
                        .sorted()
                        .reduce("", (all, line) -> all + line + "\n"));
    }

    @Test
    void keyThatTheMapOfEnvFromLacksIsMissing() {
        Deployment deployment = Deployment.fromKubernetes("orders", CORPUS.resolve("everything.yaml"));

        assertEquals(
                """
                PASSED env PORT <- ConfigMap orders-config, key PORT
                FAILED env PAYMENTS_URL
                  env.missing: not set
                  fix: set PAYMENTS_URL
                """.replace("  found: PAYMENT_URL is set and nobody declared it\n", ""),
                new Lists(dir).of(deployment, env("PORT").port(), env("PAYMENTS_URL")));
    }

    @Test
    void everyKindOfWorkloadIsFound() {
        for (String workload : List.of(
                "statefulset/web", "daemonset/agent", "job/migrate", "cronjob/nightly", "pod/single", "nightly")) {
            Contribution read = read(workload, "", CORPUS.resolve("kinds.yaml"));

            assertEquals("[KIND]", read.variables().keySet().toString(), workload);
        }
    }

    @Test
    void containerIsTheMainOneOrTheOneThatIsNamed() {
        Path manifests = CORPUS.resolve("containers.yaml");

        assertEquals(
                "main", read("orders", "", manifests).variables().get("WHO").value());
        assertEquals(
                "side",
                read("orders", "proxy", manifests).variables().get("WHO").value());
        assertEquals(
                "init",
                read("orders", "migrate", manifests).variables().get("WHO").value());
        assertEquals(
                "Deployment orders has no container app; there are main, proxy, migrate",
                assertThrows(DeploymentException.class, () -> read("orders", "app", manifests))
                        .getMessage());
        assertEquals(
                "Deployment ledger has several containers; say which one: one, two",
                assertThrows(DeploymentException.class, () -> read("ledger", "", manifests))
                        .getMessage());
    }

    @Test
    void workloadThatNothingDefinesIsRefusedWithThoseThatThereAre() {
        assertEquals(
                "no manifest defines a workload billing; there are Deployment orders, Deployment ledger",
                assertThrows(DeploymentException.class, () -> read("billing", "", CORPUS.resolve("containers.yaml")))
                        .getMessage());
    }

    @Test
    void nameOfTwoKindsWantsTheKind() throws IOException {
        String template =
                "{spec: {template: {spec: {containers: [{name: app, env: [{name: KIND, value: %s}]}]}}}, kind: %s, metadata: {name: orders}}\n---\n";
        Path file = write(template.formatted("d", "Deployment") + template.formatted("j", "Job"));

        assertEquals(
                "several workloads are called orders; name the kind too, as in deployment/orders",
                assertThrows(DeploymentException.class, () -> read("orders", "", file))
                        .getMessage());
        assertEquals("j", read("job/orders", "", file).variables().get("KIND").value());
    }

    @Test
    void mapThatNobodyDefinesIsAWarningOfItsOwnAndItsVariablesAreNotMissing() throws IOException {
        Path file = write(deployment("envFrom: [{configMapRef: {name: gone}}]"));

        assertEquals("""
                PROVIDED env PORT: it may come from ConfigMap gone, which no manifest defines
                  deployment.reference: a reference to a ConfigMap that no manifest defines
                  found: Deployment orders, container app, envFrom: ConfigMap gone, which no manifest defines
                  fix: add it to the manifests, or mark the reference optional
                """, new Lists(dir).of(Deployment.fromKubernetes("orders", file), env("PORT")));
    }

    @Test
    void optionalMapThatNobodyDefinesSetsNothing() throws IOException {
        Path file = write(deployment("envFrom: [{configMapRef: {name: gone, optional: true}}]"));

        assertEquals("""
                FAILED env PORT
                  env.missing: not set
                  fix: set PORT
                """, new Lists(dir).of(Deployment.fromKubernetes("orders", file), env("PORT")));
    }

    @Test
    void secretThatIsMadeElsewhereMayHoldAnything() throws IOException {
        Path file = write(deployment("envFrom: [{secretRef: {name: vault}}]"));

        assertEquals(
                "PROVIDED env TOKEN: it may come from Secret vault, which is made elsewhere\n",
                new Lists(dir)
                        .of(
                                Deployment.fromKubernetes("orders", file),
                                env("TOKEN").secret()));
    }

    @Test
    void keyThatAMapLacksIsMissingAndFails() throws IOException {
        Path file = write(deployment("env: [{name: PORT, valueFrom: {configMapKeyRef: {name: config, key: prt}}},"
                        + " {name: NOTE, valueFrom: {configMapKeyRef: {name: config, key: note, optional: true}}}]")
                + "---\n{kind: ConfigMap, metadata: {name: config}, data: {port: '8080'}}\n");

        assertEquals(
                """
                FAILED env PORT
                  env.missing: not set
                  fix: set PORT to a port number (1 to 65535), for example 8080
                FAILED env NOTE
                  env.missing: not set
                  fix: set NOTE
                FAILED deployment Deployment orders
                  deployment.reference: a reference to a key that is not there, so that the container does not start
                  found: Deployment orders, container app, env PORT: ConfigMap config has no key prt
                  fix: add the key, or mark the reference optional
                """,
                new Lists(dir)
                        .of(
                                Deployment.fromKubernetes("orders", file),
                                env("PORT").port(),
                                env("NOTE")));
    }

    @Test
    void keysOfAnExternalSecretAreKnownAndTheirValuesAreNot() throws IOException {
        Path file = write(deployment("envFrom: [{secretRef: {name: orders}}]")
                + "---\n{kind: ExternalSecret, metadata: {name: orders}, spec: {data: [{secretKey: TOKEN}]}}\n");

        assertEquals("""
                PROVIDED env TOKEN: Secret orders, which ExternalSecret orders makes, key TOKEN
                FAILED env OTHER
                  env.missing: not set
                  fix: set OTHER
                """, new Lists(dir).of(Deployment.fromKubernetes("orders", file), env("TOKEN"), env("OTHER")));
    }

    @Test
    void variablesOfServicesAreSetByKubernetes() throws IOException {
        Path file = write(deployment("env: [{name: URL, value: 'http://$(DB_SERVICE_HOST)/'}]"));
        Path without = Files.writeString(
                dir.resolve("without.yaml"),
                "{kind: Pod, metadata: {name: orders}, spec: {enableServiceLinks: false, containers: [{name: app}]}}");

        assertEquals(
                """
                PROVIDED env DB_SERVICE_HOST: Kubernetes, for each container
                PROVIDED env URL: Deployment orders, container app, env: refers to DB_SERVICE_HOST, which cannot be seen
                """, new Lists(dir).of(Deployment.fromKubernetes("orders", file), env("DB_SERVICE_HOST"), env("URL")));
        assertEquals("""
                FAILED env DB_SERVICE_HOST
                  env.missing: not set
                  fix: set DB_SERVICE_HOST
                """, new Lists(dir).of(Deployment.fromKubernetes("orders", without), env("DB_SERVICE_HOST")));
    }

    @Test
    void valueThatIsNoTextIsRefused() throws IOException {
        Path file = write(
                deployment("env: [{name: PORT, value: 8080}]\n          envFrom: [{configMapRef: {name: config}}]")
                        + "---\nkind: ConfigMap\nmetadata: {name: config}\ndata:\n  DEBUG: true\n");

        assertEquals("""
                DEBUG=true <- ConfigMap config, key DEBUG
                PORT=8080 <- Deployment orders, container app, env
                refused: deployment.manifest: a value that is no text, which Kubernetes refuses
                  found: ConfigMap config, key DEBUG (DIR/app.yaml, line 14)
                  fix: put quotes around it
                refused: deployment.manifest: a value that is no text, which Kubernetes refuses
                  found: Deployment orders, container app, env PORT (line 8)
                  fix: put quotes around it
                """, environment(read("orders", "", file)).replace(dir.toString(), "DIR"));
    }

    private static String deployment(String container) {
        return """
                kind: Deployment
                metadata: {name: orders}
                spec:
                  template:
                    spec:
                      containers:
                        - name: app
                          CONTAINER
                """.replace("          CONTAINER", "          " + container)
                .replace("      containers:\n        - name: app\n", "      containers:\n        - name: app\n");
    }

    @Test
    void volumesPutFilesIntoTheContainer() {
        Deployment deployment = Deployment.fromKubernetes("orders", CORPUS.resolve("volumes.yaml"));

        assertEquals(
                """
                PASSED file /etc/orders/app.yaml <- /etc/orders/app.yaml (ConfigMap orders-files, key app.yaml)
                PASSED file /etc/orders/logo.png <- /etc/orders/logo.png (ConfigMap orders-files, key logo.png)
                FAILED file /etc/orders/other.yaml
                  file.missing: not found
                  looked: /etc/orders (ConfigMap orders-files): exists, holds app.yaml, logo.png
                  fix: ship /etc/orders/other.yaml with the deployment
                PASSED file /opt/orders/config/renamed.yaml <- /opt/orders/config/renamed.yaml (ConfigMap orders-files, key app.yaml)
                PASSED file config/renamed.yaml <- /opt/orders/config/renamed.yaml (ConfigMap orders-files, key app.yaml)
                PASSED file /opt/orders/single.yaml <- /opt/orders/single.yaml (ConfigMap orders-files, key app.yaml)
                PROVIDED file /run/secrets/orders/token: Secret orders-plain, key token: mode 0400 of root, and the image says as which user the container runs
                PROVIDED file /run/secrets/db/password: Secret orders-db, which is made elsewhere
                PROVIDED file /projected/db/password: Secret orders-db, which is made elsewhere, key password
                PASSED file /projected/app.yaml <- /projected/app.yaml (ConfigMap orders-files, key app.yaml)
                PROVIDED file /projected/token: serviceAccountToken of the pod
                PROVIDED file /podinfo/labels: field of the pod
                PROVIDED directory /data: volume data (persistentVolumeClaim)
                PASSED directory /tmp/work <- /tmp/work (volume work)
                FAILED file /tmp/work/state.json
                  file.missing: not found
                  looked: /tmp/work (volume work): exists, is empty
                  fix: ship /tmp/work/state.json with the deployment
                PROVIDED file /shared/plugin.jar: container fetch may write it
                FAILED file /etc/broken.yaml
                  file.not-regular: not a regular file
                  found: /etc/broken.yaml (volume files, empty) is a directory
                  fix: ship a file of that name; a container runtime makes an empty directory where the source of a mount is missing
                  deployment.reference: a mount of something that its volume does not hold
                  found: Deployment orders, container app, /etc/broken.yaml: subPath missing.yaml of volume files
                  fix: add the key, or correct the path; Kubernetes makes an empty directory there
                """,
                new Lists(dir)
                        .of(
                                deployment,
                                file("/etc/orders/app.yaml").yaml().having("a"),
                                file("/etc/orders/logo.png"),
                                file("/etc/orders/other.yaml"),
                                file("/opt/orders/config/renamed.yaml"),
                                file("config/renamed.yaml"),
                                file("/opt/orders/single.yaml"),
                                file("/run/secrets/orders/token").secret(),
                                file("/run/secrets/db/password").secret(),
                                file("/projected/db/password"),
                                file("/projected/app.yaml"),
                                file("/projected/token"),
                                file("/podinfo/labels"),
                                directory("/data").writable(),
                                directory("/tmp/work"),
                                file("/tmp/work/state.json"),
                                file("/shared/plugin.jar"),
                                file("/etc/broken.yaml")));
    }

    @Test
    void fileMayComeFromThePackageOrFromAVolumeAndTheReportSaysWhich() throws IOException {
        Path zip = new Packing()
                .add("logging.xml", "<configuration/>")
                .add("config/app.yaml", "a: 1")
                .add("config/hidden.yaml", "a: 1")
                .zip(dir.resolve("orders.zip"));
        Deployment deployment =
                Deployment.ofPackage(zip).with(Deployment.fromKubernetes("orders", CORPUS.resolve("volumes.yaml")));

        assertEquals(
                """
                PASSED file logging.xml <- DIR/orders.zip!/logging.xml
                PASSED file config/renamed.yaml <- /opt/orders/config/renamed.yaml (ConfigMap orders-files, key app.yaml)
                FAILED file config/hidden.yaml
                  file.missing: not found
                  looked: /opt/orders/config (ConfigMap orders-files): exists, holds renamed.yaml
                  fix: ship config/hidden.yaml with the deployment
                """,
                new Lists(dir)
                        .of(deployment, file("logging.xml"), file("config/renamed.yaml"), file("config/hidden.yaml"))
                        .replaceAll("(?s)  deployment.reference.*", ""));
    }

    @Test
    void mountInsideOfAnotherOneIsNotCoveredByItWhateverTheirOrder() throws IOException {
        Path image = new Packing()
                .directory("etc")
                .directory("usr")
                .add("data/own.txt", "x")
                .tar(dir.resolve("image.tar"));
        Path file = Files.writeString(dir.resolve("pod.yaml"), """
                kind: Pod
                metadata: {name: orders}
                spec:
                  containers:
                    - name: app
                      volumeMounts:
                        - {name: files, mountPath: /data/config}
                        - {name: claim, mountPath: /data}
                  volumes:
                    - {name: claim, persistentVolumeClaim: {claimName: orders}}
                    - {name: files, configMap: {name: files}}
                ---
                {kind: ConfigMap, metadata: {name: files}, data: {app.yaml: 'a: 1'}}
                """);

        assertEquals(
                """
                PASSED file /data/config/app.yaml <- /data/config/app.yaml (ConfigMap files, key app.yaml)
                FAILED file /data/config/other.yaml
                  file.missing: not found
                  looked: /data/config (ConfigMap files): exists, holds app.yaml
                  fix: ship /data/config/other.yaml with the deployment
                PROVIDED file /data/own.txt: volume claim (persistentVolumeClaim)
                FAILED file /etc/own.txt
                  file.missing: not found
                  looked: DIR/image.tar!/etc: exists, is empty
                  fix: ship /etc/own.txt with the deployment
                """,
                new Lists(dir)
                        .of(
                                Deployment.ofPackage(image).with(Deployment.fromKubernetes("orders", file)),
                                file("/data/config/app.yaml"),
                                file("/data/config/other.yaml"),
                                file("/data/own.txt"),
                                file("/etc/own.txt")));
    }

    @Test
    void placeOfThePackageThatNothingTellsIsAWarning() throws IOException {
        Path zip = new Packing().add("app.yaml", "a: 1").zip(dir.resolve("orders.zip"));
        Path file = write(deployment("volumeMounts: [{name: work, mountPath: /work}]")
                .replace("      containers:", "      volumes: [{name: work, emptyDir: {}}]\n      containers:"));

        assertEquals(
                """
                PASSED file app.yaml <- DIR/orders.zip!/app.yaml
                  deployment.manifest: nothing says where the package is unpacked
                  found: relative paths are looked up in DIR/orders.zip alone, and not in what is mounted
                  fix: say it: --root opt/orders, or root("opt/orders")
                """,
                new Lists(dir)
                        .of(
                                Deployment.ofPackage(zip).with(Deployment.fromKubernetes("orders", file)),
                                file("app.yaml")));
    }

    @Test
    void directoryOfManifestsAndStandardInputAreRead() throws IOException {
        Files.createDirectories(dir.resolve("deploy/base"));
        Files.writeString(
                dir.resolve("deploy/base/config.yml"), "{kind: ConfigMap, metadata: {name: c}, data: {A: '1'}}");
        Files.writeString(dir.resolve("deploy/README.md"), "no manifest");
        Files.writeString(
                dir.resolve("deploy/app.json"),
                "{\"kind\": \"List\", \"items\": ["
                        + "{\"kind\": \"Pod\", \"metadata\": {\"name\": \"orders\"}, \"spec\": {\"containers\":"
                        + " [{\"name\": \"app\", \"envFrom\": [{\"configMapRef\": {\"name\": \"c\"}}]}]}}]}");

        assertEquals("A=1 <- ConfigMap c, key A\n", environment(read("orders", "", dir.resolve("deploy"))));
        byte[] yaml = deployment("env: [{name: A, value: '2'}]").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "A=2 <- Deployment orders, container app, env\n",
                environment(Kubernetes.read(List.of(Path.of("-")), "orders", "", new ByteArrayInputStream(yaml))));
    }

    @Test
    void mapOfTheSameNamespaceCounts() throws IOException {
        Path file = write("""
                {kind: ConfigMap, metadata: {name: c, namespace: prod}, data: {A: prod}}
                ---
                {kind: ConfigMap, metadata: {name: c, namespace: test}, data: {A: test}}
                ---
                kind: Pod
                metadata: {name: orders, namespace: prod}
                spec: {containers: [{name: app, envFrom: [{configMapRef: {name: c}}]}]}
                """);

        assertEquals("A=prod <- ConfigMap c, key A\n", environment(read("orders", "", file)));
    }
}
