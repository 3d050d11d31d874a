package dev.preflight.spring.connection;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

/**
 * Tells which types a bean is given when it is made, without making it: those of the parameters of its factory method, or
 * of its constructors, fields and annotated methods, and what stands between angle brackets there.
 */
final class Injections {
    private static final int DEEPEST = 5;

    private final ConfigurableListableBeanFactory beans;

    Injections(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** The types that a bean of a type is given. */
    Set<Class<?>> of(String bean, Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        try {
            Method factory = factory(bean);
            if (factory == null) {
                addMembers(type, found);
            } else {
                addParameters(factory, found);
            }
        } catch (BeansException | LinkageError e) {
            // What is not on the class path is given to nobody.
            return found;
        }
        return found;
    }

    /** The method that makes a bean, null where there is none or nobody can tell. */
    Method factory(String bean) {
        if (!beans.containsBeanDefinition(bean)) {
            return null;
        }
        BeanDefinition definition = beans.getMergedBeanDefinition(bean);
        return definition instanceof RootBeanDefinition root ? root.getResolvedFactoryMethod() : null;
    }

    /** The types that the class of a configuration is given, whose methods make beans. */
    Set<Class<?>> ofConstructors(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        try {
            addConstructors(type, found);
        } catch (LinkageError e) {
            return found;
        }
        return found;
    }

    private static void addMembers(Class<?> type, Set<Class<?>> found) {
        addConstructors(type, found);
        for (Class<?> each = type; each != null && !each.getName().startsWith("java."); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                add(ResolvableType.forField(field), found, 0);
            }
            for (Method method : each.getDeclaredMethods()) {
                if (method.getAnnotations().length > 0) {
                    addParameters(method, found);
                }
            }
        }
    }

    private static void addConstructors(Class<?> type, Set<Class<?>> found) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            addParameters(constructor, found);
        }
    }

    private static void addParameters(Executable executable, Set<Class<?>> found) {
        for (int i = 0; i < executable.getParameterCount(); i++) {
            ResolvableType type = executable instanceof Method method
                    ? ResolvableType.forMethodParameter(method, i)
                    : ResolvableType.forConstructorParameter((Constructor<?>) executable, i);
            add(type, found, 0);
        }
    }

    private static void add(ResolvableType type, Set<Class<?>> found, int depth) {
        if (type.isArray()) {
            add(type.getComponentType(), found, depth);
            return;
        }
        Class<?> raw = type.resolve();
        if (raw != null) {
            found.add(raw);
        }
        if (depth < DEEPEST) {
            for (ResolvableType generic : type.getGenerics()) {
                add(generic, found, depth + 1);
            }
        }
    }
}
