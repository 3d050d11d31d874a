package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.anyOf;
import static dev.preflight.backend.Backends.service;

import dev.preflight.check.Probe;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brokers that are named by a URL of their own kind: ActiveMQ and Pulsar are greeted, Artemis is connected to. Of several
 * hosts one must answer. The login is left to the health contributor. A broker in this process needs no check.
 */
final class BrokerChecks {
    /** Every address in {@code failover:(tcp://a:61616,ssl://b:61617)?…}, {@code (tcp://a:61616)} and the like. */
    private static final Pattern ADDRESS = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^\\s,()?/;]+)");

    private static final String ARTEMIS_SERVER = "org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ";

    private BrokerChecks() {}

    static List<Probe<?>> of(Connection connection) {
        Details details = connection.details();
        String url = details.text("getBrokerUrl").strip();
        String type = details.type();
        if (type.contains("Artemis")) {
            if (isEmbedded(connection)) {
                return List.of();
            }
            if (!url.isEmpty()) {
                connection.asked().artemis(url);
            }
            return checks(connection, url.isEmpty() ? "tcp://localhost:61616" : url, "tcp", "tls", 61616);
        }
        if (url.startsWith("http")) {
            return List.of(service(connection.name(), tcp(URI.create(url))));
        }
        boolean isPulsar = type.contains("Pulsar");
        if (isPulsar) {
            connection.asked().pulsar(url);
        } else if (!url.isEmpty() && !isInProcess(url)) {
            connection.asked().activeMq(url);
        }
        return isPulsar
                ? checks(connection, url, "pulsar", "pulsar+ssl", 0)
                : checks(connection, url, "activemq", "activemq+ssl", 0);
    }

    /** Whether a URL of ActiveMQ leads to no address: the broker is in this process, or is looked for in the network. */
    private static boolean isInProcess(String url) {
        for (String scheme : List.of("vm:", "broker:", "peer:", "discovery:", "multicast:")) {
            if (url.toLowerCase(Locale.ROOT).startsWith(scheme)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmbedded(Connection connection) {
        Object mode = connection.details().value("getMode");
        return mode != null
                ? mode.toString().equals("EMBEDDED")
                : connection.flag("spring.artemis.embedded.enabled", true)
                        && connection.definitions().isPresent(ARTEMIS_SERVER);
    }

    private static String tcp(URI uri) {
        int usual = uri.getScheme().equals("https") ? 443 : 80;
        return new ServiceUri(uri.getScheme().equals("https") ? "tls" : "tcp")
                .host(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort())
                .toString();
    }

    private static List<Probe<?>> checks(Connection connection, String url, String plain, String tls, int port) {
        List<String> uris = new ArrayList<>();
        Matcher addresses = ADDRESS.matcher(url);
        while (addresses.find()) {
            String transport = addresses.group(1).toLowerCase(Locale.ROOT);
            boolean isTls = transport.contains("ssl") || url.contains("sslEnabled=true");
            if (transport.equals("vm") || transport.equals("discovery") || transport.equals("multicast")) {
                return List.of();
            }
            boolean hasPort =
                    addresses.group(2).lastIndexOf(':') > addresses.group(2).lastIndexOf(']');
            if (!hasPort && plain.equals("activemq") && !transport.startsWith("http")) {
                throw new MalformedAddressException(addresses.group(), "ActiveMQ takes a port, and there is none");
            }
            uris.add((isTls ? tls : plain) + "://" + addresses.group(2) + (hasPort || port == 0 ? "" : ":" + port));
            int end = addresses.end();
            // Of a list, only the first may have the scheme: pulsar://a:6650,b:6650
            while (end < url.length() && url.charAt(end) == ',' && !url.startsWith("://", url.indexOf(':', end))) {
                int stop = end + 1;
                while (stop < url.length() && ",/?)".indexOf(url.charAt(stop)) < 0) {
                    stop++;
                }
                uris.add((isTls ? tls : plain) + "://" + url.substring(end + 1, stop));
                end = stop;
            }
        }
        List<Probe<?>> checks = new ArrayList<>();
        for (String uri : uris) {
            String address = uri.substring(uri.indexOf("://") + 3);
            checks.add(service(uris.size() == 1 ? connection.name() : address, uri));
        }
        return checks.size() < 2 ? checks : List.of(anyOf(connection.name(), checks.toArray(new Probe<?>[0])));
    }
}
