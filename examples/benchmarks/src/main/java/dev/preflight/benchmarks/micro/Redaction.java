package dev.preflight.benchmarks.micro;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A run in which 50 checks fail with a message of 1,000 characters, in which a secret may stand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Redaction {
    private static final int PROBLEMS = 50;
    private static final String TEXT = "the server says no, for a reason. ".repeat(28);

    /** How many secrets are known. */
    @Param({"0", "20", "1000"})
    public int secrets;

    private Preflight preflight;

    /** Declares the checks, and sets the secrets. */
    @Setup
    public void setUp() {
        List<Check<?>> checks = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < secrets; i++) {
            environment.put("PASSWORD_" + i, "correct-horse-" + i * 7919);
            checks.add(env("PASSWORD_" + i).secret());
        }
        for (int i = 0; i < PROBLEMS; i++) {
            String message = TEXT + "correct-horse-" + i % Math.max(1, secrets) * 7919;
            checks.add(probe("p" + i, () -> {
                        throw new IllegalStateException(message);
                    })
                    .offline());
        }
        preflight = Preflight.of("orders", checks.toArray(new Check<?>[0])).against(Deployment.of(environment));
        String text = preflight.run().toString();
        if (secrets > 0 && text.contains("correct-horse")) {
            throw new IllegalStateException(text);
        }
    }

    /** Runs the checks, explains what they threw and takes out the secrets. */
    @Benchmark
    public Report report() {
        return preflight.run();
    }
}
