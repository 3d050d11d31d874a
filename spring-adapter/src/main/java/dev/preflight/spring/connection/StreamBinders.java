package dev.preflight.spring.connection;

import dev.preflight.spring.Application;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

/**
 * The binders of Spring Cloud Stream, which own the connections to brokers: those that are declared below {@code
 * spring.cloud.stream.binders}, or else those on the class path. Each has an environment of its own, which inherits that
 * of the application unless it says otherwise, and is made when the first binding asks for it.
 */
final class StreamBinders {
    private static final String STREAM = "spring.cloud.stream.";
    private static final String REGISTRY = "org.springframework.cloud.stream.binder.BinderTypeRegistry";
    private static final String DECLARED = "org.springframework.cloud.stream.config.BinderProperties";
    private static final String BRIDGE = "org.springframework.cloud.stream.function.StreamBridge";
    private static final List<String> KAFKA = List.of("kafka", "reactorKafka", "kstream", "ktable", "globalktable");

    private final Application application;
    private final Definitions definitions;
    private final Doubts doubts;
    private final List<One> binders = new ArrayList<>();

    /**
     * One binder.
     *
     * @param name its name, which is that of its type where it is not declared
     * @param type the name of its type
     * @param environment what it looks into for properties
     * @param isApart whether it has properties of its own, and shares nothing with the application then
     * @param isDefault whether it takes the bindings that name no binder
     * @param isUsed whether there are bindings that it takes
     */
    record One(
            String name,
            String type,
            ConfigurableEnvironment environment,
            boolean isApart,
            boolean isDefault,
            boolean isUsed) {
        /** The kind of its backend, null where nobody here knows it. */
        Kind kind() {
            if (KAFKA.contains(type)) {
                return Kind.KAFKA;
            }
            return type.equals("rabbit") ? Kind.RABBIT : null;
        }

        /** Whether it takes the client that Spring Boot defines for the application. */
        boolean sharesClient() {
            return kind() == Kind.RABBIT && !isApart;
        }

        /** What the names of its own properties begin with in the environment of the application. */
        String prefix() {
            return STREAM + "binders." + name + ".environment.";
        }
    }

    private StreamBinders(Application application, Definitions definitions, Doubts doubts) {
        this.application = application;
        this.definitions = definitions;
        this.doubts = doubts;
    }

    /** The binders of an application, none where it has no Spring Cloud Stream. */
    static StreamBinders of(Application application, Definitions definitions, Doubts doubts) {
        StreamBinders all = new StreamBinders(application, definitions, doubts);
        List<String> registries = definitions.names(REGISTRY);
        if (!registries.isEmpty()) {
            all.find(Details.of(definitions.bean(registries.get(0))));
        }
        return all;
    }

    List<One> all() {
        return binders;
    }

