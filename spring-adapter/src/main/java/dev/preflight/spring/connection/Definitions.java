package dev.preflight.spring.connection;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

/**
 * Finds beans by the name of a type, and tells those of Spring Boot from those of the application. Each bean is looked at
 * once: to ask the class path for every type that there might be, and the bean factory for the beans of each type that is
 * there, costs a start many times as much. It shows the beans that there were when it was made.
 */
final class Definitions {
    private static final String BOOT = "org.springframework.boot.";

    private final ConfigurableListableBeanFactory beanFactory;
    private final Map<String, List<String>> namesByType = new HashMap<>();
    private final Map<String, Class<?>> types = new LinkedHashMap<>();

    Definitions(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
        for (Iterator<String> names = beanFactory.getBeanNamesIterator(); names.hasNext(); ) {
            String name = names.next();
            Class<?> type = type(name);
            if (type != null) {
                types.put(name, type);
                add(name, type);
            }
        }
    }

    /** The type of a bean as far as it can be told without making one, null where it cannot or there is no bean. */
    private Class<?> type(String bean) {
        try {
            boolean isAbstract = beanFactory.containsBeanDefinition(bean)
                    && beanFactory.getMergedBeanDefinition(bean).isAbstract();
            return isAbstract ? null : beanFactory.getType(bean, false);
        } catch (BeansException | LinkageError e) {
            // Whoever needs this bean will tell what is wrong with it.
            return null;
        }
    }

    private void add(String bean, Class<?> type) {
        List<String> names = namesByType.get(type.getName());
        if (names == null) {
            names = new ArrayList<>();
            namesByType.put(type.getName(), names);
        } else if (names.get(names.size() - 1).equals(bean)) {
            return;
        }
        names.add(bean);
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
            add(bean, type.getSuperclass());
        }
        for (Class<?> each : type.getInterfaces()) {
            add(bean, each);
        }
    }

    /** The names of the beans of a type, none where it is not on the class path. */
    List<String> names(String type) {
        return List.copyOf(namesByType.getOrDefault(type, List.of()));
    }

    /** The types of all beans of which one can be told, by their names. */
    Map<String, Class<?>> types() {
        return types;
    }

    ConfigurableListableBeanFactory beanFactory() {
        return beanFactory;
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

    /** Of some beans, those that a method of Spring Boot makes. */
    List<String> ofBoot(List<String> beans) {
        List<String> made = new ArrayList<>();
        for (String bean : beans) {
            if (isOfBoot(bean)) {
                made.add(bean);
            }
        }
        return made;
    }

    /** Whether a method of Spring Boot makes the bean. Of one that nobody can tell, it is the application. */
    boolean isOfBoot(String name) {
        if (!beanFactory.containsBeanDefinition(name)) {
            return false;
        }
        BeanDefinition definition = beanFactory.getBeanDefinition(name);
        if (definition instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null) {
            return isOfBootClass(annotated.getFactoryMethodMetadata().getDeclaringClassName());
        }
        // Of a context that was processed ahead of time.
        Method factory = definition instanceof RootBeanDefinition root ? root.getResolvedFactoryMethod() : null;
        return factory != null && isOfBootClass(factory.getDeclaringClass().getName());
    }

    /** What Spring Boot only looks up in JNDI is made by somebody else, whom no connection details know. */
    private static boolean isOfBootClass(String name) {
        return name.startsWith(BOOT)
                && !name.substring(name.lastIndexOf('.') + 1).startsWith("Jndi");
    }

    /** Whether one of some beans has an annotation, on its class or on the method that makes it. */
    boolean isAnyAnnotated(List<String> beans, String annotation) {
        for (String bean : beans) {
            if (beanFactory.containsBeanDefinition(bean)
                    && beanFactory.getBeanDefinition(bean) instanceof AnnotatedBeanDefinition annotated
                    && (annotated.getMetadata().isAnnotated(annotation)
                            || annotated.getFactoryMethodMetadata() != null
                                    && annotated.getFactoryMethodMetadata().isAnnotated(annotation))) {
                return true;
            }
        }
        return false;
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
