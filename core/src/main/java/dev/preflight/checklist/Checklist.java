package dev.preflight.checklist;

import dev.preflight.Command;
import dev.preflight.Preflight;
import dev.preflight.problem.DeploymentException;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.io.PrintStream;
import java.util.List;

/**
 * The command {@code --preflight=checklist}: holds the declaration against what is about to ship, and prints one line for
 * each requirement. {@code docs/checklist.md} has every option. Made by {@link java.util.ServiceLoader}.
 */
final class Checklist implements Command {
    private static final int CONFIGURATION = 78;

    /** The command. */
    public Checklist() {}

    @Override
    public String name() {
        return "checklist";
    }

    @Override
    public String summary() {
        return "hold a package, env files and manifests against all this";
    }

    @Override
    public boolean reports() {
        return true;
    }

    /**
     * Checks and prints. {@link Command} says what the arguments are.
     *
     * @return 0 if everything that can be seen holds and anything could be; 78 if not, or if what is about to ship cannot
     *     be read; with {@code --online} also 69
     */
    @Override
    public int run(Preflight suite, List<String> arguments, PrintStream out, PrintStream err) {
        ChecklistOptions options = ChecklistOptions.of(arguments);
        Report report;
        try {
            report = suite.against(options.deployment()).run();
        } catch (DeploymentException e) {
            err.println("preflight: " + e.getMessage() + " [" + e.code().id() + "]");
            return CONFIGURATION;
        }
        out.println(options.format().write(report));
        return verdict(report);
    }

    /** A list on which nothing could be ticked is no success, and most likely a wrong command line. */
    static int verdict(Report report) {
        boolean nothing = report.count(Outcome.PASSED) == 0 && report.count(Outcome.WARNED) == 0;
        return report.mayBoot() && nothing ? CONFIGURATION : report.exitCode();
    }
}
