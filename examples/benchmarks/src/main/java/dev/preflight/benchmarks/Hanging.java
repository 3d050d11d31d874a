package dev.preflight.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One of 20 backends accepts connections and never answers: when is the verdict there, and when the process gone? */
final class Hanging implements Case {
    private static final int BACKENDS = 20;
    /** In milliseconds. */
    private static final int DEADLINE = 2000;
    /** How long those are waited for that have no deadline. */
    private static final int PATIENCE_SECONDS = 10;
    /** EX_UNAVAILABLE of sysexits. */
    private static final int UNAVAILABLE = 69;

    private static final List<Contender> WITH_DEADLINE = List.of(
            new Contender("**Preflight**", "hanging.WithPreflight", "preflight"),
            new Contender("by hand, a pool, and what hangs left behind", "hanging.Pool", ""));
    private static final List<Contender> WITHOUT = List.of(
            Backends.METRICS,
            Backends.METRICS_POOL,
            Backends.BOOT,
            Backends.SMALLRYE,
            Backends.MICRONAUT,
            Backends.THREADS);

    @Override
    public String name() {
        return "hanging";
    }

    @Override
    public int rounds() {
        return 7;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        try (SlowServer server = new SlowServer(100, BACKENDS)) {
            Fork fork = lab.fork(name(), Map.of());
            for (Jdk jdk : lab.jdks()) {
                text.append(text.isEmpty() ? "" : "\n").append(table(lab, fork, jdk, String.valueOf(server.port())));
            }
        }
        return text.toString();
    }

    private static Table table(Lab lab, Fork fork, Jdk jdk, String port) throws IOException, InterruptedException {
        Table table = new Table(
                jdk.toString(), "verdict, ms after the deadline of " + DEADLINE, "gone, ms after the verdict");
        List<Contender> contenders = WITH_DEADLINE.stream()
                .map(contender -> contender
                        .with(String.valueOf(BACKENDS), port, String.valueOf(DEADLINE))
                        .exit(UNAVAILABLE))
                .toList();
        Race race = new Race(fork, jdk).run(contenders, lab.rounds());
        for (Contender contender : contenders) {
            table.row(
                    contender.label(),
                    Spread.of(race.of(contender), sample -> sample.printed("verdict") - DEADLINE),
                    Spread.of(race.of(contender), sample -> sample.ended() - sample.printed("at")));
        }
        for (Contender contender : WITHOUT) {
            Sample sample =
                    fork.patience(PATIENCE_SECONDS).run(jdk, contender.with("patient", String.valueOf(BACKENDS), port));
            table.row(
                    contender.label(),
                    sample.exit() == Fork.NEVER ? "none in " + PATIENCE_SECONDS + " s" : Spread.number(sample.wall()),
                    "–");
        }
        return table;
    }
}
