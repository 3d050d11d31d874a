package dev.preflight.spring;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Tells which beans a start makes: each singleton that is not lazy, and of the others those that such a bean takes. Made
 * where something is wrong, and not in a start that passes.
 */
final class ToBeMade {
    private static final Set<String> INJECTING = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "jakarta.inject.Inject",
            "jakarta.annotation.Resource");

    private final ConfigurableListableBeanFactory beans;
    private final Map<String, Class<?>> others = new LinkedHashMap<>();
    private final Set<String> made = new HashSet<>();

    private ToBeMade(ConfigurableListableBeanFactory beans, boolean isLazyAltogether) {
        this.beans = beans;
        Deque<String> left = new ArrayDeque<>();
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getMergedBeanDefinition(name);
            if (definition.isAbstract()) {
                continue;
            }
            if (definition.isSingleton() && (isLazyAltogether || !definition.isLazyInit())) {
                left.add(name);
            } else {
                Class<?> type = typeOf(name);
                if (type != null) {
                    others.put(name, type);
                }
            }
        }
        while (!left.isEmpty()) {
            String name = left.remove();
            if (made.add(name) && !others.isEmpty()) {
                addTaken(name, left);
            }
        }
    }

    /** The beans that the start itself makes. */
    static ToBeMade withoutLazy(ConfigurableListableBeanFactory beans) {
        return new ToBeMade(beans, false);
    }

    /** The same; where everything is lazy, also what is made a little later for that reason only. */
    static ToBeMade of(ConfigurableListableBeanFactory beans, Environment environment) {
        return new ToBeMade(
                beans,
                SpringDeployment.value(environment, "spring.main.lazy-initialization")
                        .orElse("")
                        .equalsIgnoreCase("true"));
    }

    /** Whether a bean is made, as far as that can be told. */
    boolean contains(String bean) {
        return made.contains(bean) || beans.containsSingleton(bean);
    }

    /** The class of a bean as it was written, null where nobody can tell. */
    Class<?> typeOf(String bean) {
        try {
            Class<?> type = beans.getType(bean, false);
            return type == null ? null : ClassUtils.getUserClass(type);
        } catch (RuntimeException | LinkageError e) {
            // Who needs it will tell.
            return null;
        }
    }

    private void addTaken(String name, Deque<String> left) {
        BeanDefinition definition = beans.getMergedBeanDefinition(name);
        if (definition.getFactoryBeanName() != null) {
            left.add(definition.getFactoryBeanName());
        }
        if (definition.getDependsOn() != null) {
            left.addAll(Set.of(definition.getDependsOn()));
        }
        try {
            Method factory = definition instanceof RootBeanDefinition root ? root.getResolvedFactoryMethod() : null;
            if (factory != null) {
                addParameters(factory, left);
            }
            Class<?> type = typeOf(name);
            if (type == null || type.isInterface()) {
                return;
            }
            if (definition.getFactoryMethodName() == null) {
                addConstructors(type, left);
            }
            for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
                addMembers(each, left);
            }
        } catch (RuntimeException | LinkageError e) {
            // Who needs a class that is not there will tell.
            return;
        }
    }

    private void addConstructors(Class<?> type, Deque<String> left) {
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        for (Constructor<?> each : constructors) {
            if (constructors.length == 1 || isInjected(each)) {
                addParameters(each, left);
            }
        }
    }

    private void addMembers(Class<?> type, Deque<String> left) {
        ReflectionUtils.doWithLocalFields(type, field -> {
            if (isInjected(field)) {
                add(ResolvableType.forField(field), field, left);
            }
        });
        ReflectionUtils.doWithLocalMethods(type, method -> {
            if (isInjected(method)) {
                addParameters(method, left);
            }
        });
    }

    private void addParameters(Executable executable, Deque<String> left) {
        Parameter[] parameters = executable.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            ResolvableType type = executable instanceof Method method
                    ? ResolvableType.forMethodParameter(method, i)
                    : ResolvableType.forConstructorParameter((Constructor<?>) executable, i);
            add(type, parameters[i], left);
        }
    }

    /** Adds what is injected at a place, unless that is made when it is asked for. */
    private void add(ResolvableType type, AnnotatedElement place, Deque<String> left) {
        Class<?> wanted = type.resolve(Object.class);
        if (AnnotatedElementUtils.hasAnnotation(place, Lazy.class) || ObjectFactory.class.isAssignableFrom(wanted)) {
            return;
        }
        if (Optional.class == wanted || Collection.class.isAssignableFrom(wanted)) {
            wanted = type.getGeneric(0).resolve(Object.class);
        } else if (Map.class == wanted) {
            wanted = type.getGeneric(1).resolve(Object.class);
        } else if (wanted.isArray()) {
            wanted = wanted.getComponentType();
        }
        if (wanted == Object.class || wanted == String.class) {
            return;
        }
        for (Map.Entry<String, Class<?>> each : others.entrySet()) {
            if (wanted.isAssignableFrom(each.getValue())) {
                left.add(each.getKey());
            }
        }
    }

    private static boolean isInjected(AnnotatedElement element) {
        for (String each : INJECTING) {
            if (AnnotatedElementUtils.isAnnotated(element, each)) {
                return true;
            }
        }
        return false;
    }
}
