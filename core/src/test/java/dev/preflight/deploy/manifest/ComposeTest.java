package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.directory;
import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Lists;
import dev.preflight.problem.DeploymentException;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Compose file with everything in it, and the environment that the Compose Specification makes of it. */
class ComposeTest {
    private static final Path FILE = Path.of("src/test/resources/deploy/compose/compose.yaml");

    @TempDir
    Path dir;

    private static Contribution read(Path file, String service, Map<String, String> shell) {
        return Compose.read(List.of(file), service, List.of(), shell);
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
        for (Problem notice : contribution.notices()) {
            out.append(notice.code()).append(": ").append(notice.summary()).append('\n');
            out.append("  ").append(notice.facts().get(0).text()).append('\n');
        }
        String parent = FILE.getParent().toString();
        return out.toString().replace(parent + "/", "").replace(parent, "");
    }

    /** Compose Specification, "env_file", "environment", "extends", "Interpolation", and "Fragments". */
    @Test
    void serviceWithEverySourceOfVariables() {
        assertEquals("""
                BASE=yes <- compose.yaml, service base
                BASE_FILE=1 <- base.env, line 1
                DATABASE_URL=jdbc:postgresql://db.internal:5432/orders <- compose.yaml, service orders
                FROM_SHELL=shell <- the environment of Compose, as of compose.yaml, service orders
                LOG_LEVEL=info <- compose.yaml, service orders
                MODE=fast <- compose.yaml, service orders
                NAME_FROM_DOT_ENV=dot <- the environment of Compose, as of compose.yaml, service orders
                OVERRIDDEN=later # kept <- orders.env, line 2
                PORT=8080 <- compose.yaml, service orders
                PRICE=5$ <- compose.yaml, service orders
                PROXY= <- compose.yaml, service orders
                RAW="kept" <- raw.env, line 1
                REF=db.internal/x <- orders.env, line 3
                UNSET_HERE ? the shell that runs Compose, as of compose.yaml, service orders
                deployment.reference: a bind mount of something that does not exist, where Docker makes an empty directory
                  compose.yaml, service orders: gone.yaml
                """, environment(read(FILE, "orders", Map.of("FROM_SHELL", "shell"))));
    }

    @Test
    void shellCountsBeforeDotEnv() {
        Contribution read = read(FILE, "orders", Map.of("DB_HOST", "shell-db", "HTTP_PROXY_OF_TESTS", "1"));

        assertEquals(
                "jdbc:postgresql://shell-db:5432/orders",
                read.variables().get("DATABASE_URL").value());
        assertEquals("proxied", read.variables().get("PROXY").value());
    }

    @Test
    void listOfVariablesIsReadToo() {
        assertEquals("""
                A=1 <- compose.yaml, service list
                B=x=y <- compose.yaml, service list
                FROM_SHELL=not this one <- the environment of Compose, as of compose.yaml, service list
                """, environment(read(FILE, "list", Map.of())));
    }

    @Test
    void pathsOfAnExtendedFileStartFromIt() {
        assertEquals("""
                FAR=away <- other/far.env, line 1
                OTHER=1 <- other/base.yaml, service base
                """, environment(read(FILE, "far", Map.of())));
    }

    @Test
    void secretsConfigsAndMountsPutFilesIntoTheContainer() {
        Deployment deployment = Deployment.fromCompose(FILE, "orders");

        assertEquals(
                """
                PASSED file /run/secrets/database-password <- files/password.txt
                PROVIDED file /etc/orders/api.key: secret api-key, from API_KEY of the shell that runs Compose
                PROVIDED file /run/secrets/elsewhere: secret elsewhere, which is made elsewhere
                PASSED file config/app.yaml <- files/app.yaml
                PASSED file /inline <- /inline (config inline of compose.yaml)
                PASSED file files/one.txt <- files/one.txt
                PASSED file one.txt <- files/one.txt
                FAILED file files/two.txt
                  file.missing: not found
                  looked: files: exists, holds app.yaml, one.txt, password.txt
                  fix: ship files/two.txt with the deployment
                FAILED file gone.yaml
                  file.not-regular: not a regular file
                  found: /opt/orders/gone.yaml (bind mount of gone.yaml, which does not exist) is a directory
                  fix: ship a file of that name; a container runtime makes an empty directory where the source of a mount is missing
                PROVIDED directory /var/lib/orders: volume data
                PROVIDED file /certificates/ca.pem: /srv/certificates of the machine
                PASSED directory /tmp/orders <- /tmp/orders (tmpfs of compose.yaml, service orders)
                PROVIDED file /etc/passwd: no package was given, and nothing is mounted there
                """,
                new Lists(dir)
                        .of(
                                deployment,
                                file("/run/secrets/database-password").secret(),
                                file("/etc/orders/api.key").secret(),
                                file("/run/secrets/elsewhere"),
                                file("config/app.yaml").yaml().having("a"),
                                file("/inline").yaml().having("mode"),
                                file("files/one.txt"),
                                file("one.txt"),
                                file("files/two.txt"),
                                file("gone.yaml"),
                                directory("/var/lib/orders"),
                                file("/certificates/ca.pem"),
                                directory("/tmp/orders"),
                                file("/etc/passwd"))
                        .replaceAll("(?s)  deployment.reference.*", "")
                        .replaceAll("\\S*src/test/resources/deploy/compose/", "")
                        .replaceAll("  file.exposed.*\n  found.*\n  fix.*\n", ""));
    }

