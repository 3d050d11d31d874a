package dev.preflight;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** A command as somebody outside the library may bring it along. */
public final class GreetCommand implements Command {
    @Override
    public String name() {
        return "greet";
    }

    @Override
    public String summary() {
        return "greet whoever asks";
    }

    @Override
    public int run(Preflight suite, List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("greet wants a name");
        }
        if (arguments.get(0).equals("nobody")) {
            throw new IOException("nobody is there");
        }
        out.println("hello " + String.join(" and ", arguments) + ", from " + suite.name());
        return 3;
    }
}
