package dev.preflight.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The variables and files, and 20 backends that answer after 100 ms. */
final class Online implements Case {
    private static final String BACKENDS = "20";

    @Override
    public String name() {
        return "online";
    }

    @Override
    public int rounds() {
        return 11;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        Inputs.writeFiles(lab.directory(name()));
        try (SlowServer server = new SlowServer(100)) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender("empty `main`", "config.Empty", ""));
            for (Contender contender : Backends.ALL) {
                contenders.add(contender.with("boot", BACKENDS, String.valueOf(server.port())));
            }
            return WholeProcess.tables(lab, lab.fork(name(), Inputs.environment()), "over empty", contenders);
        }
    }
}
