package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.backend.Service;
import dev.preflight.check.Probe;
import dev.preflight.spring.Application;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What a binder of Spring Cloud Stream connects to, as its own classes make it of its properties: those of the binder for
 * Kafka count before those of Spring Boot; the binder for RabbitMQ knows these only, and {@code admin-addresses} is where
 * the management listens.
 */
final class BinderChecks {
    private static final String KAFKA_BINDER = "spring.cloud.stream.kafka.binder";
    private static final String STREAMS_BINDER = "spring.cloud.stream.kafka.streams.binder";
    private static final String PROPERTIES = "org.springframework.cloud.stream.binder.kafka.";
    private static final String SERVERS = "bootstrap.servers";
    private static final String NOWHERE = "localhost:9092";

    private final StreamBinders.One binder;
    private final Application application;
    private final Definitions definitions;
    private final ClassLoader loader;

    BinderChecks(StreamBinders.One binder, Application application, Definitions definitions) {
        this.binder = binder;
        this.application = application;
        this.definitions = definitions;
        this.loader = application.beanFactory().getBeanClassLoader();
    }

    /** The name of the check. */
    String name() {
        return "stream-" + binder.name();
    }

    /** What the names of its properties begin with, of which those that stand before count before. */
    List<String> prefixes() {
        List<String> plain = new ArrayList<>();
        if (binder.kind() == Kind.KAFKA) {
            if (isStreams()) {
                plain.add(STREAMS_BINDER);
            }
            plain.add(KAFKA_BINDER);
            plain.add("spring.kafka");
        } else {
            plain.add("spring.rabbitmq");
        }
        List<String> all = new ArrayList<>();
        for (String each : plain) {
            all.add(binder.prefix() + each);
        }
        all.addAll(plain);
        return all;
    }

    /**
     * Why its failure is no proof, empty where it is one.
     *
     * @param others the binders of the application
     */
    String doubt(Doubts doubts, List<StreamBinders.One> others) {
        if (!isConfigured()) {
            boolean isAnother = false;
            for (StreamBinders.One each : others) {
                BinderChecks other = new BinderChecks(each, application, definitions);
                isAnother |= each != binder && each.kind() == binder.kind() && other.isConfigured();
            }
            if (!binder.isUsed() || isAnother) {
                return Doubts.guess(binder.kind());
            }
        } else if (!binder.isUsed() && !binder.isDefault()) {
            return "no binding names this binder, which is made when one does";
        }
        return doubts.dispensable(binder.kind());
    }

    /** Whether somebody says where it connects to; its library sets other properties below the prefixes itself. */
    private boolean isConfigured() {
        return binder.isApart()
                || Origins.first(application.environment(), prefixes()).hasAddress();
    }

    private boolean isStreams() {
        return binder.type().endsWith("stream") || binder.type().endsWith("table");
    }

    List<Probe<?>> checks() {
        return binder.kind() == Kind.KAFKA ? kafka() : rabbit();
    }

    private List<Probe<?>> rabbit() {
        Class<?> propertiesType = beside(Kind.RABBIT, "RabbitProperties");
        Class<?> detailsType = beside(Kind.RABBIT, "PropertiesRabbitConnectionDetails");
        Object properties = bound("spring.rabbitmq", propertiesType);
        List<String> bundles = definitions.names(SslBundles.class.getName());
        Object details = made(detailsType, properties, bundles.isEmpty() ? null : definitions.bean(bundles.get(0)));
        Application own = new Application(application.beanFactory(), binder.environment(), application.findings());
        return RabbitChecks.of(new Connection(name(), true, Details.of(details), List.of(), definitions, own));
    }

