package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Lists;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that are unusual and valid, or look valid and are not, with what Kubernetes makes of them. */
class KubernetesRulesTest {
    @TempDir
    Path dir;

    private String list(String workload, String yaml, Check<?>... checks) throws IOException {
        Path file = Files.writeString(dir.resolve("app.yaml"), yaml);
        return new Lists(dir).of(Deployment.fromKubernetes(workload, file), checks);
    }

    /** API reference, EnvVar: references are to variables "previously defined", also those of envFrom. */
    @Test
    void referenceToAVariableThatAnUnseenSecretMaySetIsNotTakenForText() throws IOException {
        assertEquals(
                """
                PROVIDED env URL: Pod orders, container app, env: refers to DB_USER, which cannot be seen
                PASSED env BEFORE <- Pod orders, container app, env
                """,
                list(
                        "orders",
                        """
                        kind: Pod
                        metadata: {name: orders}
                        spec:
                          containers:
                            - name: app
                              envFrom: [{secretRef: {name: made-elsewhere}}]
                              env:
                                - {name: URL, value: 'https://$(DB_USER)@db/'}
                                - {name: BEFORE, value: '$$(DB_USER)'}
                        """,
                        env("URL").uri("https"),
                        env("BEFORE").verbatim().matching("\\$\\(DB_USER\\)")));
    }

    @Test
    void referenceIsFilledInFromWhatWasSetBeforeItAlone() throws IOException {
        assertEquals(
                """
                PASSED env A <- Pod orders, container app, env
                PASSED env B <- Pod orders, container app, env
                PASSED env C <- Pod orders, container app, env
                PASSED env D <- Pod orders, container app, env
                """,
                list(
                        "orders",
                        """
                        kind: Pod
                        metadata: {name: orders}
                        spec:
                          containers:
                            - name: app
                              envFrom:
                                - {configMapRef: {name: first}}
                                - {prefix: P_, configMapRef: {name: first}}
                                - {configMapRef: {name: second}}
                              env:
                                - {name: A, value: '$(LATER)$(X)'}
                                - {name: LATER, value: now}
                                - {name: B, value: '$(LATER)$(P_X)'}
                                - {name: X, value: own}
                                - {name: C, value: '$(X)$(X$(P_X)'}
                                - {name: D, value: '$$$(X)$'}
                        ---
                        {kind: ConfigMap, metadata: {name: first}, data: {X: one}}
                        ---
                        {kind: ConfigMap, immutable: true, metadata: {name: second}, data: {X: two}, binaryData: {Y: eQ==}}
                        """,
                        env("A").verbatim().matching("\\$\\(LATER\\)two"),
                        env("B").matching("nowone"),
                        env("C").verbatim().matching("own\\$\\(X\\$\\(P_X\\)"),
                        env("D").matching("\\$own\\$")));
    }

    /** kubectl turns {@code yes} into {@code true} before it sends it, and the server wants a text. */
    @Test
    void wordsThatYaml11TakesForBooleansAndNumbersAreRefusedByKubernetes() throws IOException {
        String yaml =
                "kind: Pod\nmetadata: {name: orders}\nspec: {containers: [{name: app, env: [{name: A, value: %s}]}]}\n";
        for (String refused : new String[] {"yes", "Off", "n", "1_000", "0b11", "017", "1e3", "true", "8080"}) {
            assertEquals("""
                    PASSED env A <- Pod orders, container app, env
                    FAILED deployment Pod orders
                      deployment.manifest: a value that is no text, which Kubernetes refuses
                      found: Pod orders, container app, env A (line 3)
                      fix: put quotes around it
                    """, list("orders", yaml.formatted(refused), env("A")), refused);
        }
        for (String text : new String[] {"'yes'", "2020-01-01", "yess", "1.2.3", "12:30", "_1"}) {
            assertEquals(
                    "PASSED env A <- Pod orders, container app, env\n",
                    list("orders", yaml.formatted(text), env("A")),
                    text);
        }
    }

    @Test
    void base64WithoutItsPaddingIsRefusedByKubernetes() throws IOException {
        assertEquals("""
                FAILED env A
                  env.missing: not set
                  fix: set A
                FAILED deployment Pod orders
                  deployment.manifest: a value that is no Base64, which Kubernetes refuses
                  found: Secret s, key A (DIR/app.yaml, line 1)
                  fix: encode it, or move it to stringData
                """, list("orders", """
                        {kind: Secret, metadata: {name: s}, data: {A: YWI}}
                        ---
                        kind: Pod
                        metadata: {name: orders}
                        spec: {containers: [{name: app, envFrom: [{secretRef: {name: s}}]}]}
                        """, env("A")));
    }

