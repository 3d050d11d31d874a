package dev.preflight.console;

import dev.preflight.deploy.Deployment;
import dev.preflight.report.TextReport;
import dev.preflight.text.Printable;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A stream of the process that people may be looking at: is it a terminal, how wide, does it show colours. */
public final class Terminal {
    public static final String COLOUR = "PREFLIGHT_COLOR";

    private final PrintStream stream;
    private final Charset charset;
    private final boolean terminal;
    private final boolean colour;
    private final int columns;

    public Terminal(PrintStream stream, Charset charset, boolean terminal, String wish, Deployment deployment) {
        this.stream = stream;
        this.charset = charset;
        boolean dumb = "dumb".equals(deployment.variable("TERM").orElse(""));
        this.terminal = terminal && !dumb;
        this.colour = isColoured(wish, deployment, this.terminal);
        this.columns = columns(terminal, deployment);
    }

    /**
     * The standard output stream.
     *
     * @param stream the stream, or what stands in for it
     * @param wish what the command line says of colour; empty if nothing
     */
    public static Terminal out(PrintStream stream, String wish, Deployment deployment) {
        return new Terminal(stream, charset("stdout.encoding", "sun.stdout.encoding"), isTerminal(1), wish, deployment);
    }

    /** The standard error stream. */
    public static Terminal err(String wish, Deployment deployment) {
        return err(System.err, wish, deployment);
    }

    public static Terminal err(PrintStream stream, String wish, Deployment deployment) {
        return new Terminal(stream, charset("stderr.encoding", "sun.stderr.encoding"), isTerminal(2), wish, deployment);
    }

    /** Explicit setting, NO_COLOR (no-color.org), FORCE_COLOR, and what the stream is, in this order. */
    private static boolean isColoured(String wish, Deployment deployment, boolean terminal) {
        String setting = wish.isEmpty() ? deployment.variable(COLOUR).orElse("").strip() : wish;
        switch (setting.toLowerCase(Locale.ROOT)) {
            case "always" -> {
                return true;
            }
            case "never" -> {
                return false;
            }
            default -> {
                if (!deployment.variable("NO_COLOR").orElse("").isEmpty()) {
                    return false;
                }
                String forced = deployment.variable("FORCE_COLOR").orElse("");
                return !forced.isEmpty() && !forced.equals("0") && !forced.equals("false") || terminal;
            }
        }
    }

    /** How wide lines may be; on a terminal that does not say, there is no right margin to move anything to. */
    private static int columns(boolean terminal, Deployment deployment) {
        try {
            int columns = Integer.parseInt(deployment.variable("COLUMNS").orElse(""));
            if (columns > 0) {
                return Math.min(columns, TextReport.WIDTH);
            }
        } catch (NumberFormatException e) {
            // Nobody said so, or not in a number.
            return terminal ? 1 : TextReport.WIDTH;
        }
        return terminal ? 1 : TextReport.WIDTH;
    }

    /** What the stream writes characters as; the properties that say so differ between versions of Java. */
    private static Charset charset(String... properties) {
        for (String property : new String[] {properties[0], properties[1], "native.encoding"}) {
            String name = System.getProperty(property);
            try {
                if (name != null && Charset.isSupported(name)) {
                    return Charset.forName(name);
                }
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                continue;
            }
        }
        return Charset.defaultCharset();
    }

    private static boolean isTerminal(int descriptor) {
        try {
            // Linux tells of each stream; Console knows only whether all of them are one.
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return isConsole(System.console());
        }
    }

    /** From Java 22 on there is a console without a terminal too. */
    private static boolean isConsole(Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    public boolean isTerminal() {
        return terminal;
    }

    public PrintStream stream() {
        return stream;
    }

    /** A text in the colours and the width of this screen. */
    public TextReport fit(TextReport text) {
        TextReport fitting = text.columns(columns);
        return colour ? fitting.inColour() : fitting;
    }

    /**
     * Prints lines; characters that the stream cannot write become escapes instead of question marks. Only a report may
     * hold sequences that colour it: all that it shows of others is escaped already.
     */
    public void print(Object text) {
        String lines = text.toString();
        stream.println(writable(text instanceof TextReport ? lines : PrintableOutput.lines(lines)));
        stream.flush();
    }

    /** Draws a line where the cursor stands, between two sequences that move it. */
    void show(String before, String text, String after) {
        stream.print(before + writable(text) + after);
        stream.flush();
    }

    private String writable(String text) {
        CharsetEncoder encoder = charset.canEncode() ? charset.newEncoder() : null;
        if (encoder == null || encoder.canEncode(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (encoder.canEncode(c)) {
                out.append(c);
            } else {
                Printable.escape(c, out);
            }
        }
        return out.toString();
    }
}
