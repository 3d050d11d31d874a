package dev.preflight.spring.connection;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Map;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Asks client libraries what they make of an address, without connecting: what a client refuses is malformed, and what it
 * takes is not, whatever it looks like. A library that is not there, or that has changed, refuses nothing.
 */
final class Clients {
    private final ClassLoader loader;

    Clients(ClassLoader loader) {
        this.loader = loader;
    }

    /** One server of Kafka, as its client reads it: the host, and the port that it must have. */
    Object[] kafka(String server) {
        Object host = call("org.apache.kafka.common.utils.Utils", "getHost", String.class, server, server);
        Object port = call("org.apache.kafka.common.utils.Utils", "getPort", String.class, server, server);
        if (!(host instanceof String) || !(port instanceof Integer)) {
            throw new MalformedAddressException(server, "Kafka takes host:port, and it is none");
        }
        return new Object[] {host, port};
    }

    /** A list of servers of Kafka, as the configuration of its client takes or refuses it as a whole. */
    void kafkaList(Object servers, String text) {
        Object definition = call("org.apache.kafka.clients.admin.AdminClientConfig", "configDef", text);
        Method parse =
                definition == null ? null : ReflectionUtils.findMethod(definition.getClass(), "parse", Map.class);
        if (parse != null) {
            invoke(parse, definition, text, Map.of("bootstrap.servers", servers));
        }
    }

    /** The URL of a broker of ActiveMQ, which finds the transport by its scheme. */
    void activeMq(String url) {
        URI uri = URI.create(url);
        call("org.apache.activemq.transport.TransportFactory", "findTransportFactory", URI.class, uri, url);
    }

    /** The URL of a broker of Artemis, of which the factory makes connectors. */
    void artemis(String url) {
        String type = "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory";
        if (!ClassUtils.isPresent(type, loader)) {
            return;
        }
        try (AutoCloseable made = (AutoCloseable) ClassUtils.resolveClassName(type, loader)
                .getConstructor(String.class)
                .newInstance(url)) {
            Details.of(made).type();
        } catch (InvocationTargetException e) {
            throw refused(url, e.getTargetException());
        } catch (Exception e) {
            // It has no such constructor, or cannot be closed.
            return;
        }
    }

    /** The URL of the service of Pulsar. */
    void pulsar(String url) {
        call("org.apache.pulsar.common.net.ServiceURI", "create", String.class, url, url);
    }

    /** The connection string of Couchbase. */
    void couchbase(String text) {
        call("com.couchbase.client.core.util.ConnectionString", "create", String.class, text, text);
    }

    private Object call(String type, String method, Class<?> parameter, Object argument, String address) {
        if (!ClassUtils.isPresent(type, loader)) {
            return null;
        }
        Method found = ReflectionUtils.findMethod(ClassUtils.resolveClassName(type, loader), method, parameter);
        return found == null ? null : invoke(found, null, address, argument);
    }

    private Object call(String type, String method, String address) {
        if (!ClassUtils.isPresent(type, loader)) {
            return null;
        }
        Method found = ReflectionUtils.findMethod(ClassUtils.resolveClassName(type, loader), method);
        return found == null ? null : invoke(found, null, address);
    }

    private static Object invoke(Method method, Object target, String address, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw refused(address, e.getTargetException());
        } catch (IllegalAccessException e) {
            return null;
        }
    }

    private static MalformedAddressException refused(String address, Throwable thrown) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(thrown);
        return new MalformedAddressException(address, String.valueOf(cause.getMessage()));
    }
}
