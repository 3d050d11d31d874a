package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.anyOf;
import static dev.preflight.backend.Backends.http;

import dev.preflight.Probe;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The config server that configuration is imported from: it answers for the application and its profiles. One that is
 * optional warns only. Without an import, or where it is looked up in a registry, there is nothing to reach.
 */
final class ConfigServerChecks {
    private static final String CONFIG = "spring.cloud.config.";
    private static final String SCHEME = "configserver:";

    private ConfigServerChecks() {}

    static List<Probe<?>> of(Connection connection) {
        String imported = imported(connection);
        if (imported.isEmpty()
                || !connection.flag(CONFIG + "enabled", true)
                || connection.flag(CONFIG + "discovery.enabled", false)) {
            return List.of();
        }
        String urls = imported.substring(imported.indexOf(SCHEME) + SCHEME.length());
        urls = urls.isEmpty() ? connection.property(CONFIG + "uri") : urls;
        List<Probe<?>> checks = new ArrayList<>();
        for (String url : (urls.isEmpty() ? "http://localhost:8888" : urls).split(",")) {
            URI uri = URI.create(url.strip());
            checks.add(http(
                    urls.contains(",") ? uri.getHost() + ":" + uri.getPort() : connection.name(), at(connection, uri)));
        }
        Probe<?> check = checks.size() == 1 ? checks.get(0) : anyOf(connection.name(), checks.toArray(new Probe<?>[0]));
        return List.of(imported.startsWith("optional:") ? check.warnOnly() : check);
    }

    private static String imported(Connection connection) {
        for (String each : connection.property("spring.config.import").split(",")) {
            if (each.strip().startsWith(SCHEME) || each.strip().startsWith("optional:" + SCHEME)) {
                return each.strip();
            }
        }
        return "";
    }

    private static String at(Connection connection, URI uri) {
        String user = connection.property(CONFIG + "username");
        String password = connection.property(CONFIG + "password");
        ServiceUri where = new ServiceUri(uri.getScheme());
        if (uri.getRawUserInfo() == null && !password.isEmpty()) {
            where.login(user.isEmpty() ? "user" : user, password);
        }
        String authority = uri.getRawAuthority();
        String path = uri.getRawPath() == null || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
        String name = first(connection, CONFIG + "name", "spring.application.name", "application");
        String profile = first(connection, CONFIG + "profile", "spring.profiles.active", "default");
        return where + authority + path + "/" + name + "/" + profile;
    }

    private static String first(Connection connection, String property, String other, String orElse) {
        String value = connection.property(property);
        value = value.isEmpty() ? connection.property(other) : value;
        return value.isEmpty() ? orElse : value;
    }
}
