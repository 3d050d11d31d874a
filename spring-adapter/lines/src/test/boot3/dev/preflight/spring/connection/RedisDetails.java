package dev.preflight.spring.connection;

import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Where another Redis is, as this generation of Spring Boot has it. */
final class RedisDetails implements RedisConnectionDetails {
    private final int port;

    private RedisDetails(int port) {
        this.port = port;
    }

    /** Adds a bean of its own, which replaces that of the properties. */
    static void register(ConfigurableApplicationContext context, String name, int port, boolean primary) {
        ((GenericApplicationContext) context)
                .registerBean(
                        name,
                        RedisConnectionDetails.class,
                        () -> new RedisDetails(port),
                        definition -> definition.setPrimary(primary));
    }

    @Override
    public Standalone getStandalone() {
        return Standalone.of("127.0.0.1", port);
    }
}
