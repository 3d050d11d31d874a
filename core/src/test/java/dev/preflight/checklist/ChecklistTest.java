package dev.preflight.checklist;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Document;
import dev.preflight.check.EnvVar;
import dev.preflight.deploy.Packing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a pipeline runs it: by the arguments of {@code main}, to the standard streams. */
class ChecklistTest {
    private static final EnvVar<String> URL = env("DATABASE_URL");
    private static final EnvVar<String> PASSWORD =
            env("DATABASE_PASSWORD").orFile().secret().describedAs("orders database login");
    private static final Preflight SUITE = Preflight.of(
            "orders",
            env("PORT").port().orElse(8080),
            URL,
            PASSWORD,
            env("SMTP_HOST").onlyIf(envEquals("MAIL_MODE", "smtp")),
            file("config/app.yaml").yaml().having("payments.endpoint"),
            file("config/logging.xml"),
            probe("orders-db", () -> {}).needs(URL, PASSWORD));

    @TempDir
    Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path good;
    private Path broken;
    private Path manifests;

    @BeforeEach
    void pack() throws IOException {
        good = new Packing()
                .add("config/app.yaml", "payments:\n  endpoint: https://payments.example.com\n")
                .add("config/logging.xml", "<configuration/>")
                .zip(dir.resolve("orders.zip"));
        broken = new Packing().add("config/logging.xml", "<configuration/>").zip(dir.resolve("broken.zip"));
        manifests = Files.writeString(dir.resolve("orders.yaml"), """
                kind: ConfigMap
                metadata: {name: orders-config}
                data: {PORT: "9090", DATABASE_URL: "jdbc:postgresql://db/orders", MAIL_MODE: none}
                ---
                kind: Deployment
                metadata: {name: orders}
                spec:
                  template:
                    spec:
                      containers:
                        - name: app
                          envFrom:
                            - configMapRef: {name: orders-config}
                          env:
                            - name: DATABASE_PASSWORD
                              valueFrom: {secretKeyRef: {name: orders-db, key: password}}
                """);
    }

    private int run(Preflight suite, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--preflight=checklist"));
        all.addAll(List.of(arguments));
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            OptionalInt code = suite.runCommand(all.toArray(new String[0]));
            return code.orElse(-1);
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }

    private String printed(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(dir + "/", "dist/");
    }

    private int runOn(Path zip, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--package", zip.toString(), "--kubernetes", manifests.toString(), "--workload", "orders"));
        arguments.addAll(List.of(more));
        return run(SUITE, arguments.toArray(new String[0]));
    }

    @Test
    void goodReleasePassesAndEachRequirementHasItsLine() {
        assertEquals(0, runOn(good));

        assertEquals("""
                CHECKLIST PASSED  orders: 1 not needed, 2 provided but not visible, 4 verified

                [x] env PORT                 ConfigMap orders-config, key PORT
                [x] env DATABASE_URL         ConfigMap orders-config, key DATABASE_URL
                [?] env DATABASE_PASSWORD    provided, not visible: Secret orders-db, which is made elsewhere, key password
                [-] env SMTP_HOST            not needed here: only if MAIL_MODE is 'smtp'
                [x] file config/app.yaml     dist/orders.zip!/config/app.yaml, 51 bytes, sha256:DIGEST
                [x] file config/logging.xml  dist/orders.zip!/config/logging.xml, 16 bytes, sha256:DIGEST
                [?] probe orders-db          provided, not visible: needs env DATABASE_PASSWORD, which cannot be seen here
                """, printed(out).replaceAll("sha256:[0-9a-f]{64}", "sha256:DIGEST"));
        // What the tests themselves put on the class path that is no command is told, and nothing else.
        assertEquals(1, printed(err).lines().count(), () -> printed(err));
    }

