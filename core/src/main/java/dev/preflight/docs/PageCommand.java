package dev.preflight.docs;

import dev.preflight.Command;
import dev.preflight.Preflight;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Prints a page, tells whether a file holds the current one, or brings it up to date. */
abstract class PageCommand implements Command {
    /** The exit code where a file is not current. */
    private static final int STALE = 1;

    private final Page page;

    PageCommand(Page page) {
        this.page = page;
    }

    /** {@inheritDoc} */
    @Override
    public final String name() {
        return page.command();
    }

    /** {@inheritDoc} */
    @Override
    public final String summary() {
        return page.summary();
    }

    /** {@inheritDoc} */
    @Override
    public final int run(Preflight suite, List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.isEmpty()) {
            out.print(page.of(suite));
            return 0;
        }
        if (arguments.size() == 2 && arguments.get(0).equals("--check")) {
            return check(GeneratedFile.of(page, suite, path(arguments.get(1))), arguments.get(1), out, err);
        }
        if (arguments.size() == 2 && arguments.get(0).equals("--write")) {
            boolean written =
                    GeneratedFile.of(page, suite, path(arguments.get(1))).update();
            err.println("preflight: " + arguments.get(1) + (written ? " is written" : " is current"));
            return 0;
        }
        throw new IllegalArgumentException(name() + " takes no argument, --check FILE or --write FILE");
    }

    private int check(GeneratedFile file, String name, PrintStream out, PrintStream err) throws IOException {
        String difference = file.difference();
        if (difference.isEmpty()) {
            err.println("preflight: " + name + " is current");
            return 0;
        }
        out.println(difference);
        err.println("preflight: " + name + " is stale; --preflight=" + name() + " --write " + name + " mends it");
        return STALE;
    }

    private Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name() + ": no path: " + Words.oneLine(text), e);
        }
    }
}
