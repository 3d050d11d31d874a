package dev.preflight.deploy;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.preflight.check.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names, keys and values that the API server takes, refuses, or takes since some version: {@code validation.go} of
 * {@code pkg/apis/core/validation} and of {@code k8s.io/apimachinery/pkg/util/validation}, and what kubelet and container
 * runtimes make of the rest.
 */
class KubernetesTextsTest {
    private static final String POD = "kind: Pod\nmetadata: {name: shop}\nspec: {containers: [{name: app, %s}]}\n";

    @TempDir
    Path dir;

    private String list(String objects, String container, Check<?>... checks) throws IOException {
        Path file = Files.writeString(dir.resolve("app.yaml"), objects + "---\n" + POD.formatted(container));
        return new Lists(dir).of(Deployment.fromKubernetes("shop", file), checks);
    }

    /** The summary of the only finding behind the line of a check; empty if there is none. */
    private String finding(String objects, String container) throws IOException {
        StringBuilder out = new StringBuilder();
        String before = "";
        for (String line : list(objects, container, env("GOOD")).split("\n")) {
            if (line.startsWith("  deployment.")) {
                out.append(before.startsWith("FAILED deployment ") ? "fails: " : "warns: ");
                out.append(line.substring(line.indexOf(": ") + 2));
            }
            before = line;
        }
        return out.toString();
    }

    private static String variable(String name) {
        return "env: [{name: GOOD, value: x}, {name: " + name + ", value: x}]";
    }

    private static final String GOOD = "env: [{name: GOOD, value: x}]";
    private static final String FROM_CONFIG = "envFrom: [{configMapRef: {name: c}}], " + GOOD;
    private static final String FROM_SECRET = "envFrom: [{secretRef: {name: s}}], " + GOOD;

    @Test
    void namesOfVariables() throws IOException {
        String refused = "fails: a name of a variable that Kubernetes refuses";
        String byVersion = "warns: a name of a variable that Kubernetes before 1.32 refuses";
        for (String[] rule : new String[][] {
            {"A", ""},
            {"a.b-c_D1", ""},
            {"_", ""},
            {"'-'", ""},
            {"'A=B'", refused},
            {"''", refused},
            {"'caf\u00e9'", refused},
            {"\"A\\tB\"", refused},
            {"\"A\\nB\"", refused},
            {"'1A'", byVersion},
            {"'A B'", byVersion},
            {"'A:B'", byVersion},
            {"'A/B'", byVersion},
            {"..", byVersion},
            {".", byVersion},
            {"..a", byVersion},
        }) {
            assertEquals(rule[1], finding("", variable(rule[0])), rule[0]);
        }
    }

    @Test
    void keysOfConfigMapsAndSecrets() throws IOException {
        String refused = "fails: a key that Kubernetes refuses";
        for (String[] rule : new String[][] {
            {"A", ""},
            {"a.b-c_D1", ""},
            {"'1A'", ""},
            {"app.yaml", ""},
            {"'A=B'", refused},
            {"'A B'", refused},
            {"a/b", refused},
            {"..", refused},
            {"..a", refused},
            {"'caf\u00e9'", refused},
            {"x".repeat(253), ""},
            {"x".repeat(254), refused},
        }) {
            assertEquals(
                    rule[1],
                    finding("{kind: ConfigMap, metadata: {name: c}, data: {" + rule[0] + ": x}}\n", FROM_CONFIG),
                    rule[0]);
            assertEquals(
                    rule[1],
                    finding("{kind: Secret, metadata: {name: s}, data: {" + rule[0] + ": eA==}}\n", FROM_SECRET),
                    rule[0]);
        }
    }

    @Test
    void valuesOfSecrets() throws IOException {
        String noText = "fails: a value that is no text, which Kubernetes refuses";
        String noBase64 = "fails: a value that is no Base64, which Kubernetes refuses";
        String noUtf8 = "warns: a value of a variable that is no text";
        for (String[] rule : new String[][] {
            {"data: {A: eA==}", ""},
            {"data: {A: ''}", ""},
            {"data: {A: null}", ""},
            {"data: {A: \"eA\\n==\\r\\n\"}", ""},
            {"data: {A: w6k=}", ""},
            {"data: {A: 1234}", noText},
            {"data: {A: true}", noText},
            {"data: {A: [eA==]}", noText},
            {"data: {A: {b: eA==}}", noText},
            {"data: {A: eA}", noBase64},
            {"data: {A: 'eA= ='}", noBase64},
            {"data: {A: 'plain text'}", noBase64},
            {"data: {A: eA==eA==}", noBase64},
            {"data: {A: /w==}", noUtf8},
            {"data: {A: /w==}, stringData: {A: x}", ""},
            {"data: {A: AA==}", "fails: a value with a NUL in it, with which no container starts"},
            {"stringData: {A: x}", ""},
            {"stringData: {A: 8080}", noText},
            {"stringData: {A: yes}", noText},
            {"data: [A]", "fails: data that is no map, which Kubernetes refuses"},
            {"data: text", "fails: data that is no map, which Kubernetes refuses"},
        }) {
            assertEquals(
                    rule[1], finding("{kind: Secret, metadata: {name: s}, " + rule[0] + "}\n", FROM_SECRET), rule[0]);
        }
    }

