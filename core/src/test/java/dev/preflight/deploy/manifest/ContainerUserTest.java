package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Lists;
import dev.preflight.deploy.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which files of its volumes a container may read: API reference, PodSecurityContext, SecurityContext and
 * SecretVolumeSource; kubernetes.io, "Configure a Security Context"; {@code SetVolumeOwnership} of the kubelet, which gives
 * the group of {@code fsGroup} the mode 0440; capabilities(7).
 */
class ContainerUserTest {
    @TempDir
    Path dir;

    private String list(String pod, String container, String volume, Check<?>... checks) throws IOException {
        Path manifest = Files.writeString(dir.resolve("app.yaml"), """
                {kind: Secret, metadata: {name: s}, stringData: {pw: x1234567}}
                ---
                {kind: ConfigMap, metadata: {name: c}, data: {pw: 'a: 1'}}
                ---
                kind: Pod
                metadata: {name: p}
                spec:
                  securityContext: {%s}
                  volumes: [{name: v, %s}]
                  containers:
                    - name: app
                      securityContext: {%s}
                      env: [{name: PW_FILE, value: /run/s/pw}]
                      volumeMounts: [{name: v, mountPath: /run/s}]
                """.formatted(pod, volume, container));
        return new Lists(dir).of(Deployment.fromKubernetes("p", manifest), checks);
    }

    private String outcome(String pod, String container, String mode) throws IOException {
        String volume = "secret: {secretName: s, defaultMode: " + mode + "}";
        String listed = list(pod, container, volume, file("/run/s/pw"));
        return listed.substring(0, listed.indexOf(' '));
    }

    @Test
    void eachRuleOfWhoMayRead() throws IOException {
        for (String[] rule : new String[][] {
            // All may read, whoever they are.
            {"", "", "0644", "PASSED"},
            {"runAsUser: 1000", "", "420", "PASSED"},
            {"runAsUser: 1000", "", "0444", "PASSED"},
            // Without a user, the image decides.
            {"", "", "0400", "PROVIDED"},
            {"", "", "0440", "PROVIDED"},
            {"", "", "0", "PROVIDED"},
            {"runAsGroup: 0", "", "0440", "PROVIDED"},
            // Not root, whatever the image says.
            {"runAsNonRoot: true", "", "0400", "FAILED"},
            {"runAsNonRoot: true", "", "0440", "PROVIDED"},
            {"runAsNonRoot: true", "runAsNonRoot: false", "0400", "PROVIDED"},
            // Another user than the owner, who is root.
            {"runAsUser: 1000", "", "0400", "FAILED"},
            {"runAsUser: 1000", "", "256", "FAILED"},
            {"runAsUser: 1000", "", "0600", "FAILED"},
            // 0400 that was written in decimal is 0620.
            {"runAsUser: 1000", "", "400", "FAILED"},
            {"", "runAsUser: 1000", "0400", "FAILED"},
            {"runAsUser: 0", "runAsUser: 1000", "0400", "FAILED"},
            {"runAsUser: 1000", "runAsUser: 0", "0400", "PASSED"},
            {"runAsUser: 1000", "", "0", "FAILED"},
            // The image may put the user into the group of root.
            {"runAsUser: 1000", "", "0440", "PROVIDED"},
            {"runAsUser: 1000, runAsGroup: 1000", "", "0440", "PROVIDED"},
            {"runAsUser: 1000", "", "0404", "PROVIDED"},
            // The manifest does.
            {"runAsUser: 1000, runAsGroup: 0", "", "0440", "PASSED"},
            {"runAsUser: 1000", "runAsGroup: 0", "0440", "PASSED"},
            {"runAsUser: 1000, supplementalGroups: [5, 0]", "", "0440", "PASSED"},
            {"runAsUser: 1000, supplementalGroups: [5]", "", "0440", "PROVIDED"},
            // A group that may not read hides that all others may.
            {"runAsUser: 1000, runAsGroup: 0", "", "0404", "FAILED"},
            {"runAsUser: 1000, runAsGroup: 0", "", "0400", "FAILED"},
            // The group of the volumes may read everything in them.
            {"runAsUser: 1000, fsGroup: 2000", "", "0400", "PASSED"},
            {"runAsUser: 1000, fsGroup: 2000", "", "0", "PASSED"},
            {"fsGroup: 2000", "", "0400", "PASSED"},
            {"fsGroup: 0", "runAsUser: 7", "0400", "PASSED"},
            // Root reads all, unless it was taken from it.
            {"runAsUser: 0", "", "0400", "PASSED"},
            {"runAsUser: 0", "", "0", "PASSED"},
            {"runAsUser: 0", "capabilities: {drop: [ALL]}", "0400", "PASSED"},
            {"runAsUser: 0", "capabilities: {drop: [ALL]}", "0040", "FAILED"},
            {"runAsUser: 0", "capabilities: {drop: [dac_override]}", "0", "FAILED"},
            {"runAsUser: 0", "capabilities: {drop: [ALL], add: [DAC_READ_SEARCH]}", "0", "PASSED"},
            {"runAsUser: 0", "privileged: true, capabilities: {drop: [ALL]}", "0", "PASSED"},
            {"runAsUser: 0", "capabilities: {drop: [NET_RAW]}", "0", "PASSED"},
        }) {
            assertEquals(rule[3], outcome(rule[0], rule[1], rule[2]), rule[0] + " | " + rule[1] + " | " + rule[2]);
        }
    }