    @Test
    void releaseWithoutItsConfigFileEndsWith78() {
        assertEquals(78, runOn(broken));

        assertEquals("""
                CHECKLIST FAILED  orders: 1 failed, 1 not needed, 2 provided but not visible, 3 verified

                [x] env PORT                 ConfigMap orders-config, key PORT
                [x] env DATABASE_URL         ConfigMap orders-config, key DATABASE_URL
                [?] env DATABASE_PASSWORD    provided, not visible: Secret orders-db, which is made elsewhere, key password
                [-] env SMTP_HOST            not needed here: only if MAIL_MODE is 'smtp'
                [ ] file config/app.yaml     not found [file.missing]
                      looked  dist/broken.zip!/config: exists, holds logging.xml
                      fix     ship config/app.yaml with the deployment
                [x] file config/logging.xml  dist/broken.zip!/config/logging.xml, 16 bytes, sha256:DIGEST
                [?] probe orders-db          provided, not visible: needs env DATABASE_PASSWORD, which cannot be seen here
                """, printed(out).replaceAll("sha256:[0-9a-f]{64}", "sha256:DIGEST"));
    }

    @Test
    void markdownIsATaskList() {
        assertEquals(78, runOn(broken, "--format", "markdown"));

        assertEquals("""
                ## Deployment checklist of orders

                **FAILED**: 1 failed, 1 not needed, 2 provided but not visible, 3 verified

                - [x] **env PORT**: ConfigMap orders-config, key PORT
                - [x] **env DATABASE\\_URL**: ConfigMap orders-config, key DATABASE\\_URL
                - [ ] **env DATABASE\\_PASSWORD**: *provided, not visible*: Secret orders-db, which is made elsewhere, key password
                - [ ] **env SMTP\\_HOST**: not needed here: only if MAIL\\_MODE is 'smtp'
                - [ ] **file config/app.yaml**: not found `file.missing`
                  - looked: dist/broken.zip\\!/config: exists, holds logging.xml
                  - fix: ship config/app.yaml with the deployment
                - [x] **file config/logging.xml**: dist/broken.zip\\!/config/logging.xml, 16 bytes, sha256:DIGEST
                - [ ] **probe orders-db**: *provided, not visible*: needs env DATABASE\\_PASSWORD, which cannot be seen here
                """, printed(out).replaceAll("sha256:[0-9a-f]{64}", "sha256:DIGEST"));
    }

    @Test
    void jsonHoldsTheSame() {
        assertEquals(78, runOn(broken, "--format=json"));

        Document json = Document.ofJson(out.toString(StandardCharsets.UTF_8));
        assertEquals("orders", json.text("suite").orElse(""));
        assertEquals("failed", json.text("verdict").orElse(""));
        assertEquals("78", json.text("exitCode").orElse(""));
        assertEquals("3", json.text("counts.passed").orElse(""));
        assertEquals("2", json.text("counts.provided").orElse(""));
        assertEquals("env DATABASE_URL", json.text("checks.1.check").orElse(""));
        assertEquals(
                "ConfigMap orders-config, key DATABASE_URL",
                json.text("checks.1.where").orElse(""));
        assertEquals("provided", json.text("checks.2.outcome").orElse(""));
        assertEquals("failed", json.text("checks.4.outcome").orElse(""));
        assertEquals("file.missing", json.text("checks.4.problems.0.code").orElse(""));
        assertEquals("16", json.text("checks.5.size").orElse(""));
        assertEquals(71, json.text("checks.5.digest").orElse("").length());
    }

    @Test
    void listOnWhichNothingCouldBeTickedIsNoSuccess() {
        assertEquals(78, run(Preflight.of("orders", env("PORT")), "--package", good.toString()));

        assertEquals("""
                CHECKLIST VERIFIED NOTHING  orders: 1 provided but not visible, 0 verified

                [?] env PORT  provided, not visible: neither an env file nor a manifest was given
                """, printed(out));
    }

