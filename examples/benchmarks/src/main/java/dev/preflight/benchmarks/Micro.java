package dev.preflight.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What grows with the size of a report, warm, by JMH. */
final class Micro implements Case {
    private static final String PACKAGE = "dev.preflight.benchmarks.micro.";

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Jdk jdk : lab.jdks()) {
            Path results = lab.directory(name()).resolve("results-" + jdk.feature() + ".csv");
            run(lab, jdk, results);
            Table table = new Table(jdk.toString(), "µs a run", "±");
            for (String line : Files.readAllLines(results)) {
                String[] cells = line.replace("\"", "").split(",");
                if (cells[0].startsWith(PACKAGE)) {
                    table.row(label(cells), number(cells[4]), number(cells[5]));
                }
            }
            text.append(text.isEmpty() ? "" : "\n").append(table);
        }
        return text.toString();
    }

    private static void run(Lab lab, Jdk jdk, Path results) throws IOException, InterruptedException {
        String classPath = lab.classPaths().of("jmh")
                + File.pathSeparator
                + lab.classPaths().of("preflight");
        Process jmh = new ProcessBuilder(List.of(
                        jdk.java(),
                        "-cp",
                        classPath,
                        "org.openjdk.jmh.Main",
                        PACKAGE,
                        "-i",
                        String.valueOf(lab.rounds()),
                        "-rf",
                        "csv",
                        "-rff",
                        results.toString()))
                .redirectErrorStream(true)
                .redirectOutput(results.resolveSibling("log.txt").toFile())
                .start();
        if (jmh.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(results.resolveSibling("log.txt")));
        }
    }

    private static String label(String... cells) {
        Map<String, String> words = Map.of(
                PACKAGE + "DidYouMean.report", "one variable misspelt, names in the environment: ",
                PACKAGE + "Redaction.report", "50 problems of 1,000 characters, secrets known: ");
        // A column for the parameter of each benchmark, empty for those that have another.
        return words.get(cells[0]) + (cells[7].isEmpty() ? cells[8] : cells[7]);
    }

    private static String number(String cell) {
        return Spread.number(Double.parseDouble(cell));
    }
}
