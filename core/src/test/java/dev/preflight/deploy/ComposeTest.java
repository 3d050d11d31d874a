package dev.preflight.deploy;

import static dev.preflight.Checks.directory;
import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Deployment;
import dev.preflight.DeploymentException;
import dev.preflight.Problem;
import dev.preflight.Shipment;
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
        return Compose.read(new Shipment.Part.Compose(List.of(file), service), shell);
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
                file + ".services.app.environment.TOKEN: TOKEN_OF_TESTS is required and not set: say which",
                assertThrows(DeploymentException.class, () -> read(file, "app", Map.of("TOKEN_OF_TESTS", "")))
                        .getMessage());
        assertEquals(
                "x",
                read(file, "app", Map.of("TOKEN_OF_TESTS", "x"))
                        .variables()
                        .get("TOKEN")
                        .value());
    }

    /** Compose Specification, "Interpolation": each form with a value, with an empty one, and with none. */
    @Test
    void everyFormOfAReferenceIsFilledIn() {
        String[][] forms = {
            {"${V}", "x", "", ""},
            {"$V", "x", "", ""},
            {"${V:-d}", "x", "d", "d"},
            {"${V-d}", "x", "", "d"},
            {"${V:+r}", "r", "", ""},
            {"${V+r}", "r", "r", ""},
            {"${V:-${W:-w}}", "x", "w", "w"},
            {"a${V}b$$V", "axb$V", "ab$V", "ab$V"},
        };
        for (String[] form : forms) {
            assertEquals(form[1], new Template(Map.of("V", "x")).fill(form[0], "test"), form[0]);
            assertEquals(form[2], new Template(Map.of("V", "")).fill(form[0], "test"), form[0]);
            assertEquals(form[3], new Template(Map.of()).fill(form[0], "test"), form[0]);
        }
        for (String form : new String[] {"${", "${V", "${}", "$", "${V!x}", "$1"}) {
            assertThrows(DeploymentException.class, () -> new Template(Map.of()).fill(form, "test"), form);
        }
    }

    @Test
    void referenceThatBecomesBlankIsAWarning() throws IOException {
        Path file = Files.writeString(
                dir.resolve("compose.yaml"), "services: {app: {environment: {URL: 'http://${HOST_OF_TESTS}/'}}}\n");

        assertEquals("""
                PASSED env URL <- DIR/compose.yaml, service app
                  deployment.reference: a reference to a variable that is not set, so that it becomes blank
                  found: DIR/compose.yaml, service app: ${HOST_OF_TESTS}
                  fix: set HOST_OF_TESTS in the shell or in .env, or give it a default: ${HOST_OF_TESTS:-...}
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
                FILE + ": service looping extends itself",
                assertThrows(DeploymentException.class, () -> read(FILE, "looping", Map.of()))
                        .getMessage());
    }
}
