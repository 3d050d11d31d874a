package dev.preflight.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * A program that is timed against others.
 *
 * @param label what the table calls it
 * @param main its main class, without the package that all of them share; with its package if it is of the tests of core
 * @param peer whose class path it needs besides the programs themselves: a profile of the POM, or empty for nobody's
 * @param since the first version of Java that can run it
 * @param jvm arguments for its JVM
 * @param args arguments for its main class
 * @param environment variables that it sees besides those of all contenders
 * @param exit the exit code that it ends with if it does what it is timed for
 */
record Contender(
        String label,
        String main,
        String peer,
        int since,
        List<String> jvm,
        List<String> args,
        Map<String, String> environment,
        int exit) {
    Contender(String label, String main, String peer, String... args) {
        this(label, main, peer, 17, List.of(), List.of(args), Map.of(), 0);
    }

    Contender labelled(String other) {
        return new Contender(other, main, peer, since, jvm, args, environment, exit);
    }

    Contender since(int feature) {
        return new Contender(label, main, peer, feature, jvm, args, environment, exit);
    }

    Contender jvm(String... arguments) {
        return new Contender(label, main, peer, since, List.of(arguments), args, environment, exit);
    }

    Contender with(String... arguments) {
        return new Contender(label, main, peer, since, jvm, List.of(arguments), environment, exit);
    }

    Contender environment(Map<String, String> variables) {
        return new Contender(label, main, peer, since, jvm, args, variables, exit);
    }

    Contender exit(int code) {
        return new Contender(label, main, peer, since, jvm, args, environment, code);
    }

    boolean runsOn(Jdk jdk) {
        return since <= jdk.feature();
    }

    /** The full name of the main class. */
    String mainClass() {
        return main.startsWith("dev.") ? main : Contender.class.getPackageName() + "." + main;
    }
}