    @Test
    void valuesOfConfigMaps() throws IOException {
        String noText = "fails: a value that is no text, which Kubernetes refuses";
        for (String[] rule : new String[][] {
            {"data: {A: x}", ""},
            {"data: {A: null}", ""},
            {"data: {A: 8080}", noText},
            {"data: {A: 1e3}", noText},
            {"data: {A: {b: c}}", noText},
            {"data: {A: [b]}", noText},
            {"data: {A: \"a\\0b\"}", "fails: a value with a NUL in it, with which no container starts"},
            {"binaryData: {A: /w==}", ""},
            {"binaryData: {A: /w}", "fails: a value that is no Base64, which Kubernetes refuses"},
            {
                "data: {A: x}, binaryData: {A: eA==}",
                "fails: a key that stands in data and in binaryData, which Kubernetes refuses"
            },
            {"data: {A: " + "x".repeat(1 << 20) + "}", ""},
            {
                "data: {A: " + "x".repeat(1 << 20) + ", B: x}",
                "fails: more than 1 MiB in one object, which Kubernetes refuses"
            },
        }) {
            assertEquals(
                    rule[1],
                    finding("{kind: ConfigMap, metadata: {name: c}, " + rule[0] + "}\n", FROM_CONFIG),
                    rule[0].substring(0, Math.min(60, rule[0].length())));
        }
    }

    @Test
    void sourcesOfVariables() throws IOException {
        String config = "{kind: ConfigMap, metadata: {name: c}, data: {A: x}}\n";
        for (String[] rule : new String[][] {
            {"env: [{name: GOOD, value: x}, {name: B, valueFrom: {configMapKeyRef: {name: c, key: A}}}]", ""},
            {"env: [{name: GOOD, value: x}, {name: B, value: '', valueFrom: {configMapKeyRef: {name: c, key: A}}}]", ""
            },
            {
                "env: [{name: GOOD, value: x}, {name: B, value: z, valueFrom: {configMapKeyRef: {name: c, key: A}}}]",
                "fails: a value and a valueFrom of one variable, which Kubernetes refuses"
            },
            {
                "env: [{name: GOOD, value: x}, {name: B, valueFrom: {}}]",
                "fails: a valueFrom that names not exactly one source, which Kubernetes refuses"
            },
            {
                "env: [{name: GOOD, value: x}, {name: B, valueFrom: {configMapKeyRef: {name: c, key: A},"
                        + " fieldRef: {fieldPath: metadata.name}}}]",
                "fails: a valueFrom that names not exactly one source, which Kubernetes refuses"
            },
            {
                "env: [{name: GOOD, value: x}, {name: B, valueFrom: {configMapKeyRef: {name: c, key: B}}}]",
                "fails: a reference to a key that is not there, so that the container does not start"
            },
            {
                "env: [{name: GOOD, value: x}, {name: B, valueFrom: {configMapKeyRef: {name: c, key: B, optional: true}}}]",
                ""
            },
            {
                "env: [{name: GOOD, value: x}, {name: B, valueFrom: {configMapKeyRef: {name: d, key: B}}}]",
                "warns: a reference to a ConfigMap that no manifest defines"
            },
            {"envFrom: [{prefix: P_, configMapRef: {name: c}}], " + GOOD, ""},
            {"envFrom: [{prefix: 'P=', configMapRef: {name: c}}], " + GOOD, "fails: a prefix that Kubernetes refuses"},
            {
                "envFrom: [{configMapRef: {name: c}, secretRef: {name: c}}], " + GOOD,
                "fails: a source of variables that is neither one ConfigMap nor one Secret, which Kubernetes refuses"
            },
        }) {
            assertEquals(rule[1], finding(config, rule[0]), rule[0]);
        }
    }

