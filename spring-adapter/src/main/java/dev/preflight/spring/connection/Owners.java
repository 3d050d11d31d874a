package dev.preflight.spring.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.annotation.ImportCandidates;

/**
 * Tells the beans that the application defines from those that Spring and auto-configurations bring along with a library,
 * which are there because a jar is.
 */
final class Owners {
    private static final String SPRING = "org.springframework.";
    private static final String PREFLIGHT = "dev.preflight.";

    private final ConfigurableListableBeanFactory beans;
    private final Injections injections;
    private final List<String> own;
    private List<String> libraries;

    Owners(ConfigurableListableBeanFactory beans, Injections injections) {
        this.beans = beans;
        this.injections = injections;
        this.own = AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
    }

    /** Whether the application defines a bean itself. */
    boolean isOfApplication(String bean, Class<?> type) {
        if (!beans.containsBeanDefinition(bean)) {
            // Somebody registered it, such as a test or an initializer.
            return !type.getName().startsWith(SPRING) && !type.getName().startsWith("java.");
        }
        BeanDefinition definition = beans.getBeanDefinition(bean);
        if (definition.getRole() == BeanDefinition.ROLE_INFRASTRUCTURE) {
            return false;
        }
        if (isRegisteredByCode(definition)) {
            return true;
        }
        String definer = definer(bean, definition, type);
        for (String each : own) {
            if (definer.startsWith(each + ".")) {
                return true;
            }
        }
        return !definer.startsWith(SPRING) && !isOfLibrary(definer);
    }

    /** Whether it is defined by a lambda, as {@code registerBean} does; what was processed ahead of time always is. */
    private static boolean isRegisteredByCode(BeanDefinition definition) {
        Supplier<?> supplier = definition instanceof AbstractBeanDefinition known ? known.getInstanceSupplier() : null;
        return supplier != null && !AotDetector.useGeneratedArtifacts();
    }

    /** The name of the class whose code says that there is such a bean. */
    String definer(String bean, BeanDefinition definition, Class<?> type) {
        if (definition instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null) {
            return annotated.getFactoryMethodMetadata().getDeclaringClassName();
        }
        if (injections.factory(bean) != null) {
            return injections.factory(bean).getDeclaringClass().getName();
        }
        String name = definition.getBeanClassName();
        return name == null ? type.getName() : name;
    }

    private boolean isOfLibrary(String definer) {
        if (libraries == null) {
            libraries = new ArrayList<>();
            for (String each : ImportCandidates.load(AutoConfiguration.class, beans.getBeanClassLoader())) {
                if (!each.startsWith(SPRING) && !each.startsWith(PREFLIGHT) && each.indexOf('.') > 0) {
                    libraries.add(each.substring(0, each.lastIndexOf('.') + 1));
                }
            }
        }
        for (String each : libraries) {
            if (definer.startsWith(each)) {
                return true;
            }
        }
        return false;
    }
}
