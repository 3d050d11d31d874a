package dev.preflight.spring;

import java.lang.reflect.Method;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Looks behind a property source that stands for another and decrypts what that holds, as those of Jasypt do: what they
 * stand for is called their delegate.
 */
final class WrappedSource {
    private static final int DEEPEST = 10;

    private WrappedSource() {}

    /** What a source stands for in the end: itself, unless it wraps another. */
    static PropertySource<?> unwrapped(PropertySource<?> source) {
        PropertySource<?> inner = source;
        for (int depth = 0; depth < DEEPEST; depth++) {
            PropertySource<?> next = delegate(inner);
            if (next == null) {
                return inner;
            }
            inner = next;
        }
        return inner;
    }

    private static PropertySource<?> delegate(PropertySource<?> source) {
        String name = source.getClass().getName();
        if (name.startsWith("org.springframework.")) {
            return null;
        }
        Method method = ClassUtils.getMethodIfAvailable(source.getClass(), "getDelegate");
        if (method == null || !PropertySource.class.isAssignableFrom(method.getReturnType())) {
            return null;
        }
        try {
            ReflectionUtils.makeAccessible(method);
            return method.invoke(source) instanceof PropertySource<?> inner && inner != source ? inner : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            // What hides what it stands for is judged by what it shows.
            return null;
        }
    }
}
