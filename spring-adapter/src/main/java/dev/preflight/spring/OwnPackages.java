package dev.preflight.spring;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.util.ClassUtils;

/** The packages of the application: those of its main class, and of the modules beside that. */
final class OwnPackages {
    /** Below these, everybody has packages. */
    private static final Set<String> SHARED = Set.of(
            "com.github", "com.gitlab", "io.github", "io.gitlab", "org.apache", "org.eclipse", "org.springframework");

    private final Set<String> scanned = new LinkedHashSet<>();
    private final Set<String> own = new LinkedHashSet<>();

    OwnPackages(ConfigurableListableBeanFactory beans) {
        if (AutoConfigurationPackages.has(beans)) {
            scanned.addAll(AutoConfigurationPackages.get(beans));
        } else {
            String main = ofFirst(beans);
            if (!main.isEmpty()) {
                scanned.add(main);
            }
        }
        for (String each : scanned) {
            own.add(each);
            int dot = each.lastIndexOf('.');
            String above = dot < 0 ? "" : each.substring(0, dot);
            if (above.indexOf('.') > 0 && !SHARED.contains(above)) {
                own.add(above);
            }
        }
    }

    /** What the application is made of is registered before anything else that is not Spring's. */
    private static String ofFirst(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            if (beans.getBeanDefinition(name) instanceof AnnotatedBeanDefinition annotated
                    && annotated.getFactoryMethodMetadata() == null
                    && !annotated.getMetadata().getClassName().startsWith("org.springframework.")) {
                return ClassUtils.getPackageName(annotated.getMetadata().getClassName());
            }
        }
        return "";
    }

    /** Whether a class belongs to the application. */
    boolean contain(String className) {
        for (String each : own) {
            if (className.startsWith(each + ".")) {
                return true;
            }
        }
        return false;
    }

    /** The packages whose classes are the application's beyond doubt. */
    List<String> scanned() {
        return List.copyOf(scanned);
    }
}
