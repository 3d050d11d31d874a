package dev.preflight.spring.connection;

import java.util.ArrayList;
import java.util.List;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/** Tells native images which types are read by the names of their methods. */
final class ConnectionRuntimeHints implements RuntimeHintsRegistrar {
    @Override
    public void registerHints(RuntimeHints hints, ClassLoader classLoader) {
        List<String> types = new ArrayList<>(List.of("com.mongodb.ConnectionString"));
        for (Kind kind : Kind.values()) {
            types.addAll(kind.details());
            types.addAll(kind.clients());
        }
        for (String name : types) {
            if (ClassUtils.isPresent(name, classLoader)) {
                Class<?> type = ClassUtils.resolveClassName(name, classLoader);
                register(hints, type);
                for (Class<?> part : type.getClasses()) {
                    register(hints, part);
                }
            }
        }
    }

    private static void register(RuntimeHints hints, Class<?> type) {
        hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
    }
}