    @Test
    void nameInTwoNamespacesWantsTheNamespace() throws IOException {
        String yaml = """
                kind: Pod
                metadata: {name: orders, namespace: prod}
                spec: {containers: [{name: app, env: [{name: A, value: prod}]}]}
                ---
                kind: Pod
                metadata: {name: orders, namespace: test}
                spec: {containers: [{name: app, env: [{name: A, value: test}]}]}
                ---
                kind: Pod
                metadata: {name: orders}
                spec: {containers: [{name: app, env: [{name: A, value: none}]}]}
                """;

        assertEquals(
                "several workloads are called orders, in the namespaces (none), prod, test; name it too, as in prod/pod/orders",
                assertThrows(DeploymentException.class, () -> list("orders", yaml, env("A")))
                        .getMessage());
        for (String namespace : new String[] {"prod", "test"}) {
            assertEquals(
                    "PASSED env A <- Pod orders, container app, env\n",
                    list(namespace + "/pod/orders", yaml, env("A").matching(namespace)));
        }
        assertEquals(
                "PASSED env A <- Pod orders, container app, env\n",
                list("/pod/orders", yaml, env("A").matching("none")));
    }

    @Test
    void referencesOfTheOtherContainersOfThePodAreWarningsToo() throws IOException {
        assertEquals("""
                PASSED env A <- Deployment orders, container app, env
                  deployment.reference: a reference to a ConfigMap that no manifest defines
                  found: Deployment orders, container migrate, envFrom: ConfigMap gone, which no manifest defines
                  fix: add it to the manifests, or mark the reference optional
                """, list("orders", """
                        kind: Deployment
                        metadata: {name: orders}
                        spec:
                          template:
                            spec:
                              initContainers:
                                - {name: migrate, envFrom: [{configMapRef: {name: gone}}]}
                              containers:
                                - {name: app, env: [{name: A, value: x}]}
                        """, env("A")));
    }

    /** A pod that wants no links to services still knows the API server and its own name. */
    @Test
    void everyContainerKnowsItsNameAndTheServer() throws IOException {
        assertEquals(
                """
                PROVIDED env HOSTNAME: Kubernetes, for each container
                PROVIDED env KUBERNETES_SERVICE_HOST: Kubernetes, for each container
                FAILED env DB_SERVICE_HOST
                  env.missing: not set
                  fix: set DB_SERVICE_HOST
                """,
                list(
                        "orders",
                        "{kind: Pod, metadata: {name: orders}, spec: {enableServiceLinks: false, containers: [{name: app}]}}",
                        env("HOSTNAME"),
                        env("KUBERNETES_SERVICE_HOST"),
                        env("DB_SERVICE_HOST")));
    }

    /** API reference, StatefulSetSpec: "A claim in this list takes precedence over any volumes in the template". */
    @Test
    void claimOfAStatefulSetCountsBeforeAVolumeOfThatName() throws IOException {
        assertEquals("PROVIDED file /data/a.txt: volume data\n", list("orders", """
                        kind: StatefulSet
                        metadata: {name: orders}
                        spec:
                          volumeClaimTemplates: [{metadata: {name: data}}]
                          template:
                            spec:
                              volumes: [{name: data, emptyDir: {}}]
                              containers: [{name: app, volumeMounts: [{name: data, mountPath: /data}]}]
                        """, file("/data/a.txt")));
    }

    @Test
    void itemsOfATypedListNeedNotSayWhatTheyAre() throws IOException {
        assertEquals("PASSED env A <- ConfigMap c, key A\n", list("orders", """
                        kind: List
                        items:
                          - kind: ConfigMapList
                            items: [{metadata: {name: c}, data: {A: x}}]
                          - kind: CronJob
                            metadata: {name: orders}
                            spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: app, envFrom: [{configMapRef: {name: c}}]}]}}}}}
                        """, env("A")));
    }

    @Test
    void keyOfBinaryDataIsNoVariable() throws IOException {
        assertEquals("""
                FAILED env A
                  env.missing: not set
                  fix: set A
                PASSED file /etc/c/A <- /etc/c/A (ConfigMap c, key A)
                FAILED file /etc/only
                  file.not-regular: not a regular file
                  found: /etc/only (volume v, empty) is a directory
                  fix: ship a file of that name; a container runtime makes an empty directory where the source of a mount is missing
                  deployment.reference: a mount of something that its volume does not hold
                  found: Pod orders, container app, /etc/only: subPath absent of volume v
                  fix: add the key, or correct the path; Kubernetes makes an empty directory there
                """, list("orders", """
                        {kind: ConfigMap, metadata: {name: c}, binaryData: {A: eA==}}
                        ---
                        kind: Pod
                        metadata: {name: orders}
                        spec:
                          volumes: [{name: v, configMap: {name: c}}]
                          containers:
                            - name: app
                              envFrom: [{configMapRef: {name: c}}]
                              volumeMounts:
                                - {name: v, mountPath: /etc/c}
                                - {name: v, mountPath: /etc/only, subPath: absent}
                        """, env("A"), file("/etc/c/A"), file("/etc/only")));
    }
}