    @Test
    void warningsOfManifestsFollow() throws IOException {
        Files.writeString(
                manifests, Files.readString(manifests).replace("secretKeyRef: {name", "configMapKeyRef: {name"));
        assertEquals(0, runOn(good));

        assertEquals("""
                [!] a reference to a ConfigMap that no manifest defines [deployment.reference]
                      found   Deployment orders, container app, env DATABASE_PASSWORD: ConfigMap orders-db, which no manifest defines
                      fix     add it to the manifests, or mark the reference optional
                """, printed(out).replaceAll("(?s)^.*\\n\\n\\[!\\]", "[!]"));
    }

    @Test
    void checkThatOnlyWarnsIsNotTicked() {
        Check<?> config = file("config/other.yaml").warnOnly();

        assertEquals(0, run(Preflight.of("orders", config), "--package", good.toString()));

        assertEquals("""
                CHECKLIST NOT TICKED

                [!] file config/other.yaml  not found (only a warning) [file.missing]
                      looked  dist/orders.zip!/config: exists, holds app.yaml, logging.xml
                      fix     ship config/other.yaml with the deployment
                """.replace("NOT TICKED", "NOT ENFORCED  orders: 1 warning, 0 verified"), printed(out));
    }

    @Test
    void envFileAndVariablesComeInTheOrderOfTheArguments() throws IOException {
        Path envFile = Files.writeString(dir.resolve("prod.env"), "A=1\nB=1\n");
        Preflight suite = Preflight.of("orders", env("A"), env("B"));

        assertEquals(0, run(suite, "--env-file", envFile.toString(), "--env=B=2"));

        assertEquals("""
                CHECKLIST PASSED  orders: 2 verified

                [x] env A  dist/prod.env, line 1
                [x] env B  withEnv
                """, printed(out));
    }

    @Test
    void secretIsInNoFormat() throws IOException {
        Path envFile = Files.writeString(dir.resolve("prod.env"), "DATABASE_PASSWORD=\"lantern-and-rope\"\n");

        for (String format : List.of("text", "markdown", "json")) {
            assertEquals(
                    78, run(Preflight.of("orders", PASSWORD), "--env-file", envFile.toString(), "--format", format));
        }
        assertFalse(printed(out).contains("lantern"), () -> printed(out));
    }

    @Test
    void textOfOthersIsNoMarkdown() throws IOException {
        Path zip = new Packing().add("config/<b>`x`|[y](z).yaml", "a: 1").zip(dir.resolve("odd.zip"));

        assertEquals(
                78,
                run(Preflight.of("orders", file("config/app.yaml")), "--package", zip.toString(), "--format=markdown"));

        assertEquals(
                "  - looked: dist/odd.zip\\!/config: exists, holds \\<b\\>\\`x\\`\\|\\[y\\]\\(z\\).yaml",
                printed(out)
                        .lines()
                        .filter(line -> line.contains("looked"))
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void packageThatCannotBeReadEndsWith78() throws IOException {
        Path text = Files.writeString(dir.resolve("orders.zip"), "not a zip");

        assertEquals(78, run(SUITE, "--package", text.toString()));

        assertEquals("", printed(out));
        assertEquals(
                "preflight: dist/orders.zip: it is no package: neither a directory, a zip, a jar, a tar, a tar.gz, a tar.zst, a tar.xz nor a tar.bz2 [deployment.package]",
                printed(err).lines().findFirst().orElse(""));
    }

    /** What the API server refuses is no pass, whatever the application needs. */
    @Test
    void whatIsCertainToBeRefusedFailsUnlessItIsToBeAWarning() throws IOException {
        Path refused = Files.writeString(dir.resolve("refused.yaml"), """
                kind: Pod
                metadata: {name: shop}
                spec: {containers: [{name: app, env: [{name: PORT, value: 8080}, {name: DEBUG, value: yes}]}]}
                """);
        String[] arguments = {"--kubernetes", refused.toString(), "--workload", "shop"};
        Preflight suite = Preflight.of("orders", env("PORT").port());

        assertEquals(78, run(suite, arguments));
        assertEquals("""
                CHECKLIST FAILED  orders: 2 failed, 1 verified

                [x] env PORT                 Pod shop, container app, env
                [ ] deployment Pod shop      a value that is no text, which Kubernetes refuses [deployment.manifest]
                      found   Pod shop, container app, env PORT (line 3)
                      fix     put quotes around it
                [ ] deployment Pod shop (2)  a value that is no text, which Kubernetes refuses [deployment.manifest]
                      found   Pod shop, container app, env DEBUG (line 3)
                      fix     put quotes around it
                """, printed(out));

        out.reset();
        assertEquals(0, run(suite, more(arguments, "--warn", "deployment.manifest")));
        assertEquals("""
                CHECKLIST PASSED  orders: 2 warnings, 1 verified

                [x] env PORT  Pod shop, container app, env

                [!] a value that is no text, which Kubernetes refuses [deployment.manifest]
                      found   Pod shop, container app, env PORT (line 3)
                      fix     put quotes around it
                [!] a value that is no text, which Kubernetes refuses [deployment.manifest]
                      found   Pod shop, container app, env DEBUG (line 3)
                      fix     put quotes around it
                """, printed(out));

        assertEquals(78, run(suite, more(arguments, "--warn", "deployment.reference")));
    }

    private static String[] more(String[] arguments, String... others) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(others));
        return all.toArray(new String[0]);
    }

