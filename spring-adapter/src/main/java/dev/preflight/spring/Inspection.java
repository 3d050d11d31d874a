package dev.preflight.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What the environment says of the self-check, and what is wrong with it.
 *
 * @param properties the properties below {@code preflight}
 * @param adjustments what they say of single checks
 * @param findings what is wrong
 */
record Inspection(PreflightProperties properties, Adjustments adjustments, Findings findings) {
    /** Looks through an environment as it is now. */
    static Inspection of(ConfigurableEnvironment environment) {
        List<Mistake> mistakes = new ArrayList<>(0);
        PreflightProperties properties = Mistakes.read(environment, mistakes);
        Adjustments adjustments = new Adjustments(properties);
        return new Inspection(properties, adjustments, Findings.of(environment, properties, adjustments, mistakes));
    }
}
