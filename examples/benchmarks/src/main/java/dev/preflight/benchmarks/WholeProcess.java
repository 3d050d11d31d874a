package dev.preflight.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A table for each JDK of what whole processes cost, and what they cost over the first of them. */
final class WholeProcess {
    private WholeProcess() {}

    static String tables(Lab lab, Fork fork, String over, List<Contender> contenders)
            throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Jdk jdk : lab.jdks()) {
            Race race = new Race(fork, jdk).run(contenders, lab.rounds());
            double base = race.wall(contenders.get(0)).median();
            long classes = race.classes(contenders.get(0));
            Table table = new Table(jdk.toString(), "wall ms", over, "times", "CPU ms", "classes " + over);
            for (Contender contender : contenders) {
                if (!contender.runsOn(jdk)) {
                    continue;
                }
                double median = race.wall(contender).median();
                table.row(
                        contender.label(),
                        race.wall(contender),
                        Spread.number(median - base),
                        String.format(Locale.ROOT, "%.2f", median / base),
                        Spread.number(race.cpu(contender)),
                        race.classes(contender) - classes);
            }
            text.append(text.isEmpty() ? "" : "\n").append(table);
        }
        return text.toString();
    }
}
