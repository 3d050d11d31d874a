package dev.preflight.spring.connection;

import dev.preflight.spring.Written;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.ConfigurableEnvironment;

/** Where the properties of a connection are written: those of its address, of its login, and of what it opens there. */
final class Origins {
    private static final int MOST = 3;

    private static final List<String> URLS = List.of(
            "url",
            "hikari.jdbc-url",
            "uri",
            "uris",
            "urls",
            "broker-url",
            "service-url",
            "connection-string",
            "base-url",
            "endpoint",
            "issuer-uri",
            "jwk-set-uri");

    private static final List<String> ADDRESSES = List.of(
            "cluster.nodes",
            "sentinel.nodes",
            "sentinel.master",
            "masterreplica.nodes",
            "addresses",
            "bootstrap-servers",
            "producer.bootstrap-servers",
            "consumer.bootstrap-servers",
            "brokers",
            "contact-points",
            "host",
            "port",
            "jndi-name");

    private static final List<String> LOGINS = List.of(
            "username",
            "password",
            "hikari.username",
            "hikari.password",
            "api-key",
            "authentication.username",
            "authentication.password",
            "user");

    private static final List<String> TARGETS = List.of("virtual-host", "database", "keyspace-name", "base", "name");

    private final String prefix;
    private final List<String> urls;
    private final List<String> addresses;
    private final List<String> logins;
    private final List<String> targets;

    Origins(ConfigurableEnvironment environment, String prefix) {
        Written written = new Written(environment);
        this.prefix = prefix;
        this.urls = written.among(below(prefix, URLS));
        this.addresses = written.among(below(prefix, ADDRESSES));
        this.logins = written.among(below(prefix, LOGINS));
        this.targets = written.among(below(prefix, TARGETS));
    }

    /** What is not configured by properties but by a bean or the like. */
    private Origins(String source) {
        this.prefix = source;
        this.urls = List.of();
        this.addresses = List.of();
        this.logins = List.of();
        this.targets = List.of();
    }

    static Origins of(String source) {
        return new Origins(source);
    }

    /** Those below the first of some prefixes where any says where to connect to, or else below the last. */
    static Origins first(ConfigurableEnvironment environment, List<String> prefixes) {
        Origins found = null;
        for (String prefix : prefixes) {
            found = new Origins(environment, prefix);
            if (found.hasAddress()) {
                return found;
            }
        }
        return found;
    }

    private static List<String> below(String prefix, List<String> names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            all.add(prefix + "." + name);
        }
        return all;
    }

    /** Whether there is a URL, so that a report can speak of it. */
    boolean hasUrl() {
        return !urls.isEmpty();
    }

    /** Whether anything says where it is. */
    boolean hasAddress() {
        return !urls.isEmpty() || !addresses.isEmpty();
    }

    /** What says where it is. */
    String address() {
        return urls.isEmpty() ? orPrefix(addresses) : joined(urls);
    }

    /** What says who logs in; a URL may, where nothing else does. */
    String login() {
        return logins.isEmpty() ? address() : joined(logins);
    }

    /** What says what is opened there. */
    String target() {
        return targets.isEmpty() ? address() : joined(targets);
    }

    /** Whether a login stands in properties of its own. */
    boolean hasLogin() {
        return !logins.isEmpty();
    }

    /** Whether what is opened stands in a property of its own. */
    boolean hasTarget() {
        return !targets.isEmpty();
    }

    private String orPrefix(List<String> names) {
        return names.isEmpty() ? prefix : joined(names);
    }

    private static String joined(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST, names.size())));
    }
}
