package dev.preflight.spring.connection;

import dev.preflight.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The clients that the application defines itself. No connection details say where they connect to, so each is used
 * once, as the health contributor of Spring Boot would use it where there is one.
 */
final class OwnClients {
    /** What can be used without knowing what the application does with it. */
    private static final Set<Kind> USABLE = EnumSet.of(Kind.JDBC, Kind.REDIS, Kind.RABBIT, Kind.MONGO);

    private static final String BLOCKING = "com.mongodb.client.MongoClient";

    private final ConfigurableListableBeanFactory beans;
    private final Taint taint;
    private final List<Check<?>> checks = new ArrayList<>();
    /** What is asked already, and need not be asked behind a wrapper. */
    private final Set<Object> asked = Collections.newSetFromMap(new IdentityHashMap<>());

    private OwnClients(ConfigurableListableBeanFactory beans, Taint taint) {
        this.beans = beans;
        this.taint = taint;
    }

    /** A check for each client that can be used. */
    static List<Check<?>> of(Map<Kind, List<String>> namesByKind, ConfigurableListableBeanFactory beans, Taint taint) {
        return new OwnClients(beans, taint).checks(namesByKind);
    }

    /** The same of those that are there already; none is made. */
    static List<Check<?>> made(
            Map<Kind, List<String>> namesByKind, ConfigurableListableBeanFactory beans, Taint taint) {
        Map<Kind, List<String>> made = new EnumMap<>(Kind.class);
        for (Map.Entry<Kind, List<String>> each : namesByKind.entrySet()) {
            List<String> names = new ArrayList<>(each.getValue());
            names.removeIf(name -> !beans.containsSingleton(name));
            made.put(each.getKey(), names);
        }
        return of(made, beans, taint);
    }

    private List<Check<?>> checks(Map<Kind, List<String>> namesByKind) {
        for (Map.Entry<Kind, List<String>> each : namesByKind.entrySet()) {
            Kind kind = each.getKey();
            List<String> names = USABLE.contains(kind) ? withoutWrappers(kind, each.getValue()) : List.of();
            for (String name : names) {
                add(kind, names.size() == 1 ? kind.defaultName() : kind.defaultName() + "-" + name, name);
            }
        }
        return checks;
    }

    /** Of data sources those that lead to something which none before them leads to, what wraps others last. */
    private List<String> withoutWrappers(Kind kind, List<String> names) {
        if (kind != Kind.JDBC || names.size() < 2) {
            return names;
        }
        List<String> kept = new ArrayList<>();
        List<String> wrappers = new ArrayList<>();
        Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String name : names) {
            Object source = beans.isSingleton(name) ? made(name) : null;
            boolean wraps =
                    source instanceof DataSource one && !DataSources.behind(one).containsValue(one);
            (wraps ? wrappers : kept).add(name);
            known.add(source);
        }
        for (String name : wrappers) {
            boolean isNew = false;
            for (DataSource each : DataSources.behind((DataSource) made(name)).values()) {
                isNew |= known.add(each);
            }
            if (isNew) {
                kept.add(name);
            }
        }
        return kept;
    }

    /** A bean, null where it cannot be made, which is told later. */
    private Object made(String name) {
        try {
            return beans.getBean(name);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void add(Kind kind, String name, String bean) {
        if (!beans.isSingleton(bean)) {
            // Which one there is, and whether there is any, depends on who asks.
            return;
        }
        Object client;
        try {
            client = beans.getBean(bean);
        } catch (RuntimeException e) {
            checks.add(new Unreadable(name, "bean " + bean, e, taint));
            return;
        }
        if (kind == Kind.MONGO && !isA(BLOCKING, client)) {
            // The reactive one, which nobody here could wait for.
            return;
        }
        if (client instanceof DataSource source) {
            for (Map.Entry<String, DataSource> each : DataSources.behind(source).entrySet()) {
                if (asked.add(each.getValue())) {
                    add(kind, name + each.getKey(), bean, each.getValue());
                }
            }
            return;
        }
        add(kind, name, bean, client);
    }

    private void add(Kind kind, String name, String bean, Object client) {
        checks.add(OwnClient.of(kind, name, client, taint).configuredBy("bean " + bean));
    }

    /** Whether an object is of a type that need not be on the class path. */
    private boolean isA(String type, Object client) {
        ClassLoader loader = beans.getBeanClassLoader();
        return ClassUtils.isPresent(type, loader)
                && ClassUtils.resolveClassName(type, loader).isInstance(client);
    }
}
