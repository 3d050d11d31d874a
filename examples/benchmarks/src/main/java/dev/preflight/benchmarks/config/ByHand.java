package dev.preflight.benchmarks.config;

import dev.preflight.benchmarks.Inputs;
import java.net.URI;
import java.util.Map;

/** The floor: loops of somebody who knows what is slow in a cold JVM, and to whom the first problem is enough. */
public final class ByHand {
    private ByHand() {}

    public static void main(String[] args) {
        check();
    }

    /** Checks all variables and files. */
    public static void check() {
        Map<String, String> environment = System.getenv();
        for (String name : Inputs.TEXTS) {
            text(environment, name);
        }
        for (String name : Inputs.NUMBERS) {
            between(text(environment, name), 1, 1000);
        }
        for (String name : Inputs.PORTS) {
            between(text(environment, name), 1, 65535);
        }
        for (String name : Inputs.URLS) {
            String scheme = URI.create(text(environment, name)).getScheme();
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw new IllegalStateException(name);
            }
        }
        Readable.all(Inputs.FILES);
    }

    private static String text(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name);
        }
        return value;
    }

    private static void between(String value, int least, int most) {
        int number = Integer.parseInt(value);
        if (number < least || number > most) {
            throw new IllegalStateException(value);
        }
    }
}
