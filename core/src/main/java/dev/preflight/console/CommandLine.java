package dev.preflight.console;

import dev.preflight.deploy.Deployment;
import dev.preflight.report.ReportFormat;
import dev.preflight.text.NearMiss;
import dev.preflight.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the arguments of {@code main}, and {@code PREFLIGHT_REPORT}, ask of the self-check. Arguments that do not begin
 * with {@code --preflight} are the application's and none of its business.
 */
public final class CommandLine {
    /** The variable that asks for reports on every start. */
    public static final String REPORT = "PREFLIGHT_REPORT";

    private static final String FLAG = "--preflight";
    private static final String REPORT_FLAG = FLAG + "-report=";
    private static final String COLOUR_FLAG = FLAG + "-color=";

    private static final List<String> NAMES = List.of("preflight", "preflight-report", "preflight-color");

    private final List<ReportTarget> targets = new ArrayList<>(0);
    private final List<String> arguments = new ArrayList<>(0);
    private final List<String> mistakes = new ArrayList<>(0);
    private final List<String> warnings = new ArrayList<>(0);
    private String command = "";
    private String colour = "";
    private boolean asksForReport;
    private Map<String, ReportFormat> formats;

    private CommandLine() {}

    public static CommandLine of(String[] args, Deployment deployment) {
        CommandLine line = new CommandLine();
        String wanted = deployment.variable(REPORT).orElse("").strip();
        if (!wanted.isEmpty()) {
            for (String target : wanted.split(",")) {
                line.target(target.strip(), REPORT + "=", deployment);
            }
        }
        for (String arg : args) {
            line.read(arg, deployment);
        }
        return line;
    }

    /**
     * Whether an argument was meant for the self-check and is none that there is: {@code --preflihgt},
     * {@code --preflight-check}. The properties of the Spring Boot starter begin with {@code --preflight.}, which is none.
     */
    public static boolean isMisspelt(String arg) {
        if (arg.startsWith(FLAG)) {
            return !arg.equals(FLAG)
                    && !arg.startsWith(FLAG + "=")
                    && !arg.startsWith(FLAG + ".")
                    && !arg.startsWith(REPORT_FLAG)
                    && !arg.startsWith(COLOUR_FLAG);
        }
        int start = 0;
        // What documents make of two hyphens is one dash.
        while (start < arg.length() && (arg.charAt(start) == '-' || arg.charAt(start) > 127)) {
            start++;
        }
        int equals = arg.indexOf('=', start);
        String name = equals < 0 ? arg.substring(start) : arg.substring(start, equals);
        return start > 0 && (NAMES.contains(name) || !NearMiss.of(name, NAMES).isEmpty());
    }

    private void read(String arg, Deployment deployment) {
        if (!arg.startsWith(FLAG) && !isMisspelt(arg)) {
            arguments.add(arg);
        } else if (arg.equals(FLAG)) {
            command("check");
        } else if (arg.startsWith(FLAG + "=")) {
            command(arg.substring(FLAG.length() + 1));
        } else if (arg.startsWith(REPORT_FLAG)) {
            asksForReport = true;
            target(arg.substring(REPORT_FLAG.length()), REPORT_FLAG, deployment);
        } else if (arg.startsWith(COLOUR_FLAG)) {
            colour = arg.substring(COLOUR_FLAG.length());
            if (!List.of("always", "never", "auto").contains(colour)) {
                mistakes.add(COLOUR_FLAG + " has an unknown value " + Printable.quote(colour)
                        + "; it can be always, never or auto");
            }
        } else {
            mistakes.add("unknown argument " + Printable.quote(arg) + "; " + FLAG + "=help lists what there is");
        }
    }

    private void command(String name) {
        if (!command.isEmpty() && !command.equals(name)) {
            mistakes.add("two commands, " + Printable.quote(command) + " and " + Printable.quote(name)
                    + "; only one can be carried out");
        }
        command = name;
    }

    private void target(String wish, String source, Deployment deployment) {
        int colon = wish.indexOf(':');
        String name = colon < 0 ? wish : wish.substring(0, colon);
        ReportFormat format = formats().get(name);
        if (format == null) {
            mistakes.add(source + " names an unknown format " + Printable.quote(name) + "; there are "
                    + String.join(", ", formats().keySet()));
        } else if (colon == wish.length() - 1) {
            mistakes.add(source + wish + " names no file after the colon");
        } else {
            try {
                Path file = colon < 0 ? null : deployment.resolve(Path.of(wish.substring(colon + 1)));
                targets.add(new ReportTarget(format, file));
            } catch (IllegalArgumentException e) {
                mistakes.add(source + name + " names a file that cannot be one: "
                        + Printable.quote(wish.substring(colon + 1)));
            }
        }
    }

    /** The formats that there are, by name. */
    public Map<String, ReportFormat> formats() {
        if (formats == null) {
            formats = new LinkedHashMap<>();
            for (ReportFormat format : Providers.of(ReportFormat.class, warnings)) {
                formats.put(format.name(), format);
            }
        }
        return formats;
    }

    /** What to do instead of starting the application; empty for a boot. */
    public String command() {
        return command;
    }

    /** The arguments that are the application's, or those of a command. */
    public List<String> arguments() {
        return arguments;
    }

    /** What the arguments say of colour; empty if nothing. */
    public String colour() {
        return colour;
    }

    /** What is wrong with the arguments, one line each. */
    public List<String> mistakes() {
        return mistakes;
    }

    /** What is wrong beside the arguments, one line each. */
    public List<String> warnings() {
        return warnings;
    }

    /** Whether a report goes to the standard output stream, which then is for machines. */
    public boolean printsReport() {
        for (ReportTarget target : targets) {
            if (target.isPrinted()) {
                return true;
            }
        }
        return false;
    }

    /** Whether an argument asks for a report; the variable counts for whatever has one. */
    public boolean asksForReport() {
        return asksForReport;
    }

    /** The reports that are asked for. */
    public List<ReportTarget> targets() {
        return targets;
    }
}
