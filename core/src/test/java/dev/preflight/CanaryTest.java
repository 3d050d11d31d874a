package dev.preflight;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.probe;
import static dev.preflight.Checks.property;
import static dev.preflight.backend.Backends.anyOf;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.console.Progress;
import dev.preflight.console.Providers;
import dev.preflight.console.Terminal;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckEvent;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import dev.preflight.report.ReportFormat;
import dev.preflight.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A marker of its own stands in every place where a secret can be, and everything that leaves a run is searched for
 * each of them: as it is, URL-encoded, in Base64, and by any piece of six characters.
 */
class CanaryTest {
    private static final int PIECE = 6;
    private static final String[] VENDORS = {
        "jdbc:postgresql://db:5432/orders?user=app&password=%s&ssl=true",
        "jdbc:postgresql://db/orders?sslpassword=%s",
        "jdbc:mysql://app:%s@db:3306/orders",
        "jdbc:mariadb://db/orders?user=app&password=%s",
        "jdbc:sqlserver://db:1433;databaseName=orders;user=app;password=%s;encrypt=true",
        "jdbc:sqlserver://db;trustStorePassword={%s};databaseName=orders",
        "jdbc:oracle:thin:app/%s@//db:1521/orders",
        "jdbc:oracle:thin:app/\"%s\"@db:1521:orders",
        "jdbc:db2://db:50000/orders:user=app;password=%s;",
        "jdbc:derby://db:1527/orders;user=app;password=%s",
        "jdbc:hsqldb:hsql://db/orders;user=app;password=%s",
        "jdbc:sybase:Tds:db:5000?USER=app&PASSWORD=%s",
        "jdbc:redshift://db:5439/orders?UID=app&PWD=%s",
        "jdbc:snowflake://a.example.com/?user=app&password=%s",
        "jdbc:clickhouse://app:%s@db:8123/orders",
        "jdbc:sqlite:orders.db?password=%s",
    };
    private static final String[] URLS = {
        "redis://app:%s@127.0.0.1:PORT/0",
        "redis://:%s@127.0.0.1:PORT",
        "amqp://app:%s@127.0.0.1:PORT/orders",
        "mongodb://app:%s@127.0.0.1:PORT/orders?authSource=admin",
        "postgresql://app:%s@127.0.0.1:PORT/orders",
        "smtp://app:%s@127.0.0.1:PORT",
        "nats://%s@127.0.0.1:PORT",
        "http://127.0.0.1:PORT/health?token=%s&verbose=1",
        "http://127.0.0.1:PORT/health?password=%s",
        "http://app:%s@127.0.0.1:PORT/health",
        "rediss://app:%s@127.0.0.1:PORT",
        "gopher://app:%s@127.0.0.1:PORT/no-such-scheme",
        "redis://app:%s@127.0.0.1:99999999",
        "redis://app:%s@[::1/broken",
    };

    private final Map<String, String> markers = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final List<Check<?>> checks = new ArrayList<>();
    private final Set<String> threads = Collections.synchronizedSet(new TreeSet<>());
    private final List<CheckEvent> events = new ArrayList<>();
    private final StringBuilder progress = new StringBuilder();

    @TempDir
    Path directory;

    private int port;

