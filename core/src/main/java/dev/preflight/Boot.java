package dev.preflight;

import dev.preflight.check.Check;
import dev.preflight.check.Phase;
import dev.preflight.console.BootLog;
import dev.preflight.console.CommandLine;
import dev.preflight.console.PrintableOutput;
import dev.preflight.console.Progress;
import dev.preflight.console.ReportTarget;
import dev.preflight.console.Terminal;
import dev.preflight.console.TerminationLog;
import dev.preflight.console.Watchdog;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import dev.preflight.report.TextReport;
import dev.preflight.report.Verdict;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalInt;

/** What {@link Preflight#verifyOrExit} and {@link Preflight#runCommand} do around a run: arguments, screens, exits. */
final class Boot {
    private static final String FLAG = "--preflight";

    private final Preflight suite;
    private final Deployment deployment;
    private final String[] args;

    Boot(Preflight suite, Deployment deployment, String... args) {
        this.suite = suite;
        this.deployment = deployment;
        this.args = args;
    }

    /** Does what an argument asks for instead of a boot; empty if none does. */
    OptionalInt command(PrintStream out, PrintStream err) {
        for (String arg : args) {
            if (arg.equals(FLAG) || arg.startsWith(FLAG + "=") || isMisspelt(arg)) {
                return OptionalInt.of(
                        new Commands(suite, deployment, CommandLine.of(args, deployment), out, err).run());
            }
        }
        return OptionalInt.empty();
    }

    /** Whether an argument was meant for the self-check and is none that it knows. Asked on every boot. */
    private static boolean isMisspelt(String arg) {
        // Nearly every argument is told by this alone, without loading what compares names.
        String lower = arg.toLowerCase(Locale.ROOT);
        return (lower.contains("pre") || lower.contains("flight")) && CommandLine.isMisspelt(arg);
    }

    /** Ends the process after a command. */
    void end(int exitCode) {
        Watchdog.over(exitCode, deployment).exit();
    }

    /** Runs the suite; ends the process if the boot must not go on. */
    Verified verifyOrExit() {
        CommandLine line = asksForMore() ? CommandLine.of(args, deployment) : null;
        Verified verified = watched(suite, deployment, line == null ? "" : line.colour());
        Report report = verified.report();
        if (!report.mayBoot()) {
            end(line, report);
        }
        deliver(line, report);
        BootLog.write(report);
        if (hasWarnings(report) && BootLog.isLost()) {
            Terminal err = Terminal.err(line == null ? "" : line.colour(), deployment);
            for (String warning : BootLog.warnings(report)) {
                err.print("WARN  " + warning);
            }
        }
        return verified;
    }

    private void end(CommandLine line, Report report) {
        // From now on, since writing the report may hang as well.
        Watchdog watchdog = Watchdog.over(report.exitCode(), deployment);
        deliver(line, report);
        Terminal err = Terminal.err(line == null ? "" : line.colour(), deployment);
        err.print(err.fit(TextReport.of(report)));
        if (watchdog.mistake() != null) {
            err.print("preflight: " + watchdog.mistake());
        }
        System.out.flush();
        watchdog.exit();
    }

    private static boolean hasWarnings(Report report) {
        boolean any = report.verdict() != Verdict.PASSED || !report.notices().isEmpty();
        for (CheckResult result : report.results()) {
            any |= !result.warnings().isEmpty();
        }
        return any;
    }

    /** Takes a report of this boot to wherever reports are to go. */
    void deliver(Report report) {
        deliver(asksForMore() ? CommandLine.of(args, deployment) : null, report);
    }

    private void deliver(CommandLine line, Report report) {
        if (line != null) {
            Terminal err = Terminal.err(line.colour(), deployment);
            for (String mistake : line.mistakes()) {
                err.print("preflight: " + mistake);
            }
            for (String warning : line.warnings()) {
                err.print("preflight: " + warning);
            }
            write(line, report, System.out, err);
        }
        tell(report);
    }

    /** Asked on every boot, so without loading what reads arguments. */
    private boolean asksForMore() {
        for (String arg : args) {
            if (arg.startsWith(FLAG)) {
                return true;
            }
        }
        return deployment.variable(CommandLine.REPORT).isPresent();
    }

    /** Runs a suite; somebody who looks at a terminal sees what it waits for. */
    static Verified watched(Preflight suite, Deployment deployment, String colour) {
        if (deployment.variable("TERM").isEmpty() || !isOnline(suite)) {
            return suite.execute();
        }
        Terminal err = Terminal.err(colour, deployment);
        if (!err.isTerminal()) {
            return suite.execute();
        }
        try (Progress progress = new Progress(err)) {
            progress.start();
            return suite.listener(progress).execute();
        }
    }

    private static boolean isOnline(Preflight suite) {
        for (Check<?> check : suite.checks()) {
            if (check.settings().phase() == Phase.ONLINE) {
                return true;
            }
        }
        return false;
    }

    /** Writes the reports that were asked for. One that cannot be written is a line, and no reason to fail. */
    static void write(CommandLine line, Report report, PrintStream out, Terminal err) {
        for (ReportTarget target : line.targets()) {
            String failure = target.write(report, target.isPrinted() ? PrintableOutput.over(out) : out);
            if (failure != null) {
                err.print("preflight: " + failure);
            }
        }
    }

    /** Leaves a failure where Kubernetes looks for it. */
    static void tell(Report report) {
        if (!report.mayBoot()) {
            TerminationLog.write(TerminationLog.DEFAULT, report);
        }
    }
}
