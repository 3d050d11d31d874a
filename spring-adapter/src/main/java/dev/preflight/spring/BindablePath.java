package dev.preflight.spring;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Tells whether binding takes a property of some name into an object of a class: by a setter, a getter of what is bound
 * in turn, a parameter of a constructor, or as an entry. What lies below the prefix of a class and has no place in it is
 * not read by it.
 */
final class BindablePath {
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    private BindablePath() {}

    /**
     * Whether there is a place for a property.
     *
     * @param type what is bound
     * @param property the whole name
     * @param from the first element of the name that is not of the prefix
     */
    static boolean leads(ResolvableType type, ConfigurationPropertyName property, int from) {
        int length = property.getNumberOfElements();
        if (from >= length) {
            return true;
        }
        Class<?> raw = type.resolve(Object.class);
        if (raw.isArray()) {
            return property.isNumericIndex(from) && leads(type.getComponentType(), property, from + 1);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return property.isNumericIndex(from)
                    && leads(type.as(Collection.class).getGeneric(0), property, from + 1);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return leadsIntoMap(type, property, from);
        }
        if (raw == Object.class) {
            return true;
        }
        if (raw.isPrimitive() || raw.getName().startsWith("java.")) {
            return false;
        }
        if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())) {
            // What object it will be, only the start shows.
            return true;
        }
        String element = property.getElement(from, Form.UNIFORM);
        return leadsByMethod(type, raw, element, property, from) || leadsByConstructor(raw, element, property, from);
    }

    /** The key of an entry is one element, or all that is left where values are plain. */
    private static boolean leadsIntoMap(ResolvableType type, ConfigurationPropertyName property, int from) {
        ResolvableType value = type.as(Map.class).getGeneric(1);
        Class<?> raw = value.resolve(Object.class);
        return isPlain(raw) || leads(value, property, from + 1);
    }

    private static boolean isPlain(Class<?> type) {
        return type == Object.class
                || type == String.class
                || type.isEnum()
                || ClassUtils.isPrimitiveOrWrapper(type)
                || type.getName().startsWith("java.")
                        && !Map.class.isAssignableFrom(type)
                        && !Collection.class.isAssignableFrom(type);
    }

    private static boolean leadsByMethod(
            ResolvableType type, Class<?> raw, String element, ConfigurationPropertyName property, int from) {
        for (Class<?> each = raw; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                if (isCandidate(method) && uniform(propertyOf(method)).equals(element)) {
                    ResolvableType next = method.getParameterCount() == 1
                            ? ResolvableType.forMethodParameter(method, 0, raw)
                            : ResolvableType.forMethodReturnType(method, raw);
                    if (leads(resolved(next, type), property, from + 1)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static ResolvableType resolved(ResolvableType next, ResolvableType owner) {
        return next.resolve() == null && owner.hasGenerics() ? owner.getGeneric(0) : next;
    }

    private static boolean isCandidate(Method method) {
        int modifiers = method.getModifiers();
        return !Modifier.isPrivate(modifiers)
                && !Modifier.isProtected(modifiers)
                && !Modifier.isStatic(modifiers)
                && !method.isBridge()
                && method.getParameterCount() <= 1
                && !propertyOf(method).isEmpty();
    }

    /** What a setter sets, or a getter gets; empty for what is neither. */
    private static String propertyOf(Method method) {
        String name = method.getName();
        if (method.getParameterCount() == 1) {
            return name.startsWith("set") ? name.substring(3) : "";
        }
        if (name.startsWith("get") && method.getReturnType() != void.class) {
            return name.substring(3);
        }
        return name.startsWith("is") && method.getReturnType() == boolean.class ? name.substring(2) : "";
    }

    private static boolean leadsByConstructor(
            Class<?> type, String element, ConfigurationPropertyName property, int from) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            String[] names = constructor.getParameterCount() == 0 ? null : NAMES.getParameterNames(constructor);
            Parameter[] parameters = constructor.getParameters();
            for (int i = 0; i < parameters.length; i++) {
                Name given = parameters[i].getAnnotation(Name.class);
                String name = given != null ? given.value() : names == null ? "" : names[i];
                if (uniform(name).equals(element)
                        && leads(ResolvableType.forConstructorParameter(constructor, i), property, from + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A name as it is compared: letters and digits only. */
    private static String uniform(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                out.append(name.charAt(i));
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
