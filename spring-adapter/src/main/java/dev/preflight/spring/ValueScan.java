package dev.preflight.spring;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Reads the placeholders of the code: every {@code @Value} of the classes of beans, but for those of Spring. */
final class ValueScan {
    private final ConfigurableListableBeanFactory beans;
    private final boolean isDocumentation;
    private final Set<Class<?>> seen = new HashSet<>();
    private final List<Text> found = new ArrayList<>();

    /**
     * An annotation whose text has a placeholder.
     *
     * @param text the text
     * @param type the name of the class that it stands in
     * @param member the field, method or constructor that it stands at
     */
    record Text(String text, String type, String member) {}

    private ValueScan(ConfigurableListableBeanFactory beans, boolean isDocumentation) {
        this.beans = beans;
        this.isDocumentation = isDocumentation;
    }

    /**
     * Those that cannot be resolved in the beans that the context is about to make: all of them, where Spring would stop
     * at the first. Spring itself is asked whether it could resolve one, and beans that are lazy or not single are left
     * out, so that what is found here would end the boot in any case.
     */
    static List<Text> unresolved(ConfigurableListableBeanFactory beans) {
        return new ValueScan(beans, false).run();
    }

    /** All of them, whether they have a value here or not. */
    static List<Text> documented(ConfigurableListableBeanFactory beans) {
        return new ValueScan(beans, true).run();
    }

    private List<Text> run() {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getMergedBeanDefinition(name);
            boolean isToBeMade = definition.isSingleton() && !definition.isLazyInit() && !beans.containsSingleton(name);
            if (!definition.isAbstract()
                    && definition.getRole() != BeanDefinition.ROLE_INFRASTRUCTURE
                    && (isDocumentation || isToBeMade)) {
                read(name, definition);
            }
        }
        return found;
    }

    private void read(String name, BeanDefinition definition) {
        try {
            Class<?> type = beans.getType(name, false);
            Method factory = definition instanceof RootBeanDefinition root ? root.getResolvedFactoryMethod() : null;
            if (factory != null && !isOfOthers(factory.getDeclaringClass())) {
                read(factory, factory.getName() + "()");
            }
            if (type == null || beans.isFactoryBean(name)) {
                // What a factory makes is not injected by Spring.
                return;
            }
            Class<?> written = ClassUtils.getUserClass(type);
            if (isConstructed(definition) && !isOfOthers(written) && !seen.contains(written)) {
                readConstructor(written);
            }
            for (Class<?> each = written; each != null && !isOfOthers(each) && seen.add(each); ) {
                readMembers(each, written);
                each = each.getSuperclass();
            }
        } catch (RuntimeException | LinkageError e) {
            // A class that cannot be looked at is none that anything can be said of; who needs it will tell.
            return;
        }
    }

    /** Whether Spring calls the constructor, and finds what it takes by itself. */
    private static boolean isConstructed(BeanDefinition definition) {
        boolean isSupplied = definition instanceof AbstractBeanDefinition known && known.getInstanceSupplier() != null;
        return definition.getFactoryMethodName() == null && !isSupplied && !definition.hasConstructorArgumentValues();
    }

    private static boolean isOfOthers(Class<?> type) {
        String name = type.getName();
        return name.startsWith("org.springframework.") || name.startsWith("java.");
    }

    private void readMembers(Class<?> type, Class<?> bean) {
        if (type.isRecord()) {
            // What its components are annotated with counts for the constructor.
            return;
        }
        ReflectionUtils.doWithLocalFields(type, field -> {
            if (!Modifier.isStatic(field.getModifiers())) {
                read(field, field.getDeclaringClass(), field.getName());
            }
        });
        ReflectionUtils.doWithLocalMethods(type, method -> {
            if (method.getDeclaredAnnotations().length > 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.equals(ClassUtils.getMostSpecificMethod(method, bean))) {
                read(method, method.getDeclaringClass(), method.getName() + "()");
                if (method.isAnnotationPresent(Autowired.class)) {
                    read(method, method.getName() + "()");
                }
            }
        });
    }

    /** The one that Spring takes: the only one, or the one that is annotated. */
    private void readConstructor(Class<?> type) {
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        for (Constructor<?> constructor : constructors) {
            Autowired autowired = constructor.getAnnotation(Autowired.class);
            if (constructors.length == 1 || autowired != null && autowired.required()) {
                read(constructor, "constructor");
            }
        }
    }

    private void read(Executable executable, String member) {
        for (Parameter parameter : executable.getParameters()) {
            read(parameter, executable.getDeclaringClass(), member);
        }
    }

    private void read(AnnotatedElement element, Class<?> type, String member) {
        Annotation[] annotations = element.getDeclaredAnnotations();
        if (annotations.length == 0) {
            return;
        }
        MergedAnnotation<Value> value = MergedAnnotations.from(annotations).get(Value.class);
        String text = value.isPresent() ? value.getString("value") : "";
        if (text.contains("${") && (isDocumentation || cannotBeResolved(text))) {
            found.add(new Text(text, type.getName(), member));
        }
    }

    private boolean cannotBeResolved(String text) {
        try {
            beans.resolveEmbeddedValue(text);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