    @Test
    void pathsOfAManifestReachNoTerminalRaw() throws IOException {
        String nasty = "\"a\\0\\e[31m\\nPREFLIGHT PASSED\"";
        for (String service : new String[] {
            "env_file: [" + nasty + "]",
            "env_file: [{path: " + nasty + "}]",
            "volumes: [" + nasty + "]",
            "working_dir: " + nasty,
            "extends: {file: " + nasty + ", service: web}",
            "environment: {A: " + nasty + "}",
        }) {
            Path compose = Files.writeString(dir.resolve("compose.yaml"), "services: {web: {" + service + "}}\n");
            out.reset();
            err.reset();
            int code =
                    run(Preflight.of("orders", env("A").optional()), "--compose", compose.toString(), "--service=web");

            assertEquals(false, code == 64, service);
            String all = printed(out) + printed(err);
            assertEquals(-1, all.indexOf('\u001b'), service);
            assertEquals(-1, all.indexOf('\0'), service);
            assertEquals(false, all.contains("\nPREFLIGHT PASSED"), service);
        }
    }

    @Test
    void argumentsThatMakeNoSenseEndWith64() {
        assertUsage(
                "checklist knows no argument '--zip'; there are --package, --root, --env-file,"
                        + " --compose-env-file, --systemd-env-file, --env, --kubernetes, --workload, --container, --compose,"
                        + " --service, --interpolation-env-file, --systemd, --warn, --format, --online",
                "--zip",
                "x");
        assertUsage("--interpolation-env-file wants --compose too", "--interpolation-env-file", "x.env");
        assertUsage("--package wants a value", "--package");
        assertUsage("--package is given twice", "--package=a", "--package=b");
        assertUsage("--kubernetes wants --workload too", "--kubernetes", "x");
        assertUsage("--workload wants --kubernetes too", "--workload", "x");
        assertUsage("--compose wants --service too", "--compose", "x");
        assertUsage("--container wants --kubernetes too", "--package=a", "--container=b");
        assertUsage(
                "--warn wants deployment.manifest or deployment.reference, not 'env.missing'",
                "--package=a",
                "--warn=env.missing");
        assertUsage("--env wants NAME=VALUE", "--env", "x");
        assertUsage("--format can be text, markdown or json, not 'html'", "--package=a", "--format=html");
        assertUsage("checklist wants something to look into: --package, --env-file, --kubernetes with --workload,"
                + " --compose with --service, --systemd");
    }

    private void assertUsage(String message, String... arguments) {
        err.reset();
        assertEquals(64, run(SUITE, arguments));
        assertEquals("preflight: " + message, printed(err).lines().findFirst().orElse(""));
    }
}
