package dev.preflight.spring;

import dev.preflight.check.Check;
import java.util.List;

/**
 * Derives checks from an application as it is: its bean definitions, its beans, its environment. Each bean of this type
 * is asked once, after all bean post-processors are registered and before the web server and the beans that connect are
 * made. Declare it with a static {@code @Bean} method.
 *
 * <p>Where the application declares a check of the same kind and name itself, the derived one is left out. What a source
 * throws fails the self-check, and nothing else.
 */
@FunctionalInterface
public interface CheckSource {
    /**
     * Derives checks. It connects to nothing itself; the checks do, when they run.
     *
     * @param application the application to look at
     * @return the checks; those of them that are disabled or softened by properties are taken care of later
     */
    List<? extends Check<?>> checks(Application application);

    /**
     * Derives checks that only the beans of the application can tell something about. Asked once, after all singletons
     * are made and before the web server opens its port and listeners take messages. Default: none.
     *
     * @param application the application to look at
     * @return the checks; those of them that are disabled or softened by properties are taken care of later
     */
    default List<? extends Check<?>> lateChecks(Application application) {
        return List.of();
    }
}
