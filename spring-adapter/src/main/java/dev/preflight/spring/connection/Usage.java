package dev.preflight.spring.connection;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * Tells whether anything of the application uses the clients of a kind: a repository, a listener, a bean of its own that
 * is given a client, or what a library makes of one, or that is of the library itself. A client that is only there
 * because its jar is, and that Spring Boot hands to its own beans, is not used. No bean is made to find that out.
 */
final class Usage {
    /** What works for the application without being handed to a bean of its own. */
    private static final List<String> WORKERS = List.of(
            "org.springframework.cache.CacheManager",
            "org.springframework.session.SessionRepository",
            "org.springframework.session.ReactiveSessionRepository");

    /** Types of which a bean says nothing about what is behind it. */
    private static final List<String> COMMON = List.of(
            "java.",
            "io.micrometer.",
            "org.springframework.aop.",
            "org.springframework.beans.",
            "org.springframework.boot.",
            "org.springframework.context.",
            "org.springframework.core.",
            "org.springframework.dao.",
            "org.springframework.transaction.");

    private final Definitions definitions;
    private final Injections injections;
    private final Owners owners;
    private Map<String, Class<?>> own;

    Usage(Definitions definitions) {
        ConfigurableListableBeanFactory beans = definitions.beanFactory();
        this.definitions = definitions;
        this.injections = new Injections(beans);
        this.owners = new Owners(beans, injections);
    }

    /** Whether any of some clients of a kind is used, as far as anybody can tell. */
    boolean isUsed(Kind kind, List<String> clients) {
        Set<String> handed = new HashSet<>(clients);
        while (addMadeOf(handed)) {
            // What was added may be handed on in turn.
            continue;
        }
        for (String worker : WORKERS) {
            for (String bean : definitions.names(worker)) {
                if (handed.contains(bean)) {
                    return true;
                }
            }
        }
        for (Map.Entry<String, Class<?>> each : own().entrySet()) {
            if (isOf(kind, each.getKey(), each.getValue()) || isGiven(kind, each.getKey(), each.getValue(), handed)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the application defines a bean of one of some types. */
    boolean hasOwn(List<String> types) {
        for (String bean : definitions.names(types)) {
            if (own().containsKey(bean)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a bean of the application is given something of a type. */
    boolean isGivenToOwn(String type) {
        for (Map.Entry<String, Class<?>> each : own().entrySet()) {
            for (Class<?> given : injections.of(each.getKey(), each.getValue())) {
                if (given.getName().equals(type)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds what libraries make of what is handed on; returns whether there was any. */
    private boolean addMadeOf(Set<String> handed) {
        boolean any = false;
        for (Map.Entry<String, Class<?>> each : definitions.types().entrySet()) {
            String bean = each.getKey();
            if (!handed.contains(bean)
                    && !own().containsKey(bean)
                    && isHanded(injections.of(bean, each.getValue()), handed)) {
                handed.add(bean);
                any = true;
            }
        }
        return any;
    }

    private boolean isHanded(Set<Class<?>> types, Set<String> handed) {
        for (Class<?> type : types) {
            if (isTelling(type)) {
                for (String bean : definitions.names(type.getName())) {
                    if (handed.contains(bean)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isTelling(Class<?> type) {
        for (String common : COMMON) {
            if (type.getName().startsWith(common)) {
                return false;
            }
        }
        return !type.isPrimitive();
    }

    private boolean isGiven(Kind kind, String bean, Class<?> type, Set<String> handed) {
        Set<Class<?>> given = injections.of(bean, type);
        if (isHanded(given, handed)) {
            return true;
        }
        for (Class<?> each : given) {
            // The application makes something of the same properties.
            for (String details : kind.details()) {
                if (ClassUtils.getPackageName(details).equals(each.getPackageName())) {
                    return true;
                }
            }
            // What is made of other clients than these, such as the application's own, is no use of these.
            if (isOfLibrary(kind, each.getName())
                    && definitions.names(each.getName()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a bean is a repository, has a listener, or is something of the library. */
    private boolean isOf(Kind kind, String bean, Class<?> type) {
        boolean isClient = definitions.names(kind.clients()).contains(bean);
        return isOfLibrary(kind, type.getName()) && !isClient || isRepository(kind, bean) || hasListener(kind, type);
    }

    private boolean isRepository(Kind kind, String bean) {
        String name = definitions.beanFactory().containsBeanDefinition(bean)
                ? definitions.beanFactory().getBeanDefinition(bean).getBeanClassName()
                : null;
        return name != null && isOfLibrary(kind, name) && name.contains(".repository.");
    }

    private static boolean hasListener(Kind kind, Class<?> type) {
        if (kind.libraries().isEmpty()) {
            return false;
        }
        try {
            if (isListener(kind, MergedAnnotations.from(type, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY))) {
                return true;
            }
            for (Class<?> each = ClassUtils.getUserClass(type);
                    each != null && !each.getName().startsWith("java.");
                    each = each.getSuperclass()) {
                for (Method method : each.getDeclaredMethods()) {
                    if (isListener(kind, MergedAnnotations.from(method))) {
                        return true;
                    }
                }
            }
        } catch (LinkageError e) {
            return false;
        }
        return false;
    }

    private static boolean isListener(Kind kind, MergedAnnotations annotations) {
        for (MergedAnnotation<Annotation> each : annotations) {
            String name = each.getType().getSimpleName();
            // What enables listeners is no listener.
            if (isOfLibrary(kind, each.getType().getName()) && !name.startsWith("Enable")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfLibrary(Kind kind, String type) {
        for (String library : kind.libraries()) {
            if (type.startsWith(library)) {
                return true;
            }
        }
        return false;
    }

    /** The beans of the application, and its repositories, which a library defines for it. */
    private Map<String, Class<?>> own() {
        if (own == null) {
            own = new LinkedHashMap<>();
            for (Map.Entry<String, Class<?>> each : definitions.types().entrySet()) {
                if (isRepository(each.getKey()) || owners.isOfApplication(each.getKey(), each.getValue())) {
                    own.put(each.getKey(), each.getValue());
                }
            }
        }
        return own;
    }

    private boolean isRepository(String bean) {
        if (!definitions.beanFactory().containsBeanDefinition(bean)) {
            return false;
        }
        BeanDefinition definition = definitions.beanFactory().getBeanDefinition(bean);
        String name = definition.getBeanClassName();
        return name != null
                && name.startsWith("org.springframework.data.")
                && name.contains(".repository.")
                && name.endsWith("FactoryBean");
    }
}
