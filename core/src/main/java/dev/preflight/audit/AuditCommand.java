package dev.preflight.audit;

import dev.preflight.Command;
import dev.preflight.Preflight;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The command {@code --preflight=audit CLASSES...}: prints the {@link Findings} in directories of classes or jars, and
 * ends with 0 if there is none and with 1 if there are some.
 */
final class AuditCommand implements Command {
    /** Made by {@link java.util.ServiceLoader}. */
    public AuditCommand() {}

    /** {@inheritDoc} */
    @Override
    public String name() {
        return "audit";
    }

    /** {@inheritDoc} */
    @Override
    public String summary() {
        return "find what classes read and nobody declared";
    }

    /** {@inheritDoc} */
    @Override
    public int run(Preflight suite, List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("audit wants directories of classes or jars, such as target/classes");
        }
        Path[] places = new Path[arguments.size()];
        for (int i = 0; i < places.length; i++) {
            try {
                places[i] = Path.of(arguments.get(i));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("audit: argument " + (i + 1) + " is no path", e);
            }
        }
        Findings findings = Audit.of(suite).scan(places);
        out.println(findings);
        return findings.isClean() ? 0 : 1;
    }
}
