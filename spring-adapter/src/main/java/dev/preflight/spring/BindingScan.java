package dev.preflight.spring;

import dev.preflight.check.Check;
import dev.preflight.check.Probe;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindMethod;
import org.springframework.context.Lifecycle;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the {@code @ConfigurationProperties} classes that fail to bind or to validate: all of them, where Spring would
 * stop at the first. It makes the beans that the context is about to make, but only those that depend on nothing, so that
 * nothing else is made before its time.
 */
final class BindingScan {
    private static final Set<String> INJECTED =
            Set.of("Autowired", "Inject", "Resource", "Value", "PersistenceContext");

    private final ConfigurableListableBeanFactory beans;
    private final Findings findings;

    BindingScan(Application application) {
        this.beans = application.beanFactory();
        this.findings = application.findings();
    }

    /** A check for each class that fails, which says why. */
    List<Check<?>> run() {
        List<Check<?>> checks = new ArrayList<>();
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getMergedBeanDefinition(name);
            if (definition.isAbstract() || definition.isLazyInit() || !definition.isSingleton()) {
                continue;
            }
            if (!mayBind(name, definition)) {
                continue;
            }
            Class<?> type = beans.getType(name, false);
            if (type == null) {
                continue;
            }
            Method factory = definition instanceof RootBeanDefinition root ? root.getResolvedFactoryMethod() : null;
            MergedAnnotation<ConfigurationProperties> annotation = BoundBeans.annotation(factory, type);
            if (annotation.isPresent() && dependsOnNothing(definition, factory, type)) {
                bind(name, annotation.getString("prefix"), checks);
            }
        }
        if (checks.size() > 1) {
            checks.sort(Comparator.comparing(Check::name));
        }
        return checks;
    }

    /**
     * Whether a definition may be of such a class, as far as can be told without reflection on the class: most are of
     * configuration classes, whose annotations Spring has read from their files.
     */
    private boolean mayBind(String name, BeanDefinition merged) {
        if (merged.hasAttribute(BindMethod.class.getName())) {
            return true;
        }
        if (!(beans.getBeanDefinition(name) instanceof AnnotatedBeanDefinition annotated)) {
            return merged.getFactoryMethodName() == null;
        }
        if (annotated.getFactoryMethodMetadata() != null) {
            // Spring's own make what connects, or need other beans.
            return !annotated.getFactoryMethodMetadata().getDeclaringClassName().startsWith("org.springframework.");
        }
        AnnotationMetadata type = annotated.getMetadata();
        return type.isAnnotated(ConfigurationProperties.class.getName())
                || !Object.class.getName().equals(type.getSuperClassName())
                || type.getInterfaceNames().length > 0;
    }

    private void bind(String bean, String prefix, List<Check<?>> checks) {
        try {
            beans.getBean(bean);
        } catch (RuntimeException e) {
            for (Throwable each = e; each != null; each = each.getCause()) {
                if (each instanceof BindException failure) {
                    checks.add(check(prefix.isEmpty() ? bean : prefix, failure));
                    return;
                }
            }
            // Whatever else is wrong with the bean is said by the context, which makes it again.
        }
    }

    private Check<?> check(String prefix, BindException failure) {
        BindingCheck check = new BindingCheck(prefix, failure);
        Set<Check<?>> unresolved = new LinkedHashSet<>();
        for (String property : check.properties()) {
            unresolved.addAll(findings.below(property));
        }
        Probe<Void> offline = check.offline();
        return unresolved.isEmpty() ? offline : offline.needs(unresolved.toArray(new Check<?>[0]));
    }

    private boolean dependsOnNothing(BeanDefinition definition, Method factory, Class<?> type) {
        if (definition.getAttribute(BindMethod.class.getName()) == BindMethod.VALUE_OBJECT) {
            return true;
        }
        if (definition.getFactoryMethodName() == null) {
            return takesNothing(type) && isInjectedNothing(type);
        }
        return factory != null
                && factory.getParameterCount() == 0
                && (Modifier.isStatic(factory.getModifiers()) || isAlone(definition.getFactoryBeanName()))
                && isInjectedNothing(type)
                && !mayHoldResources(type);
    }

    /** Whether the bean that makes another can be made before others. */
    private boolean isAlone(String factory) {
        Class<?> type = beans.getType(factory, false);
        return type != null && takesNothing(type) && isInjectedNothing(type);
    }

    private static boolean takesNothing(Class<?> type) {
        return type.getDeclaredConstructors().length == 1 && type.getDeclaredConstructors()[0].getParameterCount() == 0;
    }

    /** Whether a class may connect to something, as far as that shows in that it has something to give back. */
    private static boolean mayHoldResources(Class<?> type) {
        // What is hidden behind a type that has no objects of its own, nobody knows.
        return Modifier.isAbstract(type.getModifiers())
                || AutoCloseable.class.isAssignableFrom(type)
                || DisposableBean.class.isAssignableFrom(type)
                || Lifecycle.class.isAssignableFrom(type)
                || ReflectionUtils.findMethod(type, "close") != null
                || ReflectionUtils.findMethod(type, "shutdown") != null;
    }

    private static boolean isInjectedNothing(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            if (isInjected(each.getDeclaredFields()) || isInjected(each.getDeclaredMethods())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInjected(AccessibleObject[] members) {
        for (AccessibleObject member : members) {
            for (Annotation annotation : member.getAnnotations()) {
                if (INJECTED.contains(annotation.annotationType().getSimpleName())) {
                    return true;
                }
            }
        }
        return false;
    }
}
