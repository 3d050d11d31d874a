package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.anyOf;
import static dev.preflight.backend.Backends.http;

import dev.preflight.check.Probe;
import dev.preflight.spring.Location;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The config server that configuration is imported from: it answers for the application and its profiles. One that is
 * optional warns only. Without an import, or where it is looked up in a registry, there is nothing to reach.
 */
final class ConfigServerChecks {
    private static final String CONFIG = "spring.cloud.config.";
    private static final String SCHEME = "configserver:";

    private ConfigServerChecks() {}

    static List<Probe<?>> of(Connection connection) {
        Map<String, Boolean> optionalByUrls = new LinkedHashMap<>();
        for (Location location : connection.imports()) {
            if (location.path().startsWith(SCHEME)) {
                String urls = urls(location.path().substring(SCHEME.length()), connection);
                optionalByUrls.merge(urls, location.isOptional(), Boolean::logicalAnd);
            }
        }
        if (optionalByUrls.isEmpty()
                || !connection.flag(CONFIG + "enabled", true)
                || connection.flag(CONFIG + "discovery.enabled", false)) {
            return List.of();
        }
        List<Probe<?>> checks = new ArrayList<>();
        for (Map.Entry<String, Boolean> each : optionalByUrls.entrySet()) {
            Probe<?> check = of(each.getKey(), optionalByUrls.size() > 1, connection);
            checks.add(each.getValue() ? check.warnOnly() : check);
        }
        return checks;
    }

    private static String urls(String imported, Connection connection) {
        String urls = imported.isEmpty() ? connection.property(CONFIG + "uri") : imported;
        return urls.isEmpty() ? "http://localhost:8888" : urls;
    }

    /** The check of one import, which may name several servers that stand in for one another. */
    private static Probe<?> of(String urls, boolean isOneOfMany, Connection connection) {
        List<Probe<?>> checks = new ArrayList<>();
        for (String url : urls.split(",")) {
            URI uri = URI.create(url.strip());
            checks.add(http(urls.contains(",") || isOneOfMany ? server(uri) : connection.name(), at(connection, uri)));
        }
        return checks.size() == 1 ? checks.get(0) : anyOf(connection.name(), checks.toArray(new Probe<?>[0]));
    }

    private static String server(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path(uri);
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
    }

    private static String at(Connection connection, URI uri) {
        String user = connection.property(CONFIG + "username");
        String password = connection.property(CONFIG + "password");
        ServiceUri where = new ServiceUri(uri.getScheme());
        if (uri.getRawUserInfo() == null && !password.isEmpty()) {
            where.login(user.isEmpty() ? "user" : user, password);
        }
        String authority = uri.getRawAuthority();
        String name = first(connection, CONFIG + "name", "spring.application.name", "application");
        String profile = first(connection, CONFIG + "profile", "spring.profiles.active", "default");
        return where + authority + path(uri) + "/" + name + "/" + profile;
    }

    private static String first(Connection connection, String property, String other, String orElse) {
        String value = connection.property(property);
        value = value.isEmpty() ? connection.property(other) : value;
        return value.isEmpty() ? orElse : value;
    }
}
