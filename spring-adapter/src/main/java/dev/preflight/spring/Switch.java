package dev.preflight.spring;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Whether anything is verified at all. {@code preflight.enabled} says so; where it does not, everything is but in tests
 * of Spring Boot, which have no backends as a rule. While code is generated ahead of time, nothing ever is.
 */
public final class Switch {
    static final String ENABLED = PreflightProperties.PREFIX + ".enabled";

    private static final String AOT = "spring.aot.processing";
    private static final String TEST = "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

    /** What a test sets itself, as {@code TestPropertySourceUtils} calls it. */
    private static final String INLINED = "Inlined Test Properties";

    private static final String BOOTSTRAPPER = "TestContextBootstrapper";

    private Switch() {}

    /** Whether an application is under test and nobody said that it is to be verified. */
    static boolean isOffInTest(Environment environment) {
        return isTest(environment)
                && SpringDeployment.value(environment, ENABLED).orElse("").isBlank();
    }

    /** Whether Spring Boot tests the application, as a whole or a slice of it: each leaves its name behind. */
    static boolean isTest(Environment environment) {
        if (environment.getProperty(TEST, "").equals("true")) {
            return true;
        }
        PropertySource<?> inlined = environment instanceof ConfigurableEnvironment known
                ? known.getPropertySources().get(INLINED)
                : null;
        if (inlined instanceof EnumerablePropertySource<?> enumerable) {
            for (String name : enumerable.getPropertyNames()) {
                if (name.endsWith(BOOTSTRAPPER)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether code is generated, and nothing is started. */
    static boolean isAheadOfTime() {
        return Boolean.getBoolean(AOT);
    }

    /**
     * Whether an application is verified.
     *
     * @param environment its environment
     * @return true unless it is switched off, a test, or processed ahead of time
     */
    public static boolean isOn(Environment environment) {
        if (isAheadOfTime()) {
            return false;
        }
        String enabled = SpringDeployment.value(environment, ENABLED).orElse("").strip();
        return enabled.isEmpty() ? !isTest(environment) : !enabled.equalsIgnoreCase("false");
    }
}
