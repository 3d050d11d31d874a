package dev.preflight.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contenders that take turns, so that whatever else the machine does meets all of them alike. The first round warms the
 * caches of the machine and is not counted.
 */
final class Race {
    private final Fork fork;
    private final Jdk jdk;
    private final Map<Contender, List<Sample>> samples = new LinkedHashMap<>();

    Race(Fork fork, Jdk jdk) {
        this.fork = fork;
        this.jdk = jdk;
    }

    /**
     * Runs them all.
     *
     * @throws IllegalStateException if one does not end as it should, since it did not do what it is timed for
     */
    Race run(List<Contender> contenders, int rounds) throws IOException, InterruptedException {
        for (int round = 0; round <= rounds; round++) {
            for (Contender contender : contenders) {
                if (!contender.runsOn(jdk)) {
                    continue;
                }
                Sample sample = fork.run(jdk, contender);
                if (sample.exit() != contender.exit()) {
                    throw new IllegalStateException(
                            contender.label() + " on " + jdk + " ended with " + sample.exit() + ":\n" + sample.out());
                }
                if (round > 0) {
                    samples.computeIfAbsent(contender, c -> new ArrayList<>()).add(sample);
                }
            }
        }
        return this;
    }

    /** Runs one of them a single time, for those who repeat inside of the JVM what is timed. */
    Race once(Contender contender) throws IOException, InterruptedException {
        samples.put(contender, List.of(fork.run(jdk, contender)));
        return this;
    }

    List<Sample> of(Contender contender) {
        return samples.get(contender);
    }

    Spread wall(Contender contender) {
        return Spread.of(of(contender), Sample::wall);
    }

    double cpu(Contender contender) {
        return Spread.mean(of(contender), Sample::cpu);
    }

    long classes(Contender contender) throws IOException, InterruptedException {
        return fork.classes(jdk, contender);
    }
}