    /** The kubelet skips them up to 1.31, with an event that nobody reads, and takes all keys since. */
    @Test
    void keyOfEnvFromThatIsNoNameOfAVariableIsTakenOrSkippedByVersion() throws IOException {
        assertEquals(
                """
                PROVIDED env 1A: ConfigMap c, key 1A: Kubernetes before 1.32 skips it, since it is no name of a variable
                PASSED env P_1A <- ConfigMap c, key 1A
                PASSED env a.b <- ConfigMap c, key a.b
                """,
                list(
                        "{kind: ConfigMap, metadata: {name: c}, data: {1A: x, a.b: z}}\n",
                        "envFrom: [{configMapRef: {name: c}}, {prefix: P_, configMapRef: {name: c}}]",
                        env("1A"),
                        env("P_1A"),
                        env("a.b")));
    }

    @Test
    void secretThatIsNoTextCannotBeSeenAsAVariable() throws IOException {
        assertEquals(
                """
                PROVIDED env A: Secret s, key A: it is not UTF-8
                  deployment.manifest: a value of a variable that is no text
                  found: Pod shop, container app, env A: Secret s, key A is not UTF-8, and container runtimes differ in whether they start a container with it
                  fix: encode the text as UTF-8 before Base64, or mount the key as a file
                """,
                list(
                        "{kind: Secret, metadata: {name: s}, data: {A: /w==}}\n",
                        "env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: A}}}]",
                        env("A")));
    }

    /** What some other object makes may have more keys in another version of its operator. */
    @Test
    void keyThatTheMakerOfASecretDoesNotNameIsAWarning() throws IOException {
        assertEquals(
                "warns: a reference to a key that whoever makes the Secret does not name",
                finding(
                        "{kind: SealedSecret, metadata: {name: s}, spec: {encryptedData: {A: x}}}\n",
                        "env: [{name: GOOD, value: x}, {name: B, valueFrom: {secretKeyRef: {name: s, key: B}}}]"));
    }

    /** Every scalar that YAML 1.1 and YAML 1.2 read in different ways, as kubectl itself reads it. */
    @Test
    void scalarsAreTextWhereKubectlTakesThemForText() throws Exception {
        assumeTrue(kubectl("version", "--client").isEmpty(), "kubectl is not on this machine");
        StringBuilder expected = new StringBuilder();
        StringBuilder actual = new StringBuilder();
        for (String scalar : new String[] {
            "yes",
            "Yes",
            "YES",
            "yEs",
            "no",
            "on",
            "off",
            "OFF",
            "y",
            "Y",
            "n",
            "N",
            "true",
            "True",
            "TRUE",
            "tRUE",
            "false",
            "8080",
            "-1",
            "+1",
            "-0",
            "017",
            "0o17",
            "0O17",
            "0b11",
            "0x1F",
            "0X1F",
            "1_000",
            "_1",
            "1__0",
            "1e3",
            "1E3",
            "1e",
            "e3",
            ".5",
            "1.",
            "1.5",
            "-.5",
            "1_0.5",
            ".",
            "..",
            "12:30",
            "12:30:45",
            "2020-01-01",
            "2020-01-01T00:00:00Z",
            "1.2.3",
            "'yes'",
            "\"8080\"",
            "yess",
            "nil",
            "none",
            "1a",
            "0xZ",
            "08",
            "09",
            "0b12",
            "0",
            "00",
            "+",
            "-x",
            "'1'",
            "1,000",
            "0.0.0.0",
            "+.5",
            "0x",
            "1e+3",
            "1e-3",
            "1.e3",
            "190:20:30",
        }) {
            Path file = Files.writeString(
                    dir.resolve("app.yaml"),
                    "apiVersion: v1\n"
                            + POD.formatted(
                                    "image: x, env: [{name: GOOD, value: x}, {name: A, value: " + scalar + "}]"));
            String refusal = kubectl("set", "env", "--local", "--list", "-f", file.toString());
            String own = new Lists(dir).of(Deployment.fromKubernetes("shop", file), env("GOOD"));

            expected.append(refusal.contains("cannot unmarshal") ? scalar + "\n" : "");
            actual.append(own.contains("is no text") ? scalar + "\n" : "");
        }
        assertEquals(expected.toString(), actual.toString());
    }

    /** What it says where it fails; empty where it does not. */
    private static String kubectl(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "kubectl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : said;
        } catch (IOException e) {
            return "absent";
        }
    }
}
