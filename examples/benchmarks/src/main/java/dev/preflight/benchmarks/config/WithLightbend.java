package dev.preflight.benchmarks.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.preflight.benchmarks.Inputs;
import java.util.HashMap;
import java.util.Map;

/** The same variables against a reference of what there must be; the files by hand, which it does not check. */
public final class WithLightbend {
    private WithLightbend() {}

    public static void main(String[] args) {
        Map<String, Object> reference = new HashMap<>();
        put(reference, Inputs.TEXTS, "");
        put(reference, Inputs.NUMBERS, 0);
        put(reference, Inputs.PORTS, 0);
        put(reference, Inputs.URLS, "");
        Config config = ConfigFactory.systemEnvironment();
        config.checkValid(ConfigFactory.parseMap(reference));
        for (String name : Inputs.NUMBERS) {
            config.getInt(name);
        }
        for (String name : Inputs.PORTS) {
            config.getInt(name);
        }
        Readable.all(Inputs.FILES);
    }

    private static void put(Map<String, Object> reference, String[] names, Object value) {
        for (String name : names) {
            reference.put(name, value);
        }
    }
}
