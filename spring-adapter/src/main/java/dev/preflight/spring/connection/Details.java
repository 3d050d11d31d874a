package dev.preflight.spring.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Reads what an object says by the names of its methods, since the type has another package in each line of Spring Boot.
 * What one line does not know is absent there.
 */
final class Details {
    private static final Details ABSENT = new Details(null);

    private final Object target;

    private Details(Object target) {
        this.target = target;
    }

    static Details of(Object target) {
        return target == null ? ABSENT : new Details(target);
    }

    boolean isPresent() {
        return target != null;
    }

    /** The simple name of the class, empty where there is nothing. */
    String type() {
        return target == null ? "" : target.getClass().getSimpleName();
    }

    /** What a method returns; null where there is no such method, or it returns that. */
    Object value(String method) {
        Method found = target == null ? null : ReflectionUtils.findMethod(target.getClass(), method);
        if (found == null) {
            return null;
        }
        // The classes are not public, and their interfaces are.
        Method callable = ClassUtils.getInterfaceMethodIfPossible(found, target.getClass());
        ReflectionUtils.makeAccessible(callable);
        try {
            return callable.invoke(target);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a public method returns that is given some arguments, each of which is of the type of its parameter.
     *
     * @throws Exception what the method throws
     */
    Object call(String method, Object... arguments) throws Exception {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            types[i] = arguments[i].getClass();
        }
        Method found = ReflectionUtils.findMethod(target.getClass(), method, types);
        if (found == null) {
            throw new IllegalStateException(target.getClass().getName() + " has no method " + method);
        }
        Method callable = ClassUtils.getInterfaceMethodIfPossible(found, target.getClass());
        ReflectionUtils.makeAccessible(callable);
        try {
            return callable.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    String text(String method) {
        Object value = value(method);
        return value == null ? "" : value.toString();
    }

    boolean flag(String method) {
        return Boolean.TRUE.equals(value(method));
    }

    int number(String method) {
        return value(method) instanceof Number number ? number.intValue() : 0;
    }

    /** The object that a method returns, to be read in turn. */
    Details part(String method) {
        return of(value(method));
    }

    /** The objects in a list that a method returns, to be read in turn. */
    List<Details> parts(String method) {
        List<Details> parts = new ArrayList<>();
        if (value(method) instanceof Iterable<?> all) {
            for (Object each : all) {
                parts.add(of(each));
            }
        }
        return parts;
    }
}
