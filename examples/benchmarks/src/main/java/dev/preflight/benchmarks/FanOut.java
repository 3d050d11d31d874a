package dev.preflight.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 1 to 1,000 backends that answer after 100 ms: how long from {@code main} until the verdict? */
final class FanOut implements Case {
    private static final int[] COLD = {1, 10, 20, 50, 200, 1000};
    private static final int[] WARM = {20, 200, 1000};
    /** Beyond it, who asks one after the other takes as long as anybody can work out. */
    private static final int PATIENCE = 20;

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public int rounds() {
        return 7;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        try (SlowServer server = new SlowServer(100)) {
            Fork fork = lab.fork(name(), Map.of());
            for (Jdk jdk : lab.jdks()) {
                text.append(text.isEmpty() ? "" : "\n").append(table(lab, new Race(fork, jdk), jdk, server.port()));
            }
        }
        return text.toString();
    }

    private static Table table(Lab lab, Race race, Jdk jdk, int port) throws IOException, InterruptedException {
        List<String> head = new ArrayList<>(List.of(jdk + ", verdict in ms"));
        Map<String, List<Object>> rows = new LinkedHashMap<>();
        for (int count : COLD) {
            head.add("N = " + count);
            measure(race, jdk, count, lab.rounds(), "cold", port, rows);
        }
        head.add("KiB a check");
        memory(race, port, rows);
        for (int count : WARM) {
            head.add("warm " + count);
            measure(race, jdk, count, 1, "warm", port, rows);
        }
        Table table = new Table(head.toArray(new String[0]));
        rows.forEach((label, cells) -> {
            cells.add(0, label);
            table.row(cells.toArray());
        });
        return table;
    }

    /** What each more of the many backends takes, threads and stacks and what the JVM has on its own included. */
    private static void memory(Race race, int port, Map<String, List<Object>> rows) {
        int few = COLD[0];
        int many = COLD[COLD.length - 1];
        for (Contender contender : Backends.PARALLEL) {
            List<Sample> most = race.of(cold(contender, many, port));
            if (most != null) {
                double difference =
                        Spread.of(most, sample -> sample.printed("peak")).median()
                                - Spread.of(race.of(cold(contender, few, port)), sample -> sample.printed("peak"))
                                        .median();
                rows.get(contender.label()).add(Spread.number(difference / (many - few)));
            }
        }
        for (Contender contender : Backends.SEQUENTIAL) {
            rows.get(contender.label()).add("–");
        }
    }

    private static Contender cold(Contender contender, int count, int port) {
        return contender.with("cold", String.valueOf(count), String.valueOf(port));
    }

    private static void measure(
            Race race, Jdk jdk, int count, int rounds, String mode, int port, Map<String, List<Object>> rows)
            throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        boolean patient = count <= PATIENCE && mode.equals("cold");
        for (Contender contender : patient ? Backends.ALL : Backends.PARALLEL) {
            contenders.add(contender.with(mode, String.valueOf(count), String.valueOf(port)));
        }
        if (mode.equals("cold")) {
            race.run(contenders, rounds);
        } else {
            for (Contender contender : contenders) {
                if (contender.runsOn(jdk)) {
                    race.once(contender);
                }
            }
        }
        for (Contender contender : contenders) {
            if (race.of(contender) != null) {
                Spread verdict = Spread.of(race.of(contender), sample -> sample.printed("verdict"));
                rows.computeIfAbsent(contender.label(), label -> new ArrayList<>())
                        .add(mode.equals("cold") ? verdict : Spread.number(verdict.median()));
            }
        }
        if (!patient) {
            for (Contender contender : Backends.SEQUENTIAL) {
                rows.get(contender.label()).add("–");
            }
        }
    }
}
