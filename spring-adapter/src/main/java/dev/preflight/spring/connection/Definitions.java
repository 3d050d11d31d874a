package dev.preflight.spring.connection;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

/** Finds bean definitions by the name of a type, and tells those of Spring Boot from those of the application. */
final class Definitions {
    private static final String BOOT = "org.springframework.boot.";

    private final ConfigurableListableBeanFactory beanFactory;

    Definitions(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    /** The names of the beans of a type, none where it is not on the class path. */
    List<String> names(String type) {
        ClassLoader loader = beanFactory.getBeanClassLoader();
        if (!ClassUtils.isPresent(type, loader)) {
            return List.of();
        }
        return List.of(beanFactory.getBeanNamesForType(ClassUtils.resolveClassName(type, loader), true, false));
    }

    /** The names of the beans of some types. */
    List<String> names(List<String> types) {
        List<String> names = new ArrayList<>();
        for (String type : types) {
            for (String name : names(type)) {
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Whether a method of Spring Boot makes the bean. Of one that nobody can tell, it is the application. */
    boolean isOfBoot(String name) {
        if (!beanFactory.containsBeanDefinition(name)) {
            return false;
        }
        BeanDefinition definition = beanFactory.getBeanDefinition(name);
        if (definition instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null) {
            return annotated.getFactoryMethodMetadata().getDeclaringClassName().startsWith(BOOT);
        }
        // Of a context that was processed ahead of time.
        Method factory = definition instanceof RootBeanDefinition root ? root.getResolvedFactoryMethod() : null;
        return factory != null && factory.getDeclaringClass().getName().startsWith(BOOT);
    }

    boolean isPresent(String type) {
        return ClassUtils.isPresent(type, beanFactory.getBeanClassLoader());
    }

    boolean isPrimary(String name) {
        return beanFactory.containsBeanDefinition(name)
                && beanFactory.getBeanDefinition(name).isPrimary();
    }

    Object bean(String name) {
        return beanFactory.getBean(name);
    }
}
