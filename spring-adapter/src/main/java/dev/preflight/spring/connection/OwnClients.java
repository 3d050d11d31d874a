package dev.preflight.spring.connection;

import dev.preflight.Check;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * The clients that the application defines itself. No connection details say where they connect to, so each is used
 * once, as the health contributor of Spring Boot would use it where there is one.
 */
final class OwnClients {
    /** What can be used without knowing what the application does with it. */
    private static final Set<Kind> USABLE = EnumSet.of(Kind.JDBC, Kind.REDIS, Kind.RABBIT, Kind.MONGO);

    private static final String BLOCKING = "com.mongodb.client.MongoClient";
    private static final String ROUTING = "org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource";

    private final ConfigurableListableBeanFactory beans;
    private final Taint taint;
    private final List<Check<?>> checks = new ArrayList<>();

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
            List<String> names = USABLE.contains(kind) ? each.getValue() : List.of();
            for (String name : names) {
                add(kind, names.size() == 1 ? kind.defaultName() : kind.defaultName() + "-" + name, name);
            }
        }
        return checks;
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
        if (isA(ROUTING, client)) {
            // Which of its data sources it asks is decided when it is asked.
            for (Map.Entry<Object, DataSource> each : ((AbstractRoutingDataSource) client)
                    .getResolvedDataSources()
                    .entrySet()) {
                add(kind, name + "-" + each.getKey(), bean, each.getValue());
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
