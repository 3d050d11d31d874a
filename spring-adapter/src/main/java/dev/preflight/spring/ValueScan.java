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
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Reads the placeholders of the code: every {@code @Value} of the classes of beans, and what else they are annotated with
 * in which Spring resolves placeholders, but for those of Spring itself.
 */
final class ValueScan {
    private final ConfigurableListableBeanFactory beans;
    private final boolean isDocumentation;
    private final Set<Class<?>> seen = new HashSet<>();
    private final List<Text> found = new ArrayList<>();
    private final PlaceholderAnnotations annotations = new PlaceholderAnnotations();

    /**
     * An annotation whose text has a placeholder.
     *
     * @param text the text
     * @param type the name of the class that it stands in
     * @param member the field, method or constructor that it stands at
     * @param isRead whether what reads such an annotation is there
     */
    record Text(String text, String type, String member, boolean isRead) {}

    private ValueScan(ConfigurableListableBeanFactory beans, boolean isDocumentation) {
        this.beans = beans;
        this.isDocumentation = isDocumentation;
    }

    /**
     * Those that cannot be resolved in the beans that the context is about to make: all of them, where Spring would stop
     * at the first. Spring itself is asked whether it could resolve one, and beans that are not made at the start are left
     * out, so that what is found here would end the boot, or break what it makes.
     */
    static List<Text> unresolved(ConfigurableListableBeanFactory beans) {
        return new ValueScan(beans, false).run();
    }

    /** All of them, whether they have a value here or not. */
    static List<Text> documented(ConfigurableListableBeanFactory beans) {
        return new ValueScan(beans, true).run();
    }

    private List<Text> run() {
        List<String> lazy = new ArrayList<>(0);
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getMergedBeanDefinition(name);
            if (definition.isAbstract() || definition.getRole() == BeanDefinition.ROLE_INFRASTRUCTURE) {
                continue;
            }
            boolean isToBeMade = definition.isSingleton() && !beans.containsSingleton(name);
            if (isDocumentation || isToBeMade && !definition.isLazyInit()) {
                read(name, definition);
            } else if (isToBeMade) {
                lazy.add(name);
            }
        }
        readLazy(lazy);
        return found;
    }

    /** What is lazy is made at the start where another bean takes it. */
    private void readLazy(List<String> names) {
        ToBeMade made = null;
        for (String name : names) {
            int before = found.size();
            read(name, beans.getMergedBeanDefinition(name));
            if (found.size() > before) {
                made = made == null ? ToBeMade.withoutLazy(beans) : made;
                if (!made.contains(name)) {
                    found.subList(before, found.size()).clear();
                }
            }
        }
    }

    private void read(String name, BeanDefinition definition) {
        try {
            Class<?> type = beans.getType(name, false);
            Method factory = definition instanceof RootBeanDefinition root ? root.getResolvedFactoryMethod() : null;
            if (factory != null && !isOfOthers(factory.getDeclaringClass())) {
                read(factory, factory.getName() + "()");
            }
            if (type == null || beans.isFactoryBean(name) && !type.isInterface()) {
                // What a factory makes is not injected by Spring. An interface tells what its object does.
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
        read(type, type, "class");
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
        Annotation[] declared = element.getDeclaredAnnotations();
        if (declared.length == 0) {
            return;
        }
        for (Map.Entry<String, String> each : annotations.texts(declared).entrySet()) {
            if (isDocumentation || cannotBeResolved(each.getKey())) {
                found.add(new Text(
                        each.getKey(), type.getName(), member, type.isInterface() || isThere(each.getValue())));
            }
        }
    }

    private boolean isThere(String readers) {
        for (String each : readers.split(" ")) {
            if (each.isEmpty() || beans.containsBean(each)) {
                return true;
            }
        }
        return false;
    }

    private boolean cannotBeResolved(String text) {
        try {
            beans.resolveEmbeddedValue(text);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        } catch (RuntimeException e) {
            // What cannot be decrypted has a check of its own.
            return false;
        }
    }
}