    @Test
    void valueThatIsAskedForAndNotSetIsRefusedAsComposeRefusesIt() throws IOException {
        Path file = Files.writeString(
                dir.resolve("compose.yaml"),
                "services:\n  app:\n    environment:\n      TOKEN: ${TOKEN_OF_TESTS:?say which}\n");

        assertEquals(
                file + ", line 4: TOKEN_OF_TESTS is required and not set: say which",
                assertThrows(DeploymentException.class, () -> read(file, "app", Map.of("TOKEN_OF_TESTS", "")))
                        .getMessage());
        assertEquals(
                "x",
                read(file, "app", Map.of("TOKEN_OF_TESTS", "x"))
                        .variables()
                        .get("TOKEN")
                        .value());
    }

    @Test
    void referenceThatBecomesBlankIsAWarning() throws IOException {
        Path file = Files.writeString(
                dir.resolve("compose.yaml"), "services: {app: {environment: {URL: 'http://${HOST_OF_TESTS}/'}}}\n");

        assertEquals("""
                PASSED env URL <- DIR/compose.yaml, service app
                  deployment.reference: a reference to a variable that is not set, so that it becomes blank
                  found: DIR/compose.yaml, line 1: URL refers to HOST_OF_TESTS
                  fix: write $$ for each dollar sign that is meant so; else set HOST_OF_TESTS, or give it a default: ${HOST_OF_TESTS:-...}
                """, new Lists(dir).of(Deployment.fromCompose(file, "app"), env("URL")));
    }

    @Test
    void missingEnvFileFails() throws IOException {
        Path file = Files.writeString(dir.resolve("compose.yaml"), "services: {app: {env_file: prod.env}}\n");

        assertEquals("""
                FAILED env PORT
                  env.missing: not set
                  fix: set PORT
                FAILED deployment service app
                  deployment.reference: an env_file that does not exist, so that Compose does not start the service
                  found: DIR/prod.env
                  fix: ship the file, or write required: false
                """, new Lists(dir).of(Deployment.fromCompose(file, "app"), env("PORT")));
    }

    @Test
    void serviceThatNobodyDefinesIsRefusedWithThoseThatThereAre() {
        assertEquals(
                FILE + " defines no service shop; there are base, orders, list, far, looping",
                assertThrows(DeploymentException.class, () -> read(FILE, "shop", Map.of()))
                        .getMessage());
        assertEquals(
                FILE + ", line 59: service looping extends itself",
                assertThrows(DeploymentException.class, () -> read(FILE, "looping", Map.of()))
                        .getMessage());
    }

    private String refusal(String text) throws IOException {
        Path file = Files.writeString(dir.resolve("compose.yaml"), text);
        return assertThrows(DeploymentException.class, () -> read(file, "app", Map.of()))
                .getMessage()
                .replace(dir + "/", "");
    }

    private Contribution read(String text, Map<String, String> shell) throws IOException {
        return read(Files.writeString(dir.resolve("compose.yaml"), text), "app", shell);
    }

    /** Of another service too: what Compose keeps is no error anywhere in the file. */
    @Test
    void dollarSignThatBeginsNoReferenceStays() throws IOException {
        Contribution read = read("""
                services:
                  proxy: {image: p, labels: ["rule=PathRegexp(`^/shop(/.*)?$`)"], command: 'echo $(cat x) $? 5$'}
                  app: {image: s, environment: {MODE: live, PRICE: 5$}}
                """, Map.of());

        assertEquals("live", read.variables().get("MODE").value());
        assertEquals("5$", read.variables().get("PRICE").value());
        assertEquals(List.of(), read.notices());
    }