    /** Whether binders of a kind connect, and none of them with the client that Spring Boot defines. */
    boolean replace(Kind kind) {
        boolean any = false;
        for (One each : binders) {
            if (each.kind() == kind) {
                if (each.sharesClient()) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /** Whether a binder takes the client that Spring Boot defines for the application, and there is something to bind. */
    boolean use(Kind kind) {
        for (One each : binders) {
            if (each.kind() == kind && each.sharesClient() && each.isUsed()) {
                return true;
            }
        }
        return false;
    }

    private void find(Details registry) {
        Map<String, Details> declared = declared();
        Set<String> names = new LinkedHashSet<>(declared.keySet());
        if (!isAnyCandidate(declared) && registry.value("getAll") instanceof Map<?, ?> types) {
            for (Object type : types.keySet()) {
                names.add(type.toString());
            }
        }
        String byDefault = byDefault(names, declared);
        Set<String> named = new LinkedHashSet<>();
        boolean isDefaultBound = bind(named);
        for (String name : names) {
            Details properties = declared.getOrDefault(name, Details.of(null));
            String type = properties.text("getType");
            boolean isDefault = name.equals(byDefault);
            Map<String, Object> own = new LinkedHashMap<>();
            flatten("", properties.value("getEnvironment"), own);
            binders.add(new One(
                    name,
                    type.isEmpty() ? name : type,
                    own.isEmpty() ? application.environment() : environment(name, properties, own),
                    !own.isEmpty(),
                    isDefault,
                    named.contains(name) || isDefault && isDefaultBound));
        }
    }

    private Map<String, Details> declared() {
        Map<String, Details> declared = new LinkedHashMap<>();
        ClassLoader loader = application.beanFactory().getBeanClassLoader();
        if (ClassUtils.isPresent(DECLARED, loader)) {
            Class<?> type = ClassUtils.resolveClassName(DECLARED, loader);
            Binder.get(application.environment())
                    .bind(STREAM + "binders", Bindable.mapOf(String.class, type))
                    .ifBound(map -> map.forEach((name, value) -> declared.put(name, Details.of(value))));
        }
        return declared;
    }

    private static boolean isAnyCandidate(Map<String, Details> declared) {
        for (Details each : declared.values()) {
            if (each.flag("isDefaultCandidate")) {
                return true;
            }
        }
        return false;
    }

    /** The binder that takes what names none, empty where several could. */
    private String byDefault(Set<String> names, Map<String, Details> declared) {
        String said = text(STREAM + "default-binder");
        if (!said.isEmpty()) {
            return said;
        }
        String only = "";
        for (String name : names) {
            Details properties = declared.get(name);
            if (properties == null || properties.flag("isDefaultCandidate")) {
                if (!only.isEmpty() && !KAFKA.contains(name)) {
                    return "";
                }
                only = only.isEmpty() ? name : only;
            }
        }
        return only;
    }

    /** Collects the binders that bindings name; returns whether there may be bindings that name none. */
    private boolean bind(Set<String> named) {
        Map<String, Object> bindings = Binder.get(application.environment())
                .bind(STREAM + "bindings", Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of());
        boolean isAnyUnnamed = false;
        for (Object each : bindings.values()) {
            Object binder = each instanceof Map<?, ?> properties ? properties.get("binder") : null;
            if (binder == null) {
                isAnyUnnamed = true;
            } else {
                named.add(application.environment().resolvePlaceholders(binder.toString()));
            }
        }
        return isAnyUnnamed || bindings.isEmpty() && hasFunctions();
    }

    /** Whether there is anything that Spring Cloud Stream would bind, though no property says so. */
    private boolean hasFunctions() {
        for (String property : List.of(
                "spring.cloud.function.definition",
                STREAM + "function.definition",
                STREAM + "output-bindings",
                STREAM + "input-bindings",
                STREAM + "source")) {
            if (!text(property).isEmpty()) {
                return true;
            }
        }
        Usage usage = doubts.usage();
        return usage.hasOwn(List.of(
                        "java.util.function.Function",
                        "java.util.function.Consumer",
                        "java.util.function.Supplier",
                        "java.util.function.BiFunction",
                        "java.util.function.BiConsumer",
                        "kotlin.Function"))
                || usage.isGivenToOwn(BRIDGE);
    }

    private String text(String property) {
        return Binder.get(application.environment())
                .bind(property, String.class)
                .orElse("");
    }

    /** As the context of the binder has it: its own properties first. */
    private ConfigurableEnvironment environment(String name, Details properties, Map<String, Object> own) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("binder " + name, own));
        if (properties.flag("isInheritEnvironment")) {
            environment.merge(application.environment());
            environment.getPropertySources().remove("configurationProperties");
        }
        return environment;
    }

    private static void flatten(String above, Object value, Map<String, Object> flat) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> each : map.entrySet()) {
                flatten(
                        above.isEmpty() ? each.getKey().toString() : above + "." + each.getKey(),
                        each.getValue(),
                        flat);
            }
        } else if (value != null && !above.isEmpty()) {
            flat.put(above, value.toString());
        }
    }
}
