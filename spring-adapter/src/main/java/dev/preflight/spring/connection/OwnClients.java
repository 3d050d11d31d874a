package dev.preflight.spring.connection;

import dev.preflight.check.Check;
import dev.preflight.check.Probe;
import dev.preflight.spring.Application;
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
    private static final Set<Kind> USABLE = EnumSet.of(
            Kind.JDBC,
            Kind.REDIS,
            Kind.RABBIT,
            Kind.MONGO,
            Kind.R2DBC,
            Kind.ELASTICSEARCH,
            Kind.CASSANDRA,
            Kind.NEO4J,
            Kind.ACTIVEMQ,
            Kind.LDAP,
            Kind.MAIL);

    private static final String MAILER = "org.springframework.mail.javamail.JavaMailSenderImpl";
    private static final String BLOCKING = "com.mongodb.client.MongoClient";

    /** What would be a connection, and is no client that could be used. */
    private static final Set<Kind> UNUSABLE = EnumSet.of(Kind.COUCHBASE, Kind.PULSAR);

    private final ConfigurableListableBeanFactory beans;
    private final Taint taint;
    private final Map<Kind, String> changers;
    private final List<Check<?>> checks = new ArrayList<>();
    private final Set<Kind> taken = EnumSet.noneOf(Kind.class);
    /** What is asked already, and need not be asked behind a wrapper. */
    private final Set<Object> asked = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Why failures of the kind at hand are no proof, empty where they are. */
    private String doubt = "";

    private OwnClients(ConfigurableListableBeanFactory beans, Taint taint, Map<Kind, String> changers) {
        this.beans = beans;
        this.taint = taint;
        this.changers = changers;
    }

    /**
     * A check for each client that can be used, a warning for each other.
     *
     * @param changers the names of the beans that change the clients of Spring Boot
     * @param taken the kinds of which another check has the plain name
     * @param application what there is to know of the application
     */
    static List<Check<?>> of(
            Map<Kind, List<String>> namesByKind,
            Taint taint,
            Map<Kind, String> changers,
            Set<Kind> taken,
            Application application) {
        OwnClients clients = new OwnClients(application.beanFactory(), taint, changers);
        clients.taken.addAll(taken);
        for (Map.Entry<Kind, List<String>> each : namesByKind.entrySet()) {
            clients.doubt = Doubts.dispensable(application.environment(), each.getKey());
            if (each.getKey() == Kind.KAFKA) {
                clients.addKafka(each.getValue(), application);
            } else {
                clients.add(each.getKey(), each.getValue());
            }
        }
        return clients.checks;
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
        OwnClients clients = new OwnClients(beans, taint, Map.of());
        for (Map.Entry<Kind, List<String>> each : made.entrySet()) {
            clients.add(each.getKey(), each.getValue());
        }
        return clients.checks;
    }

    private void add(Kind kind, List<String> all) {
        List<String> names = USABLE.contains(kind) ? withoutWrappers(kind, all) : all;
        for (String bean : names) {
            boolean isPlain = names.size() == 1 && !taken.contains(kind);
            String name = isPlain ? name(kind) : name(kind) + "-" + bean;
            if (USABLE.contains(kind)) {
                add(kind, name, bean);
            } else if (changers.containsKey(kind)) {
                checks.add(NotAsked.of(name, "bean " + changers.get(kind) + " changes what its client does"));
            } else if (UNUSABLE.contains(kind)) {
                checks.add(NotAsked.of(name, "bean " + bean + " is a client of the application's own"));
            }
        }
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

    /** Factories of producers and consumers say themselves where they connect to. */
    private void addKafka(List<String> names, Application application) {
        List<String> made = new ArrayList<>(names);
        made.removeIf(name -> !beans.isSingleton(name));
        String source = "bean " + String.join(", ", made);
        String name = taken.contains(Kind.KAFKA) && !made.isEmpty()
                ? Kind.KAFKA.defaultName() + "-" + made.get(0)
                : Kind.KAFKA.defaultName();
        Connection connection =
                new Connection(name, false, Details.of(null), made, new Definitions(beans), application);
        List<Probe<?>> derived;
        try {
            derived = KafkaChecks.of(connection);
        } catch (RuntimeException | LinkageError e) {
            derived = List.of(new Unreadable(name, source, e, taint));
        }
        for (Probe<?> each : derived) {
            checks.add(Derived.of(each, Origins.of(source), doubt));
        }
    }

    /** Two kinds of brokers have one type of clients. */
    private static String name(Kind kind) {
        return kind == Kind.ACTIVEMQ || kind == Kind.ARTEMIS ? "jms" : kind.defaultName();
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
            checks.add(NotAsked.of(name, "bean " + bean + " is a reactive client"));
            return;
        }
        if (kind == Kind.MAIL && !isA(MAILER, client)) {
            checks.add(NotAsked.of(
                    name, "bean " + bean + " is of " + client.getClass().getName()));
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
        String source = "bean " + changers.getOrDefault(kind, bean);
        checks.add(Derived.of(OwnClient.of(kind, name, client, taint), Origins.of(source), doubt));
    }

    /** Whether an object is of a type that need not be on the class path. */
    private boolean isA(String type, Object client) {
        ClassLoader loader = beans.getBeanClassLoader();
        return ClassUtils.isPresent(type, loader)
                && ClassUtils.resolveClassName(type, loader).isInstance(client);
    }
}
