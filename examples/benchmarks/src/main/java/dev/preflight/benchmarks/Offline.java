package dev.preflight.benchmarks;

import java.io.IOException;
import java.util.List;

/** 50 variables and 10 files, all of them valid: what does each contender cost over a program that does nothing? */
final class Offline implements Case {
    static final List<Contender> CONTENDERS = List.of(
            new Contender("empty `main`", "config.Empty", ""),
            new Contender("by hand, loops", "config.ByHand", ""),
            new Contender("by hand, lambdas, streams, formats", "config.ByHandEveryday", ""),
            new Contender("**Preflight**, `run()`", "config.WithPreflight", "preflight", "run"),
            new Contender("**Preflight**, `verifyOrExit()`", "config.WithPreflight", "preflight"),
            new Contender("metrics-healthchecks", "config.WithMetrics", "metrics"),
            new Contender("Lightbend Config `checkValid`", "config.WithLightbend", "lightbend"),
            new Contender("SmallRye Config `getValue`", "config.WithSmallRyeConfig", "smallrye-config"),
            new Contender("SmallRye Config `@ConfigMapping`", "config.WithConfigMapping", "smallrye-config"),
            new Contender("Hibernate Validator", "config.WithHibernateValidator", "hibernate-validator"));

    @Override
    public String name() {
        return "offline";
    }

    @Override
    public int rounds() {
        return 15;
    }

    @Override
    public String measure(Lab lab) throws IOException, InterruptedException {
        Inputs.writeFiles(lab.directory(name()));
        return WholeProcess.tables(lab, lab.fork(name(), Inputs.environment()), "over empty", CONTENDERS);
    }
}
