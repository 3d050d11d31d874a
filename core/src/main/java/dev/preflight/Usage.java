package dev.preflight;

import dev.preflight.console.CommandLine;
import dev.preflight.console.Terminal;
import dev.preflight.console.Watchdog;
import dev.preflight.report.ReportFormat;
import dev.preflight.run.OperatorSwitches;
import java.util.Collection;
import java.util.Map;

/** The page of {@code --preflight=help}. */
final class Usage {
    private static final int COLUMN = 25;

    private final String name;
    private final Collection<ReportFormat> formats;
    private final Map<String, Command> others;

    Usage(String name, Collection<ReportFormat> formats, Map<String, Command> others) {
        this.name = name;
        this.formats = formats;
        this.others = others;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("Preflight of ").append(name);
        out.append(": what it needs in order to run, verified before it starts.\n\n");
        out.append("Instead of starting the application:\n");
        line(out, "--preflight", "check everything, print the report, exit");
        line(out, "--preflight=offline", "the same without connections");
        line(out, "--preflight=list", "print what would be checked");
        line(out, "--preflight=explain CODE", "explain a problem code such as env.missing");
        for (Command other : others.values()) {
            line(out, "--preflight=" + other.name(), other.summary());
        }
        line(out, "--preflight=help", "print this page");
        out.append("\nWith what verifies, and with any start:\n");
        line(out, "--preflight-report=FORMAT[:FILE]", "write the report, to standard output or to a file;");
        line(out, "", "may be given several times");
        line(out, "--preflight-color=WHEN", "always, never or auto");
        out.append("\nFormats: ");
        String before = "";
        for (ReportFormat format : formats) {
            out.append(before).append(format.name());
            before = ", ";
        }
        out.append("\n\nVariables:\n");
        line(out, OperatorSwitches.MODE, "enforce, warn (failures do not stop the boot) or off");
        line(
                out,
                OperatorSwitches.WARN_ONLY,
                "checks whose failures are warnings: cache,orders-db@2026-12-31:migration");
        line(out, CommandLine.REPORT, "FORMAT[:FILE], several with commas between them");
        line(out, Terminal.COLOUR, "always, never or auto; NO_COLOR and FORCE_COLOR count too");
        line(out, Watchdog.AFTER, "seconds after which a process whose boot failed is halted if it does not end; 10");
        out.append("\nExit codes: 0 the boot may go on, 64 these arguments are wrong, 69 a backend is unavailable,\n");
        out.append(
                "70 the self-check itself broke, 74 a file could not be read or written, 78 the configuration is wrong");
        return out.toString();
    }

    private static void line(StringBuilder out, String left, String right) {
        out.append("  ").append(left);
        for (int i = left.length(); i < COLUMN; i++) {
            out.append(' ');
        }
        out.append("  ").append(right).append('\n');
    }
}
