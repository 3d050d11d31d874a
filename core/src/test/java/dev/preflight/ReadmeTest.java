package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.Check;
import dev.preflight.check.ConfigFile;
import dev.preflight.check.Document;
import dev.preflight.check.EnvVar;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README shows code that compiles and a report that this code prints. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    static final EnvVar<Integer> PORT = env("PORT").port().orElse(8080);
    static final EnvVar<String> DATABASE_URL = env("DATABASE_URL").matching("jdbc:postgresql:.*");
    static final EnvVar<String> DATABASE_PASSWORD =
            env("DATABASE_PASSWORD").orFile().secret();
    static final ConfigFile<Document> CONFIG = file("config/app.yaml").yaml().having("payments.endpoint");

    static final Preflight PREFLIGHT = Preflight.of(
            "orders",
            PORT,
            CONFIG,
            jdbc("orders-db", DATABASE_URL).login("orders", DATABASE_PASSWORD).query("select 1 from orders"));

    public static void main(String[] args) {
        Verified ready = PREFLIGHT.verifyOrExit(args);
        Server.start(
                ready.get(PORT), ready.get(CONFIG).text("payments.endpoint").orElseThrow());
    }

    static final EnvVar<String> DB_HOST = env("DB_HOST");
    static final EnvVar<Integer> DB_PORT = env("DB_PORT").port();
    static final EnvVar<String> DB_NAME = env("DB_NAME");
    static final EnvVar<String> DB_USER = env("DB_USER");
    static final EnvVar<String> DB_PASSWORD = env("DB_PASSWORD").secret();

    static Check<?> split() {
        return jdbc("orders-db", url("jdbc:postgresql://{}:{}/{}", DB_HOST, DB_PORT, DB_NAME))
                .login(DB_USER, DB_PASSWORD);
    }

    private static final class Server {
        static void start(int port, String endpoint) {
            throw new UnsupportedOperationException(port + endpoint);
        }
    }

    @Test
    void codeOfTheReadmeIsTheCodeOfThisTest() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/preflight/ReadmeTest.java"));

        String code = block("```java\nfinal class Orders \\{\n(.*?)\n}\n```");

        // The formatter breaks lines in other places.
        assertTrue(source.replaceAll("\\s+", "").contains(code.replaceAll("\\s+", "")), code);
    }

    @Test
    void urlThatIsPutTogetherIsCodeOfThisTestToo() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/preflight/ReadmeTest.java"));

        String code = block("```java\n(jdbc\\(\"orders-db\", url.*?)\n```");

        assertTrue(source.replaceAll("\\s+", "").contains(code.replaceAll("\\s+", "")), code);
    }

    @Test
    void reportOfTheReadmeIsWhatTheCodePrints(@TempDir Path directory) throws IOException {
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.writeString(config.resolve("app.yml"), "payments:\n");
        Files.writeString(config.resolve("logback.xml"), "<configuration/>");
        Deployment deployment = Deployment.of(
                        Map.of("DATABASE_URL", "jdbc:postgresql://db/orders", "DATABASE_PASWORD", "hunter2"))
                .directory(directory);

        Report report = PREFLIGHT.against(deployment).run();

        String shown =
                report.toString().replace(directory.toString(), "/srv/orders").replaceFirst("in \\d+ ms", "in 21 ms");
        assertEquals(block("```\n(PREFLIGHT FAILED.*?)\n```"), shown);
        assertEquals(78, report.exitCode());
    }

    private static String block(String regex) throws IOException {
        Matcher block = Pattern.compile(regex, Pattern.DOTALL).matcher(Files.readString(ROOT.resolve("README.md")));
        assertTrue(block.find(), regex);
        return block.group(1);
    }
}