    @Test
    void whatTheProcessCannotReadIsNotTicked() throws IOException {
        assertEquals(
                """
                FAILED env PW
                  env.file: its file cannot be read by this user
                  found: PW_FILE leads to '/run/s/pw': mode 0400 of root, and the container runs as user 1000
                  fix: mount the file, or correct PW_FILE
                FAILED file /run/s/pw <- /run/s/pw (Secret s, key pw)
                  file.unreadable: not readable
                  found: /run/s/pw (Secret s, key pw): mode 0400 of root, and the container runs as user 1000
                  fix: let the user of the application read the file (mode r)
                """,
                list(
                        "runAsUser: 1000",
                        "",
                        "secret: {secretName: s, defaultMode: 0400}",
                        env("PW").orFile().secret(),
                        file("/run/s/pw").secret()));
        assertEquals(
                """
                FAILED file /run/s/pw <- /run/s/pw (ConfigMap c, key pw)
                  file.unreadable: not readable
                  found: /run/s/pw (ConfigMap c, key pw): mode 0000 of root, and the container runs as root without the capability DAC_OVERRIDE
                  fix: let the user of the application read the file (mode r)
                """,
                list(
                        "runAsUser: 0",
                        "capabilities: {drop: [ALL]}",
                        "configMap: {name: c, defaultMode: 0}",
                        file("/run/s/pw").yaml().having("a")));
    }

    @Test
    void whatTheImageDecidesCannotBeSeen() throws IOException {
        assertEquals(
                """
                PROVIDED env PW: PW_FILE leads to '/run/s/pw': Secret s, key pw: mode 0400 of root, and the image says as which user the container runs
                """,
                list(
                        "",
                        "",
                        "secret: {secretName: s, defaultMode: 0400}",
                        env("PW").orFile().secret()));
        assertEquals("""
                PROVIDED file /run/s/pw: Secret s, key pw: mode 0440 of root, and the container runs as user 7, of which the image says whether it is in the group of root
                """, list("runAsUser: 7", "", "secret: {secretName: s, defaultMode: 0440}", file("/run/s/pw")));
    }

    /** A mode of an item counts before the one of all; so it does in a projected volume. */
    @Test
    void modeOfAnItemCountsBeforeTheDefault() throws IOException {
        for (String volume : new String[] {
            "secret: {secretName: s, defaultMode: 0644, items: [{key: pw, path: pw, mode: 0400}]}",
            "projected: {sources: [{secret: {name: s, items: [{key: pw, path: pw, mode: 0400}]}}]}",
            "projected: {defaultMode: 0400, sources: [{configMap: {name: c}}]}",
            "secret: {secretName: made-elsewhere, defaultMode: 0400}"
        }) {
            String listed = list("runAsUser: 1000", "", volume, file("/run/s/pw"));
            assertEquals(
                    volume.contains("elsewhere") ? "PROVIDED" : "FAILED", listed.substring(0, listed.indexOf(' ')));
        }
        assertEquals(
                "PASSED file /run/s/pw <- /run/s/pw (Secret s, key pw)\n",
                list(
                        "runAsUser: 1000",
                        "",
                        "secret: {secretName: s, defaultMode: 0400, items: [{key: pw, path: pw, mode: 0444}]}",
                        file("/run/s/pw")));
    }

    @Test
    void modeThatTheServerRefusesFails() throws IOException {
        for (String mode : new String[] {"'0400'", "1000", "-1", "0.5", "rw", "true", "0o1000"}) {
            String listed =
                    list("fsGroup: 1", "", "secret: {secretName: s, defaultMode: " + mode + "}", file("/run/s/pw"));
            assertEquals(
                    "FAILED deployment Pod p\n"
                            + "  deployment.manifest: a mode of a file that is no number from 0 to 0777, which Kubernetes refuses\n"
                            + "  found: Pod p, container app, volume (line 9): " + mode.replace("'", "") + "\n"
                            + "  fix: write it as 0400, or as 256 in JSON, without quotes\n",
                    listed.substring(listed.indexOf('\n') + 1),
                    mode);
        }
        for (String mode : new String[] {"0", "511", "0777", "0o777"}) {
            assertEquals(
                    "PASSED file /run/s/pw <- /run/s/pw (Secret s, key pw)\n",
                    list("fsGroup: 1", "", "secret: {secretName: s, defaultMode: " + mode + "}", file("/run/s/pw")));
        }
    }

    /** Whoever unpacks it, nobody but root reads it. */
    @Test
    void entryOfATarThatNobodyMayReadCannotBeSeen() throws IOException {
        Path tar = new Packing().add("a.txt", "a", 0).add("b.txt", "b", 0400).tar(dir.resolve("orders.tar"));

        assertEquals("""
                PROVIDED file a.txt: its mode is 000, so that root alone can read it
                PASSED file b.txt <- DIR/orders.tar!/b.txt
                """, new Lists(dir).of(Deployment.ofPackage(tar), file("a.txt"), file("b.txt")));
    }
}
