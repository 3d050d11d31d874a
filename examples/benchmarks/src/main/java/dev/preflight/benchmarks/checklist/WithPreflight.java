package dev.preflight.benchmarks.checklist;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;

import dev.preflight.Preflight;
import dev.preflight.benchmarks.Inputs;
import dev.preflight.check.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The variables and, if the last argument says so, the files on the class path; the other arguments are Preflight's. */
final class WithPreflight {
    private WithPreflight() {}

    public static void main(String[] args) {
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
        if (args[args.length - 1].equals("files")) {
            for (String name : Inputs.FILES) {
                checks.add(file("classpath:".concat(name)));
            }
        }
        Preflight.of("orders", checks.toArray(new Check<?>[0])).verifyOrExit(Arrays.copyOf(args, args.length - 1));
    }
}
