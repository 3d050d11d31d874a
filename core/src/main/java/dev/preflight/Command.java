package dev.preflight;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Something that {@code --preflight=NAME} does instead of starting the application. Commands that are named to
 * {@link java.util.ServiceLoader} join those that every suite has: {@code check}, {@code offline}, {@code list},
 * {@code explain} and {@code help}.
 */
public interface Command {
    /**
     * What the command is called on the command line.
     *
     * @return a short name in lower case, such as {@code list}
     */
    String name();

    /**
     * What the command does, for the page that {@code --preflight=help} prints.
     *
     * @return one line, in lower case and without a full stop
     */
    String summary();

    /**
     * Whether the command runs the suite that it is given and ends with what the run found, so that
     * {@code --preflight-report} and {@code PREFLIGHT_REPORT} have something to write. With any other command that argument
     * is refused. Default: no.
     *
     * @return true if the suite is run
     */
    default boolean reports() {
        return false;
    }

    /**
     * Does it.
     *
     * @param suite the suite, which looks where the process that asks does
     * @param arguments the other arguments of {@code main}, but for those that begin with {@code --preflight}
     * @param out where to print what was asked for; characters that do not show as themselves become escapes, but for
     *     line breaks and tabs
     * @param err where to print what else there is to say, in the same way
     * @return the exit code of the process: 0 if all is well
     * @throws IllegalArgumentException if the arguments make no sense to the command; its message is printed and the
     *     exit code is 64
     * @throws IOException if something cannot be read or written; its message is printed and the exit code is 74
     */
    int run(Preflight suite, List<String> arguments, PrintStream out, PrintStream err) throws IOException;
}
