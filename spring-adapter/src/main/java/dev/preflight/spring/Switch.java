package dev.preflight.spring;

import org.springframework.core.env.Environment;

/**
 * Whether anything is verified at all. {@code preflight.enabled} says so; where it does not, everything is but in tests
 * of Spring Boot, which have no backends as a rule. While code is generated ahead of time, nothing ever is.
 */
public final class Switch {
    static final String ENABLED = PreflightProperties.PREFIX + ".enabled";

    private static final String AOT = "spring.aot.processing";
    private static final String TEST = "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

    private Switch() {}

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
        return enabled.isEmpty()
                ? !environment.getProperty(TEST, "").equals("true")
                : !enabled.equalsIgnoreCase("false");
    }
}
