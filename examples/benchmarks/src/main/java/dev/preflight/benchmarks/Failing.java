package dev.preflight.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What 50 problems cost: to find them, to explain them, and to print the report. The first contender has none. */
final class Failing implements Case {
    /** EX_CONFIG of sysexits. */
    private static final int CONFIGURATION = 78;

    @Override
    public String name() {
        return "failing";
    }

    @Override
    public int rounds() {
        return 15;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        Inputs.writeFiles(lab.directory(name()));
        Map<String, String> misspelt = new TreeMap<>();
        Map<String, String> invalid = new TreeMap<>();
        Inputs.environment().forEach((variable, value) -> {
            misspelt.put(variable.replace("APP_", "APP"), value);
            invalid.put(variable, variable.startsWith("APP_TEXT") ? " " : "seventy");
        });
        List<Contender> contenders = List.of(
                boot("passing").environment(Inputs.environment()),
                boot("50 variables not set").exit(CONFIGURATION),
                boot("30 variables blank, 20 invalid").environment(invalid).exit(CONFIGURATION),
                boot("50 variables misspelt").environment(misspelt).exit(CONFIGURATION));
        return WholeProcess.tables(lab, lab.fork(name(), Map.of()), "over passing", contenders);
    }

    private static Contender boot(String label) {
        return new Contender(label, "config.WithPreflight", "preflight");
    }
}
