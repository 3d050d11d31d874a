package dev.preflight.benchmarks.config;

import dev.preflight.benchmarks.Inputs;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;

/** The same variables, asked for one by one; the files by hand, which it does not check. */
public final class WithSmallRyeConfig {
    private WithSmallRyeConfig() {}

    public static void main(String[] args) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(System.getenv(), 300))
                .build();
        get(config, Inputs.TEXTS, String.class);
        get(config, Inputs.NUMBERS, Integer.class);
        get(config, Inputs.PORTS, Integer.class);
        get(config, Inputs.URLS, URI.class);
        Readable.all(Inputs.FILES);
    }

    private static void get(SmallRyeConfig config, String[] names, Class<?> type) {
        for (String name : names) {
            config.getValue(name, type);
        }
    }
}