    /** compose-spec.json of compose-go 2.13.0, "list_or_dict", and keyValueIndexer of override/uncity.go. */
    @Test
    void valuesThatAreNoTextAreRefused() throws IOException {
        String app = "services:\n  app:\n    environment:\n";

        assertEquals(
                "compose.yaml, line 4: the value of A is a map, which Compose refuses",
                refusal(app + "      A: {b: 1}\n"));
        assertEquals(
                "compose.yaml, line 5: the value of A is a list, which Compose refuses",
                refusal(app + "      A:\n        - 1\n"));
        for (String item : new String[] {"A: 1", "5", "true", "[x]", "null"}) {
            assertEquals(
                    item.equals("null")
                            ? "compose.yaml, line 4: environment lists what is no text, which Compose refuses"
                            : "compose.yaml, line 5: environment lists what is no text, which Compose refuses",
                    refusal(app + "      - B=1\n      - " + item + "\n"),
                    item);
        }
        assertEquals(
                "compose.yaml, line 1: environment is neither a map nor a list, which Compose refuses",
                refusal("services: {app: {environment: A=1}}\n"));
        assertEquals(
                "{}",
                read("services: {app: {environment: }}\n", Map.of()).variables().toString());
    }

    /** convertIntoSequence of override/merge.go: where two are merged before the schema is looked at, it is text. */
    @Test
    void nestedValueThatIsMergedFirstCannotBeSeen() throws IOException {
        Contribution read = read(
                "services:\n  base: {environment: {B: 1}}\n"
                        + "  app:\n    extends: base\n    environment:\n      A: {b: 1}\n",
                Map.of());

        assertEquals(false, read.variables().get("A").isVisible());
        assertEquals(
                "a value that is no text, of which not every version of Compose makes the same",
                read.notices().get(0).summary());
    }

    @Test
    void everyReferenceThatBecomesBlankIsToldWithItsLine() throws IOException {
        Contribution read = read("""
                services:
                  other: {image: "x:$NOT_OURS"}
                  app:
                    image: app:${TAG_OF_TESTS}
                    command: [--tag, $TAG_OF_TESTS]
                    environment:
                      GREETING: abc$Qx7w
                      PASSWORD: abc$Qx8w
                """, Map.of());

        assertEquals("""
                GREETING=abc <- DIR/compose.yaml, service app
                PASSWORD=abc <- DIR/compose.yaml, service app
                deployment.reference: a reference to a variable that is not set, so that it becomes blank
                  DIR/compose.yaml, line 4: ${TAG_OF_TESTS}
                deployment.reference: a reference to a variable that is not set, so that it becomes blank
                  DIR/compose.yaml, line 7: GREETING refers to Qx7w
                deployment.reference: a reference to a variable that is not set, so that it becomes blank
                  DIR/compose.yaml, line 8: PASSWORD is cut at a dollar sign, and what follows it is not shown
                """, environment(read).replace(dir.toString(), "DIR"));
    }

    @Test
    void referencesOfDotEnvThatBecomeBlankAreToldToo() throws IOException {
        Files.writeString(dir.resolve(".env"), "A=1\nSALUTE=abc$Qx7w\n");
        Contribution read = read("services: {app: {environment: {GREETING: '${SALUTE}'}}}\n", Map.of());

        assertEquals("abc", read.variables().get("GREETING").value());
        assertEquals(
                dir + "/.env, line 2: SALUTE refers to Qx7w",
                read.notices().get(0).facts().get(0).text());
    }

    @Test
    void wordThatIsNotUsedIsAWarning() throws IOException {
        Contribution read = read("services: {app: {environment: {A: '${B:-${C:?say it}}'}}}\n", Map.of("B", "b"));

        assertEquals("b", read.variables().get("A").value());
        assertEquals(
                "a default that is not used here, and that not every version of Compose leaves alone",
                read.notices().get(0).summary());
    }

