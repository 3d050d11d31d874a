package dev.preflight.spring.connection;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
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
    private static final Set<String> LEFT_OUT = Set.of("ssl", "ping", "diskSpace");

    /** What tells whether this process is ready, which it is not before it has started. It has one for each line. */
    private static final Set<String> AVAILABILITY = Set.of(
            "org.springframework.boot.actuate.availability.AvailabilityStateHealthIndicator",
            "org.springframework.boot.health.application.AvailabilityStateHealthIndicator");

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
            boolean isOfBoot = each.isOfBoot()
                    // What a config server says would be told twice.
                    || each.typeName().startsWith("org.springframework.cloud.config.client.");
            boolean isOwn = root.equals("preflight") && each.typeName().startsWith("dev.preflight.spring.");
            if (!isOwn
                    && !isOfAvailability(each.type())
                    && !wrapsAvailability(each.indicator())
                    && !(isOfBoot && (LEFT_OUT.contains(root) || connections.covers(root)))) {
                worth.add(each);
            }
        }
        return worth;
    }

    private static boolean isOfAvailability(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (AVAILABILITY.contains(each.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether it asks another one in turn that is about availability, as one does that keeps its last answer. */
    private static boolean wrapsAvailability(Object indicator) {
        for (Class<?> type = indicator.getClass();
                type != null && !type.getName().startsWith("java.");
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object held = Modifier.isStatic(field.getModifiers())
                                || field.getType().isPrimitive()
                        ? null
                        : value(field, indicator);
                if (held != null && isOfAvailability(held.getClass())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Object value(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException | RuntimeException e) {
            // Of a module that does not open it.
            return null;
        }
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
