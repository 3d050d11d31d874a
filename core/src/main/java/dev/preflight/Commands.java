package dev.preflight;

import dev.preflight.check.Check;
import dev.preflight.check.Phase;
import dev.preflight.console.CommandLine;
import dev.preflight.console.Explanation;
import dev.preflight.console.LastReport;
import dev.preflight.console.PrintableOutput;
import dev.preflight.console.Providers;
import dev.preflight.console.Terminal;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import dev.preflight.report.ReportBuilder;
import dev.preflight.report.TextReport;
import dev.preflight.report.Verdict;
import dev.preflight.text.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code --preflight=NAME} can be, and the way to carry it out. */
final class Commands {
    /** Exit codes of {@code sysexits.h}: the command line is wrong, a file could not be read or written. */
    static final int USAGE = 64;

    static final int INPUT_OUTPUT = 74;

    private final Preflight suite;
    private final Deployment deployment;
    private final CommandLine line;
    private final Terminal out;
    private final Terminal err;

    Commands(Preflight suite, Deployment deployment, CommandLine line, PrintStream out, PrintStream err) {
        this.suite = suite;
        this.deployment = deployment;
        this.line = line;
        this.out = Terminal.out(out, line.colour(), deployment);
        this.err = Terminal.err(err, line.colour(), deployment);
    }

    /** Carries it out. Returns the exit code. */
    int run() {
        int exitCode = carryOut();
        for (String warning : line.warnings()) {
            err.print("preflight: " + warning);
        }
        return exitCode;
    }

    private int carryOut() {
        if (!line.mistakes().isEmpty()) {
            return misused(line.mistakes());
        }
        try {
            if (line.asksForReport() && List.of("list", "explain", "help").contains(line.command())) {
                throw noReport(line.command());
            }
            return switch (line.command()) {
                case "check" -> check(suite);
                case "offline" -> offline();
                case "list" -> print(new CheckListing(suite));
                case "explain" -> explain();
                case "help" -> print(new Usage(suite.name(), line.formats().values(), others()));
                default -> other();
            };
        } catch (IllegalArgumentException e) {
            return misused(List.of(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            err.print("preflight: " + Printable.line(String.valueOf(e.getMessage()), 500));
            return INPUT_OUTPUT;
        }
    }

    private int check(Preflight what) {
        Report report = Boot.watched(what, deployment, line.colour()).report();
        // Whoever asks for a report on the standard output stream pipes it into something.
        Terminal screen = line.printsReport() ? err : out;
        screen.print(screen.fit(TextReport.of(report)));
        Boot.write(line, report, out.stream(), err);
        Boot.tell(report);
        return report.exitCode();
    }

    private int offline() {
        for (Check<?> check : suite.checks()) {
            if (check.settings().phase() == Phase.OFFLINE) {
                return check(suite.only(Phase.OFFLINE));
            }
        }
        Terminal screen = line.printsReport() ? err : out;
        screen.print("PREFLIGHT VERIFIED NOTHING  " + suite.name() + ": every check is online");
        Report nothing =
                ReportBuilder.report(suite.name(), Verdict.NOTHING_CHECKED, List.of(), List.of(), Duration.ZERO);
        Boot.write(line, nothing, out.stream(), err);
        return 0;
    }

    private static IllegalArgumentException noReport(String command) {
        return new IllegalArgumentException(
                command + " verifies nothing, so there is no report for --preflight-report to write");
    }

    private int explain() throws IOException {
        if (line.arguments().size() != 1) {
            throw new IllegalArgumentException("explain wants one problem code, as in --preflight=explain env.missing");
        }
        return print(Explanation.of(line.arguments().get(0)));
    }

    private int print(Object text) {
        out.print(text);
        return 0;
    }

    private int other() throws IOException {
        Map<String, Command> others = others();
        Command command = others.get(line.command());
        if (command != null) {
            if (!command.reports() && line.asksForReport()) {
                throw noReport(command.name());
            }
            List<String> arguments = List.copyOf(line.arguments());
            if (!command.reports() || line.targets().isEmpty()) {
                return command.run(
                        suite, arguments, PrintableOutput.over(out.stream()), PrintableOutput.over(err.stream()));
            }
            LastReport last = new LastReport();
            int exitCode = command.run(
                    suite.listener(last),
                    arguments,
                    PrintableOutput.over(line.printsReport() ? err.stream() : out.stream()),
                    PrintableOutput.over(err.stream()));
            if (last.report() != null) {
                Boot.write(line, last.report(), out.stream(), err);
            }
            return exitCode;
        }
        List<String> known = new ArrayList<>(List.of("check", "offline", "list", "explain", "help"));
        known.addAll(others.keySet());
        throw new IllegalArgumentException(
                "unknown command " + Printable.quote(line.command()) + "; there are " + String.join(", ", known));
    }

    /** The commands that others bring along, by name. */
    private Map<String, Command> others() {
        Map<String, Command> others = new TreeMap<>();
        for (Command command : Providers.of(Command.class, line.warnings())) {
            others.put(command.name(), command);
        }
        return others;
    }

    private int misused(List<String> mistakes) {
        for (String mistake : mistakes) {
            err.print("preflight: " + mistake);
        }
        err.print("preflight: --preflight=help lists what there is");
        return USAGE;
    }
}
