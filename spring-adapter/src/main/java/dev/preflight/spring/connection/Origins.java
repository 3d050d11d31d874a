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

    private final ConfigurableEnvironment environment;
    private final String prefix;

    /** Looks nothing up before it is asked: most checks pass, and say nothing. */
    Origins(ConfigurableEnvironment environment, String prefix) {
        this.environment = environment;
        this.prefix = prefix;
    }

    /** What is not configured by properties but by a bean or the like. */
    static Origins of(String source) {
        return new Origins(null, source);
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

    /** What stands for all of them, as long as nobody asks for one. */
    String prefix() {
        return prefix;
    }

    /** Those of some properties that are set. */
    private List<String> among(List<String> names) {
        if (environment == null) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        for (String name : names) {
            all.add(prefix + "." + name);
        }
        return new Written(environment).among(all);
    }

    /** Whether there is a URL, so that a report can speak of it. */
    boolean hasUrl() {
        return !among(URLS).isEmpty();
    }

    /** Whether anything says where it is. */
    boolean hasAddress() {
        return hasUrl() || !among(ADDRESSES).isEmpty();
    }

    /** What says where it is. */
    String address() {
        List<String> urls = among(URLS);
        return joined(urls.isEmpty() ? among(ADDRESSES) : urls, prefix);
    }

    /** What says who logs in; a URL may, where nothing else does. */
    String login() {
        return joined(among(LOGINS), address());
    }

    /** What says what is opened there. */
    String target() {
        return joined(among(TARGETS), address());
    }

    /** Whether a login stands in properties of its own. */
    boolean hasLogin() {
        return !among(LOGINS).isEmpty();
    }

    /** Whether what is opened stands in a property of its own. */
    boolean hasTarget() {
        return !among(TARGETS).isEmpty();
    }

    private static String joined(List<String> names, String orElse) {
        return names.isEmpty() ? orElse : String.join(", ", names.subList(0, Math.min(MOST, names.size())));
    }
}
