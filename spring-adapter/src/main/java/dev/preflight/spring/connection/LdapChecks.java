package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.anyOf;
import static dev.preflight.backend.Backends.service;

import dev.preflight.check.Probe;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Directories: bound to as the user of the connection, and asked for the base. Of several servers one is enough. A
 * directory that Spring Boot starts in this process needs no check.
 */
final class LdapChecks {
    private static final String EMBEDDED = "com.unboundid.ldap.listener.InMemoryDirectoryServer";

    private LdapChecks() {}

    static List<Probe<?>> of(Connection connection) {
        if (!connection.definitions().names(EMBEDDED).isEmpty()) {
            return List.of();
        }
        Details details = connection.details();
        String[] urls = details.value("getUrls") instanceof String[] all ? all : new String[0];
        List<Probe<?>> checks = new ArrayList<>();
        for (String url : urls) {
            URI uri = URI.create(url.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("ldap") && !scheme.equals("ldaps")) {
                throw new MalformedAddressException(
                        url.strip(), "JNDI takes a URL that begins with ldap:// or ldaps://");
            }
            ServiceUri service = new ServiceUri(scheme)
                    .login(details.text("getUsername"), details.text("getPassword"))
                    // Without a host, JNDI takes this one.
                    .host(uri.getHost() == null ? "localhost" : uri.getHost(), uri.getPort());
            String base = details.text("getBase");
            checks.add(service(
                    urls.length == 1 ? connection.name() : uri.getAuthority(),
                    (base.isEmpty() ? service : service.path(base)).toString()));
        }
        return checks.size() < 2 ? checks : List.of(anyOf(connection.name(), checks.toArray(new Probe<?>[0])));
    }
}
