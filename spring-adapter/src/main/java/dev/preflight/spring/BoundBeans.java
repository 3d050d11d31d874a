package dev.preflight.spring;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/** The beans that a start makes and binds properties to, and which properties these are. */
final class BoundBeans {
    private final List<Bound> all = new ArrayList<>();

    /**
     * A bean that is bound.
     *
     * @param bean its name
     * @param prefix what the names of its properties begin with
     * @param type its class
     */
    private record Bound(String bean, ConfigurationPropertyName prefix, ResolvableType type) {}

    BoundBeans(ConfigurableListableBeanFactory beans, ToBeMade made) {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getMergedBeanDefinition(name);
            Class<?> type = definition.isAbstract() || !made.contains(name) ? null : made.typeOf(name);
            if (type == null) {
                continue;
            }
            Method factory = definition instanceof RootBeanDefinition root ? root.getResolvedFactoryMethod() : null;
            MergedAnnotation<ConfigurationProperties> annotation = annotation(factory, type);
            if (annotation.isPresent()) {
                all.add(new Bound(
                        name,
                        ConfigurationPropertyName.adapt(annotation.getString("prefix"), '.'),
                        factory == null ? ResolvableType.forClass(type) : ResolvableType.forMethodReturnType(factory)));
            }
        }
    }

    /** What says which properties are bound: that of the method that makes the bean counts before that of its class. */
    static MergedAnnotation<ConfigurationProperties> annotation(Method factory, Class<?> type) {
        MergedAnnotation<ConfigurationProperties> ofMethod = factory == null
                ? MergedAnnotation.missing()
                : MergedAnnotations.from(factory, SearchStrategy.TYPE_HIERARCHY).get(ConfigurationProperties.class);
        return ofMethod.isPresent()
                ? ofMethod
                : MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).get(ConfigurationProperties.class);
    }

    /** Whether one of them takes a property. */
    boolean read(ConfigurationPropertyName property) {
        for (Bound each : all) {
            if (reads(each.prefix(), each.type(), property)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class that is bound below a prefix takes a property. */
    static boolean reads(ConfigurationPropertyName prefix, ResolvableType type, ConfigurationPropertyName property) {
        return (prefix.equals(property) || prefix.isAncestorOf(property))
                && BindablePath.leads(type, property, prefix.getNumberOfElements());
    }
}