    @BeforeEach
    void plant() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        plantVariables();
        plantFiles();
        plantUrls();
        plantDatabases();
        plantProbes();
    }

    /** A marker that is like no other, with characters that URLs and Base64 write otherwise. */
    private String marker(String where) {
        String letters = "bcdfghjkmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ";
        StringBuilder marker = new StringBuilder();
        long state = 0x9E3779B97F4A7C15L * (markers.size() + 1);
        for (int i = 0; i < 14; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            marker.append(letters.charAt(Math.floorMod(state >> 33, letters.length())));
        }
        marker.insert(5, '+').insert(11, '~');
        markers.put(where, marker.toString());
        return marker.toString();
    }

    private void plantVariables() throws IOException {
        environment.put("PLAIN", marker("secret variable"));
        checks.add(env("PLAIN").secret());
        environment.put("NUMBER", marker("secret variable of the wrong type"));
        checks.add(env("NUMBER").integer().secret());
        environment.put("RULE", marker("secret variable that breaks a rule"));
        checks.add(env("RULE").matching("[0-9]+").secret());
        environment.put("PARSED", marker("secret variable whose parser tells it"));
        checks.add(env("PARSED")
                .parsedBy(text -> {
                    throw new IllegalArgumentException("what is " + text + "?");
                })
                .secret());
        environment.put("QUOTED", "'" + marker("secret variable in quotes") + "'");
        checks.add(env("QUOTED").secret());
        environment.put("BROKEN_LINE", marker("secret variable with a line break") + "\n");
        checks.add(env("BROKEN_LINE").secret());
        environment.put("OLD", marker("secret variable by its old name"));
        checks.add(env("NEW").deprecates("OLD").secret());
        environment.put("TWICE", marker("secret variable beside its file"));
        environment.put("TWICE_FILE", "x");
        checks.add(env("TWICE").orFile().secret());
        Path held = Files.writeString(directory.resolve("held"), marker("file of a secret variable") + "\n");
        environment.put("HELD_FILE", held.toString());
        checks.add(env("HELD").orFile().integer().secret());
        checks.add(env("ABSENT").secret().orElse(marker("default of a secret variable")));
        environment.put("ENDPOINT", "https://app:" + marker("user-info of a wrong URL") + "@example.com");
        checks.add(env("ENDPOINT").uri("redis"));
        environment.put("PLACES", "a:1,b:" + marker("secret list"));
        checks.add(env("PLACES").listOf(EnvVar::hostAndPort).secret());
        properties.put("app.token", marker("secret property"));
        checks.add(property("app.token").oneOf("a", "b").secret());
    }

    private void plantFiles() throws IOException {
        write("secret.yaml", "database:\n  password: " + marker("secret YAML") + "\n  : broken: [");
        checks.add(file("secret.yaml").yaml().secret());
        write("secret.json", "{\"password\": \"" + marker("secret JSON") + "\", }");
        checks.add(file("secret.json").json().secret());
        write("secret.properties", "password=" + marker("secret properties") + "\nother=\\u12");
        checks.add(file("secret.properties").properties().secret());
        write("keys.yaml", "password: " + marker("secret YAML without a key"));
        checks.add(file("keys.yaml").yaml().having("pasword").secret());
        write("held.yaml", "password: " + marker("secret YAML that is as it must be"));
        checks.add(file("held.yaml").yaml().secret());
        write("licence", marker("secret file"));
        checks.add(file("licence")
                .parsedAs("licence", in -> {
                    throw new IOException("cannot read " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
                })
                .secret());
        write("sum", marker("secret file with a checksum"));
        checks.add(file("sum").checksum("sha256:" + "0".repeat(64)).secret());
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    private void plantUrls() {
        for (int i = 0; i < URLS.length; i++) {
            String url = URLS[i].replace("PORT", Integer.toString(port));
            String encoded = URLEncoder.encode(marker(URLS[i]), StandardCharsets.UTF_8);
            environment.put("URL_" + i, url.replace("%s", encoded));
            EnvVar<URI> variable = env("URL_" + i).uri();
            checks.add(url.startsWith("http") ? http("url-" + i, variable) : service("url-" + i, variable));
        }
        environment.put("REPLICA", "redis://:" + marker("replica") + "@127.0.0.1:" + port);
        EnvVar<URI> replica = env("REPLICA").uri();
        checks.add(anyOf("replicas", service("one", replica), service("two", replica)));
        environment.put("BEARER", marker("bearer token"));
        checks.add(http("bearer", "http://127.0.0.1:" + port + "/")
                .bearer(env("BEARER").secret()));
        checks.add(service("literal", "redis://app:" + marker("URL in the code") + "@127.0.0.1:" + port));
    }

    private void plantDatabases() {
        for (int i = 0; i < VENDORS.length; i++) {
            environment.put("JDBC_" + i, VENDORS[i].replace("%s", marker(VENDORS[i])));
            checks.add(jdbc("vendor-" + i, env("JDBC_" + i)));
        }
        environment.put("DB_PASSWORD", marker("password of a login"));
        checks.add(jdbc("login", "jdbc:vendor:thing")
                .login("app", env("DB_PASSWORD").secret()));
        environment.put("H2_PASSWORD", marker("password of H2"));
        checks.add(jdbc("h2", "jdbc:h2:mem:canary;IFEXISTS=TRUE")
                .login("sa", env("H2_PASSWORD").secret()));
        checks.add(jdbc("code", "jdbc:postgresql://db/orders?password=" + marker("JDBC URL in the code")));
    }

    private void plantProbes() {
        EnvVar<String> key = env("PLAIN").secret();
        String told = environment.get("PLAIN");
        Check<?> known = checks.get(0);
        assertEquals(key.id(), known.id());
        checks.add(probe("exceptions", () -> {
            Exception cause = new IOException("cause " + told, new SQLException(encoded(told), "28000"));
            cause.addSuppressed(new IllegalStateException("suppressed " + told));
            Exception top = new IllegalStateException("cut " + told.substring(1, 12), cause);
            top.addSuppressed(new IOException("suppressed " + base64(told)));
            throw top;
        }));
        checks.add(probe("toString", () -> {
            throw new IOException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    return told;
                }

                @Override
                public String toString() {
                    return "I am " + told;
                }
            };
        }));
        checks.add(probe("steps", context -> {
            context.target("host-of-" + told);
            context.trying("greeting " + told);
            context.held("banner " + told);
            context.warn(Problem.of(Code.PROBE_FAILED, "warned " + told)
                    .fact(told, encoded(told))
                    .fix("ask " + base64(told)));
            context.trying("login as " + told);
            throw Problem.of(Code.BACKEND_LOGIN, "refused " + told).asException();
        }));
        checks.add(probe("passes", context -> {
                    context.trying("greeting");
                    context.held("hello " + told);
                    return told;
                })
                .warnOnly());
        String own = marker("secret that a probe tells of");
        checks.add(probe("own", context -> {
            context.secret(own);
            context.secretsIn("jdbc:x:y?password=" + marker("URL that a probe tells of"));
            throw new IOException("rejected " + own + " at " + markers.get("URL that a probe tells of"));
        }));
        checks.add(probe("user-info", () -> {
            throw new IOException("no route to https://app:" + marker("user-info in a message") + "@example.com/x");
        }));
        checks.add(probe("hang", () -> {
                    Thread.currentThread().setName("preflight-hang");
                    new CountDownLatch(1).await();
                })
                .timeout(Duration.ofMillis(200)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void watch(CheckEvent event) {
        events.add(event);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            threads.add(thread.getName());
        }
    }

    @Test
    void noMarkerLeavesTheRun() throws Exception {
        TellingDriver driver = new TellingDriver();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
        Logger own = (Logger) LoggerFactory.getLogger("dev.preflight");
        own.addAppender(log);
        DriverManager.registerDriver(driver);
        Map<String, String> left = new LinkedHashMap<>();
        try {
            Terminal screen = new Terminal(System.err, StandardCharsets.UTF_8, true, "", Deployment.of(Map.of()));
            Progress line = new Progress(screen);
            Preflight suite = Preflight.of("canary", checks.toArray(new Check<?>[0]))
                    .against(Deployment.of(environment).properties(properties).directory(directory))
                    .listener(this::watch)
                    .listener(event -> {
                        line.on(event);
                        progress.append(line.line(1)).append('\n');
                    });
            PreflightException thrown = assertThrows(PreflightException.class, suite::verify);
            Report report = thrown.report();
            // All of it must be tried, or there is nothing that could leak.
            assertTrue(report.count(Outcome.FAILED) > 50, report::toString);

            Deployment lenient = Deployment.of(with("PREFLIGHT", "warn"))
                    .properties(properties)
                    .directory(directory);
            Verified verified = suite.against(lenient).verify();
            Report boots = verified.report();
            left.put("values", verified + " " + lenient + " " + found(verified, "file held.yaml"));
            assertTrue(left.get("values").contains("Document"), left.get("values"));
            collect(suite, thrown, report, left);
            collect(suite, thrown, boots, left);
            for (ILoggingEvent event : log.list) {
                left.merge("log", event + " " + event.getFormattedMessage() + event.getKeyValuePairs(), String::concat);
            }
            assertFalse(left.getOrDefault("log", "").isEmpty());
        } finally {
            DriverManager.deregisterDriver(driver);
            root.detachAppender(log);
            own.detachAppender(log);
            root.setLevel(level);
        }
        left.put("threads", String.join("\n", threads));
        assertTrue(left.get("threads").contains("preflight-"));
        left.put("events", events.toString());
        left.put("progress", progress.toString());
        assertTrue(left.get("progress").contains("vendor-"));
        for (Map.Entry<String, String> output : left.entrySet()) {
            assertNoMarker(output.getKey(), output.getValue());
        }
    }

    /** The value of a check, as a program that logs it would show it. */
    private Object found(Verified verified, String id) {
        for (Check<?> check : checks) {
            if (check.id().equals(id)) {
                return verified.get(check);
            }
        }
        throw new AssertionError(id);
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }

    private static void collect(Preflight suite, Throwable thrown, Report report, Map<String, String> left)
            throws IOException {
        for (ReportFormat format : Providers.of(ReportFormat.class, new ArrayList<>())) {
            StringBuilder text = new StringBuilder();
            format.write(report, text);
            left.merge("format " + format.name(), text.toString(), String::concat);
        }
        left.merge("coloured", TextReport.of(report).full().inColour().toString(), String::concat);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        left.put("stack trace", trace + " " + thrown + thrown.getMessage() + thrown.getLocalizedMessage());
        StringBuilder strings = new StringBuilder();
        strings.append(suite).append(new CheckListing(suite)).append(report.verdict());
        for (CheckResult result : report.results()) {
            strings.append(result).append(result.check()).append(result.check().settings());
            strings.append(result.check().settings().condition());
            strings.append(result.problems()).append(result.rungs());
        }
        left.merge("toString", strings.toString(), String::concat);
    }

    private void assertNoMarker(String where, String text) {
        for (Map.Entry<String, String> marker : markers.entrySet()) {
            for (String form : forms(marker.getValue())) {
                for (int i = 0; i + PIECE <= form.length(); i++) {
                    String piece = form.substring(i, i + PIECE);
                    int at = text.indexOf(piece);
                    assertTrue(
                            at < 0,
                            () -> marker.getKey() + " (" + marker.getValue() + ") in " + where + ": "
                                    + text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80)));
                }
            }
        }
    }

    private static Set<String> forms(String marker) {
        byte[] bytes = marker.getBytes(StandardCharsets.UTF_8);
        return Set.of(
                marker,
                encoded(marker),
                encoded(encoded(marker)),
                URLDecoder.decode(marker, StandardCharsets.UTF_8),
                base64(marker),
                Base64.getUrlEncoder().encodeToString(bytes));
    }

    @Test
    void theSearchFindsWhatItLooksFor() {
        String marker = marker("planted");
        assertThrows(AssertionError.class, () -> assertNoMarker("here", "x" + marker.substring(3, 9) + "y"));
        assertThrows(AssertionError.class, () -> assertNoMarker("here", base64(marker)));
        assertThrows(AssertionError.class, () -> assertNoMarker("here", encoded(marker)));
    }
}
