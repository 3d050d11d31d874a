package dev.preflight.spring.connection;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Finds the bean that changes what a client of Spring Boot does, so that the connection details are not the truth about
 * it. Whatever Spring Boot hands the method that makes the client, and those that make what is handed there in turn, is
 * looked at: a bean among it that is neither Spring Boot's own nor one of observation changes the client.
 */
final class Customizers {
    /** What a client is handed that says nothing about where and how it connects. */
    private static final List<String> COMMON = List.of(
            "java.",
            "io.micrometer.",
            "org.springframework.beans.",
            "org.springframework.boot.ssl.",
            "org.springframework.context.",
            "org.springframework.core.");

    private static final List<String> OBSERVATION =
            List.of("micrometer", "observation", "opentelemetry", "tracing", "brave", "metrics", "datadog");

    private final Definitions definitions;
    private final Injections injections;

    Customizers(Definitions definitions) {
        this.definitions = definitions;
        this.injections = new Injections(definitions.beanFactory());
    }

    /** The name of the bean that changes one of some clients, empty where none does. */
    String of(Kind kind, List<String> clients) {
        // What its factories were given is read from the factories themselves.
        if (kind == Kind.KAFKA || kind == Kind.MAIL) {
            return "";
        }
        Set<String> seen = new HashSet<>(clients);
        for (String client : clients) {
            String found = of(kind, client, seen);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private String of(Kind kind, String bean, Set<String> seen) {
        for (Class<?> type : given(bean)) {
            if (!isTelling(kind, type)) {
                continue;
            }
            for (String each : definitions.names(type.getName())) {
                if (!seen.add(each)) {
                    continue;
                }
                if (!isOfBoot(each)) {
                    if (!isOfObservation(each)) {
                        return each;
                    }
                    continue;
                }
                String deeper = of(kind, each, seen);
                if (!deeper.isEmpty()) {
                    return deeper;
                }
            }
        }
        return "";
    }

    private Set<Class<?>> given(String bean) {
        Class<?> type = definitions.types().get(bean);
        if (type == null || injections.factory(bean) == null) {
            return Set.of();
        }
        Set<Class<?>> given = new LinkedHashSet<>(injections.of(bean, type));
        given.addAll(injections.ofConstructors(injections.factory(bean).getDeclaringClass()));
        return given;
    }

    private static boolean isTelling(Kind kind, Class<?> type) {
        for (String common : COMMON) {
            if (type.getName().startsWith(common)) {
                return false;
            }
        }
        // What tokens are verified with beyond their keys is nothing of the connection.
        boolean isOfTokens = kind == Kind.ISSUER || kind == Kind.LOGIN;
        return !type.isPrimitive()
                && !kind.details().contains(type.getName())
                && (!isOfTokens || type.getSimpleName().endsWith("Customizer"))
                && !AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class);
    }

    private boolean isOfBoot(String bean) {
        if (definitions.isOfBoot(bean)) {
            return true;
        }
        ConfigurableListableBeanFactory beans = definitions.beanFactory();
        String type = beans.containsBeanDefinition(bean) && injections.factory(bean) == null
                ? beans.getBeanDefinition(bean).getBeanClassName()
                : null;
        return type != null && type.startsWith("org.springframework.boot.") && !isRegisteredByCode(bean);
    }

    private boolean isRegisteredByCode(String bean) {
        return definitions.beanFactory().getBeanDefinition(bean) instanceof AbstractBeanDefinition known
                && known.getInstanceSupplier() != null
                && !AotDetector.useGeneratedArtifacts();
    }

    private boolean isOfObservation(String bean) {
        Class<?> type = definitions.types().get(bean);
        String definer = injections.factory(bean) == null
                ? ""
                : injections.factory(bean).getDeclaringClass().getName();
        for (String each : List.of(definer, type == null ? "" : type.getName())) {
            String name = each.toLowerCase(Locale.ROOT);
            for (String part :
                    name.substring(0, Math.max(0, name.lastIndexOf('.'))).split("\\.")) {
                if (OBSERVATION.contains(part)) {
                    return true;
                }
            }
        }
        return false;
    }
}
