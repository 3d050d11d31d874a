package dev.preflight.spring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The properties below {@code preflight} that steer the self-check. {@code spring-configuration-metadata.json}
 * describes them.
 *
 * @param mode how much failures count
 * @param deadline how long the run may take
 * @param checks what is said of single checks, by their names
 * @param placeholders what is said of placeholders
 */
record PreflightProperties(
        @DefaultValue("enforce") Mode mode,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue Map<String, OfCheck> checks,
        @DefaultValue Placeholders placeholders) {
    static final String PREFIX = "preflight";

    /**
     * What is said of one check. Null where nothing is said.
     *
     * @param mode how much its failure counts
     * @param timeout how long one attempt may take
     * @param retryFor how long a transient failure is tried again
     */
    record OfCheck(Mode mode, Duration timeout, Duration retryFor) {}

    /**
     * What is said of placeholders.
     *
     * @param ignore names of placeholders, or of properties, that are meant to stay as they are
     */
    record Placeholders(@DefaultValue List<String> ignore) {}

    static PreflightProperties of(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate(PREFIX, Bindable.of(PreflightProperties.class));
    }
}
