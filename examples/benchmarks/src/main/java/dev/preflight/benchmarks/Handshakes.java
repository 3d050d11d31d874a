package dev.preflight.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One backend, greeted by hand over a socket, by Preflight and by its usual clients. The servers are those that listen
 * at their usual ports of this machine, with the users and passwords that their packages create. The package of
 * PostgreSQL creates no password: who logs in there does so as PGUSER, PGPASSWORD and PGDATABASE say, or not at all.
 */
final class Handshakes implements Case {
    private static final List<String> LOGIN = List.of("PGUSER", "PGPASSWORD", "PGDATABASE");
    private static final String LOCALHOST = "localhost";

    @Override
    public String name() {
        return "handshakes";
    }

    @Override
    public int rounds() {
        return 9;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        http.start();
        try {
            Fork fork = lab.fork(name(), Map.of());
            for (Jdk jdk : lab.jdks()) {
                text.append(text.isEmpty() ? "" : "\n");
                text.append(table(lab, fork, jdk, contenders(http.getAddress().getPort())));
            }
        } finally {
            http.stop(0);
        }
        return text.toString();
    }

    private static List<Contender> contenders(int http) {
        List<Contender> contenders = new ArrayList<>();
        if (listens(6379)) {
            contenders.add(raw("Redis: socket", "Redis", 6379));
            contenders.add(preflight("Redis", "redis://localhost:6379", 6379));
            contenders.add(client("Redis: Jedis", "WithJedis", "jedis", 6379));
            contenders.add(client("Redis: Lettuce", "WithLettuce", "lettuce", 6379));
        }
        if (listens(5432)) {
            contenders.add(raw("PostgreSQL: socket, greeting only", "PostgreSql", 5432));
            contenders.add(preflight("PostgreSQL, greeting only", "postgresql://localhost:5432", 5432));
            Map<String, String> login = new TreeMap<>(System.getenv());
            login.keySet().retainAll(LOGIN);
            if (login.size() == LOGIN.size()) {
                contenders.add(client("PostgreSQL: pgjdbc, with login", "WithPgJdbc", "pgjdbc", 5432)
                        .environment(login));
                contenders.add(client("PostgreSQL: HikariCP, with login", "WithHikari", "hikari", 5432)
                        .environment(login));
            }
        }
        if (listens(5672)) {
            contenders.add(raw("AMQP: socket, greeting only", "Amqp", 5672));
            contenders.add(preflight("AMQP, greeting only", "amqp://localhost:5672", 5672));
            contenders.add(preflight("AMQP, with login", "amqp://guest:guest@localhost:5672", 5672));
            contenders.add(client("AMQP: amqp-client, with login", "WithAmqpClient", "amqp-client", 5672));
        }
        if (listens(9092)) {
            contenders.add(raw("Kafka: socket, greeting only", "Kafka", 9092));
            contenders.add(preflight("Kafka, greeting only", "kafka://localhost:9092", 9092));
            contenders.add(client("Kafka: `Admin`", "WithKafkaAdmin", "kafka-clients", 9092));
        }
        contenders.add(raw("HTTP: socket", "Http", http));
        contenders.add(preflight("HTTP", "http://localhost:" + http + "/", http));
        contenders.add(client("HTTP: HttpURLConnection", "WithUrlConnection", "", http));
        contenders.add(client("HTTP: java.net.http", "WithHttpClient", "", http));
        return contenders;
    }

    private static Contender raw(String label, String protocol, int port) {
        return client(label, "Raw" + protocol, "", port);
    }

    private static Contender preflight(String what, String url, int port) {
        return new Contender(
                "**" + what + ": Preflight**",
                "handshakes.WithPreflight",
                "preflight",
                "cold",
                "1",
                String.valueOf(port),
                url);
    }

    private static Contender client(String label, String main, String peer, int port) {
        return new Contender(label, "handshakes." + main, peer, "cold", "1", String.valueOf(port));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(LOCALHOST, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Table table(Lab lab, Fork fork, Jdk jdk, List<Contender> contenders)
            throws IOException, InterruptedException {
        Table table = new Table(jdk.toString(), "cold, ms from `main`", "warm, ms", "CPU ms", "classes");
        Race cold = new Race(fork, jdk).run(contenders, lab.rounds());
        for (Contender contender : contenders) {
            List<String> args = new ArrayList<>(contender.args());
            args.set(0, "warm");
            Sample warm = fork.run(jdk, contender.with(args.toArray(new String[0])));
            table.row(
                    contender.label(),
                    Spread.of(cold.of(contender), sample -> sample.printed("verdict")),
                    String.format(Locale.ROOT, "%.2f", warm.printed("verdict")),
                    Spread.number(cold.cpu(contender)),
                    cold.classes(contender));
        }
        return table;
    }
}