    /** docs.docker.com, "docker compose", --env-file, and "Pre-defined environment variables". */
    @Test
    void filesForReferencesCountInsteadOfDotEnv() throws IOException {
        Path file = Files.writeString(
                dir.resolve("compose.yaml"),
                "services: {app: {environment: {A: '${A}', B: '${B}', C: '${C:-none}'}}}\n");
        Files.writeString(dir.resolve(".env"), "A=dot\nB=dot\nC=dot\n");
        Path one = Files.writeString(dir.resolve("one.env"), "A=one\nB=one\n");
        Path two = Files.writeString(dir.resolve("two.env"), "B=$A-two\n");
        List<Path> named = List.of(one, two);
        List<Path> plain = List.of();
        String both = "," + one + "," + two;

        assertEquals("one one-two none", values(Compose.read(List.of(file), "app", named, Map.of())));
        assertEquals(
                "one sh none",
                values(Compose.read(List.of(file), "app", named, Map.of("B", "sh", "COMPOSE_ENV_FILES", "gone.env"))));
        assertEquals(
                "one one-two none",
                values(Compose.read(List.of(file), "app", plain, Map.of("COMPOSE_ENV_FILES", both))));
        assertEquals(
                "dot dot dot",
                values(Compose.read(List.of(file), "app", plain, Map.of("COMPOSE_DISABLE_ENV_FILE", "0"))));
        assertEquals(
                "  none",
                values(Compose.read(List.of(file), "app", plain, Map.of("COMPOSE_DISABLE_ENV_FILE", "true"))));
        assertEquals(
                "COMPOSE_DISABLE_ENV_FILE: it is neither true nor false, which Compose refuses",
                assertThrows(
                                DeploymentException.class,
                                () -> Compose.read(
                                        List.of(file), "app", plain, Map.of("COMPOSE_DISABLE_ENV_FILE", "yes")))
                        .getMessage());
        Path gone = dir.resolve("gone.env");
        assertEquals(
                gone + ": it does not exist",
                assertThrows(
                                DeploymentException.class,
                                () -> Deployment.fromCompose(List.of(file), "app", List.of(gone)))
                        .getMessage());
    }

    private static String values(Contribution read) {
        return read.variables().get("A").value() + " "
                + read.variables().get("B").value() + " "
                + read.variables().get("C").value();
    }

    @Test
    void manyServicesMayExtendOneAnother() throws IOException {
        StringBuilder text = new StringBuilder("services:\n  s0: {environment: {A: '1'}}\n");
        for (int i = 1; i <= 60; i++) {
            text.append("  s").append(i).append(": {extends: s").append(i - 1).append("}\n");
        }
        Path file = Files.writeString(dir.resolve("compose.yaml"), text);

        assertEquals("1", read(file, "s60", Map.of()).variables().get("A").value());
    }

    @Test
    void includesMayBeDeepAndInNoCircle() throws IOException {
        for (int i = 0; i < 40; i++) {
            Files.writeString(dir.resolve("c" + i + ".yaml"), "include: [c" + (i + 1) + ".yaml]\n");
        }
        Files.writeString(dir.resolve("c40.yaml"), "services: {app: {environment: {A: '1'}}}\n");
        Path first = dir.resolve("c0.yaml");

        assertEquals("1", read(first, "app", Map.of()).variables().get("A").value());
        Files.writeString(dir.resolve("c40.yaml"), "include: [c7.yaml]\n");
        assertEquals(
                dir.resolve("c7.yaml") + ": it includes itself",
                assertThrows(DeploymentException.class, () -> read(first, "app", Map.of()))
                        .getMessage());
    }

    @Test
    void aliasesCountByWhatTheyExpandTo() throws IOException {
        StringBuilder text = new StringBuilder("x-d: &d {A: '1'}\nservices:\n");
        for (int i = 0; i < 300; i++) {
            text.append("  s").append(i).append(": {image: x, environment: *d, labels: *d, annotations: *d}\n");
        }
        text.append("  app: {<<: {environment: *d}}\n");

        assertEquals("1", read(text.toString(), Map.of()).variables().get("A").value());
    }

    /** yaml.org, "Merge Key Language-Independent Type". */
    @Test
    void mergeKeysAreFollowedInTheirOrder() throws IOException {
        Contribution read = read("""
                x-a: &a {A: a, B: a}
                x-b: &b {B: b, C: b}
                services:
                  app:
                    environment:
                      <<: [*a, *b]
                      D: own
                      A: own
                """, Map.of());

        assertEquals(
                "own a",
                read.variables().get("A").value() + " "
                        + read.variables().get("B").value());
        assertEquals(
                "b own",
                read.variables().get("C").value() + " "
                        + read.variables().get("D").value());
        assertEquals(
                "compose.yaml, line 1: not YAML: Expected mapping node or an anchor referencing mapping",
                refusal("services: {app: {<<: x}}\n"));
    }
}
