package dev.preflight.benchmarks.config;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;

import dev.preflight.Preflight;
import dev.preflight.benchmarks.Inputs;
import dev.preflight.check.Check;
import java.util.ArrayList;
import java.util.List;

/** The same checks, declared. */
public final class WithPreflight {
    private WithPreflight() {}

    public static void main(String[] args) {
        Preflight suite = Preflight.of("orders", checks().toArray(new Check<?>[0]));
        if (args.length == 0) {
            suite.verifyOrExit(args);
        } else if (!suite.run().mayBoot()) {
            throw new IllegalStateException();
        }
    }

    /** A check of each variable and file. */
    public static List<Check<?>> checks() {
        List<Check<?>> checks = new ArrayList<>();
        for (String name : Inputs.TEXTS) {
            checks.add(env(name));
        }
        for (String name : Inputs.NUMBERS) {
            checks.add(env(name).integer().between(1, 1000));
        }
        for (String name : Inputs.PORTS) {
            checks.add(env(name).port());
        }
        for (String name : Inputs.URLS) {
            checks.add(env(name).url());
        }
        for (String name : Inputs.FILES) {
            checks.add(file(name));
        }
        return checks;
    }
}