    private List<Probe<?>> kafka() {
        Class<?> propertiesType = beside(Kind.KAFKA, "KafkaProperties");
        Object ofBoot = bound("spring.kafka", propertiesType);
        String type = isStreams()
                ? PROPERTIES + "streams.properties.KafkaStreamsBinderConfigurationProperties"
                : PROPERTIES + "properties.KafkaBinderConfigurationProperties";
        Object properties = made(ClassUtils.resolveClassName(type, loader), ofBoot, provider(Kind.KAFKA.details()));
        properties = Binder.get(binder.environment())
                .bind(isStreams() ? STREAMS_BINDER : KAFKA_BINDER, bindable(properties))
                .orElse(properties);
        Map<String, Map<Object, Object>> byUri = new LinkedHashMap<>();
        for (String method : List.of("mergedConsumerConfiguration", "mergedProducerConfiguration")) {
            if (Details.of(properties).value(method) instanceof Map<?, ?> merged) {
                Map<Object, Object> settings = new LinkedHashMap<>(merged);
                if (isStreams()) {
                    settings.put(SERVERS, streamsServers(ofBoot, settings));
                }
                byUri.putIfAbsent(new KafkaSettings(settings, new Clients(loader)).uri(), settings);
            }
        }
        List<Probe<?>> checks = new ArrayList<>();
        for (Map<Object, Object> settings : byUri.values()) {
            checks.add(check(
                    name() + (checks.isEmpty() ? "" : "-producer"), new KafkaSettings(settings, new Clients(loader))));
        }
        return checks;
    }

    private static Service check(String name, KafkaSettings settings) {
        Service check = service(name, settings.uri());
        if (!settings.isTls()) {
            return check;
        }
        Service secured = Connection.secured(check, settings.bundle());
        return settings.verifiesHost() ? secured : secured.anyHostName();
    }

    /** Where Kafka Streams connects to: what Spring Boot was told counts before what the binder was told. */
    private Object streamsServers(Object ofBoot, Map<?, ?> merged) {
        Object told = Details.of(ofBoot).part("getStreams").value("getBootstrapServers");
        told = told == null ? Details.of(ofBoot).value("getBootstrapServers") : told;
        if (told instanceof List<?> servers && !servers.isEmpty() && !servers.equals(List.of(NOWHERE))) {
            return servers;
        }
        Object own = merged.get(SERVERS);
        ConfigurableEnvironment environment = binder.environment();
        String brokers = text(environment, STREAMS_BINDER + ".brokers");
        String ofKafkaBinder = text(environment, KAFKA_BINDER + ".brokers");
        return brokers.isEmpty() && !ofKafkaBinder.isEmpty() ? withPorts(ofKafkaBinder) : own;
    }

    private static String text(ConfigurableEnvironment environment, String property) {
        return Binder.get(environment).bind(property, String.class).orElse("");
    }

    private static String withPorts(String brokers) {
        List<String> all = new ArrayList<>();
        for (String each : brokers.split(",")) {
            all.add(each.contains(":") ? each.strip() : each.strip() + ":9092");
        }
        return String.join(",", all);
    }

    private static Bindable<Object> bindable(Object instance) {
        return Bindable.ofInstance(instance);
    }

    /** A class of Spring Boot that stands beside the connection details of a kind. */
    private Class<?> beside(Kind kind, String name) {
        for (String details : kind.details()) {
            String type = ClassUtils.getPackageName(details) + "." + name;
            if (ClassUtils.isPresent(type, loader)) {
                return ClassUtils.resolveClassName(type, loader);
            }
        }
        throw new IllegalStateException(name + " is not on the class path");
    }

    private Object bound(String prefix, Class<?> type) {
        Object fresh = made(type);
        return Binder.get(binder.environment()).bind(prefix, bindable(fresh)).orElse(fresh);
    }

    /** The beans of connection details, of which a binder that shares nothing with the application sees none. */
    private ObjectProvider<?> provider(List<String> types) {
        for (String type : types) {
            if (ClassUtils.isPresent(type, loader)) {
                BeanFactory seen = binder.isApart() ? new DefaultListableBeanFactory() : application.beanFactory();
                return seen.getBeanProvider(ClassUtils.resolveClassName(type, loader));
            }
        }
        throw new IllegalStateException("there are no connection details");
    }

    /** Makes an object with the first constructor, which takes as many of some arguments as it has parameters. */
    private static Object made(Class<?> type, Object... arguments) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        ReflectionUtils.makeAccessible(constructor);
        Object[] taken = new Object[constructor.getParameterCount()];
        System.arraycopy(arguments, 0, taken, 0, Math.min(taken.length, arguments.length));
        try {
            return constructor.newInstance(taken);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
