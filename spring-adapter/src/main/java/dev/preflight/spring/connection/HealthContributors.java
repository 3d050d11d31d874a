package dev.preflight.spring.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/** Finds the health contributors of an application that tell something that is not known yet. */
final class HealthContributors {
    private static final String BOOT3 = "org.springframework.boot.actuate.health.HealthContributorRegistry";
    private static final String BOOT4 = "org.springframework.boot.health.registry.HealthContributorRegistry";

    /** What tells nothing about anything that the application depends on. */
    private static final Set<String> LEFT_OUT = Set.of("livenessState", "readinessState", "ssl", "ping", "diskSpace");

    /** What says UNKNOWN until the port is open: Spring Cloud asks the registry of services after that. */
    private static final Set<String> KNOWN_LATER = Set.of("discoveryComposite/discoveryClient");

    private HealthContributors() {}

    /** Whether a contributor cannot know how it is before the application takes traffic, so that this is no warning. */
    static boolean isKnownLater(String path) {
        return KNOWN_LATER.contains(path);
    }

    /** Those that are worth asking, given what the checks of connections cover. */
    static List<Contributor> of(ListableBeanFactory beans, Connections connections) {
        List<Contributor> worth = new ArrayList<>();
        for (Contributor each : all(beans)) {
            String root = each.path().indexOf('/') < 0
                    ? each.path()
                    : each.path().substring(0, each.path().indexOf('/'));
            boolean isOfBoot = each.type().startsWith("org.springframework.boot.")
                    // What a config server says would be told twice.
                    || each.type().startsWith("org.springframework.cloud.config.client.");
            boolean isOwn = root.equals("preflight") && each.type().startsWith("dev.preflight.spring.");
            if (!isOwn && !(isOfBoot && (LEFT_OUT.contains(root) || connections.covers(root)))) {
                worth.add(each);
            }
        }
        return worth;
    }

    /** Whether there is a registry of contributors, which holds those of Spring Boot that nobody switched off. */
    static boolean areKnown(ListableBeanFactory beans) {
        for (String registry : List.of(BOOT4, BOOT3)) {
            if (ClassUtils.isPresent(registry, null)
                    && beans.getBeanNamesForType(ClassUtils.resolveClassName(registry, null)).length > 0) {
                return true;
            }
        }
        return false;
    }

    private static List<Contributor> all(ListableBeanFactory beans) {
        if (ClassUtils.isPresent(BOOT4, null)) {
            return Boot4Contributors.of(beans);
        }
        return ClassUtils.isPresent(BOOT3, null) ? Boot3Contributors.of(beans) : List.of();
    }
}
