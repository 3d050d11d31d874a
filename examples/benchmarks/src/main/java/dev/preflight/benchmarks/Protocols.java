package dev.preflight.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The handshake of each protocol, beside a program that sends and reads the same bytes by hand: whole processes, with
 * the servers of the tests of core.
 */
final class Protocols implements Case {
    private static final String PACKAGE = "dev.preflight.backend.";
    private static final String PEER = "exchanges";

    /** What is said in one protocol, and the two who say it. */
    private record Handshake(String name, Contender raw, Contender checked) {
        /** @param line what {@code Exchanges} of the tests of core prints */
        static Handshake of(String line) {
            List<String> fields = List.of(line.split("\t", -1));
            String name = fields.get(1);
            String uri = fields.get(2);
            String authority = fields.get(3);
            List<String> raw = new ArrayList<>(fields.subList(4, fields.size()));
            raw.add(0, uri.replaceFirst(".*localhost:(\\d+).*", "$1"));
            List<String> checked = new ArrayList<>(List.of(uri));
            if (!authority.isEmpty()) {
                raw.add(0, authority);
                checked.add(authority);
            }
            String program = authority.isEmpty() ? "RawExchange" : "RawTlsExchange";
            return new Handshake(
                    name,
                    new Contender(name + " by hand", PACKAGE + program, PEER, raw.toArray(new String[0])),
                    new Contender(name, PACKAGE + "CheckedExchange", PEER, checked.toArray(new String[0])));
        }
    }

    @Override
    public String name() {
        return "protocols";
    }

    @Override
    public int rounds() {
        return 11;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        Process servers = new ProcessBuilder(
                        lab.jdks().get(0).java(),
                        "-cp",
                        Files.readString(lab.target().resolve("core-tests.cp")).strip(),
                        PACKAGE + "Exchanges")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            List<Handshake> handshakes = handshakes(servers);
            StringBuilder text = new StringBuilder();
            for (Jdk jdk : lab.jdks()) {
                Race race = new Race(lab.fork(name(), Map.of()), jdk);
                text.append(text.isEmpty() ? "" : "\n").append(table(race, jdk, lab.rounds(), handshakes));
            }
            return text.toString();
        } finally {
            servers.getOutputStream().close();
            if (!servers.waitFor(10, TimeUnit.SECONDS)) {
                servers.destroyForcibly();
            }
        }
    }

    private static List<Handshake> handshakes(Process servers) throws IOException {
        List<Handshake> handshakes = new ArrayList<>();
        BufferedReader out = servers.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the servers did not start");
            }
            if (line.startsWith("exchange\t")) {
                handshakes.add(Handshake.of(line));
            }
        }
        return handshakes;
    }

    private static Table table(Race race, Jdk jdk, int rounds, List<Handshake> handshakes)
            throws IOException, InterruptedException {
        Table table = new Table(
                jdk.toString(),
                "by hand, wall ms",
                "Preflight, wall ms",
                "times",
                "classes by hand",
                "Preflight",
                "times");
        for (Handshake handshake : handshakes) {
            race.run(List.of(handshake.raw(), handshake.checked()), rounds);
            Spread raw = race.wall(handshake.raw());
            Spread checked = race.wall(handshake.checked());
            long rawClasses = race.classes(handshake.raw());
            long checkedClasses = race.classes(handshake.checked());
            table.row(
                    handshake.name(),
                    raw,
                    checked,
                    times(checked.median() / raw.median()),
                    rawClasses,
                    checkedClasses,
                    times((double) checkedClasses / rawClasses));
        }
        return table;
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
