package dev.preflight.benchmarks.micro;

import static dev.preflight.Checks.env;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import java.util.HashMap;
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

/** A run in which one variable is misspelt, and others of the environment have names much like it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DidYouMean {
    /** How many variables are set. */
    @Param({"10", "1000"})
    public int names;

    private Preflight preflight;

    /** Sets the variables. */
    @Setup
    public void setUp() {
        Map<String, String> environment = new HashMap<>();
        for (int i = 1; i < names; i++) {
            environment.put("ORDERS_DATABASE_OPTION_" + i, "x");
        }
        environment.put("ORDERS_DATABSE_URL", "x");
        preflight = Preflight.of("orders", env("ORDERS_DATABASE_URL")).against(Deployment.of(environment));
        String text = preflight.run().toString();
        if (!text.contains("ORDERS_DATABSE_URL")) {
            throw new IllegalStateException(text);
        }
    }

    /** Finds what was meant. */
    @Benchmark
    public Report report() {
        return preflight.run();
    }
}
