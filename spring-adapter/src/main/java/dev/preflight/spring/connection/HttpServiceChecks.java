package dev.preflight.spring.connection;

import dev.preflight.backend.Service;
import dev.preflight.check.Probe;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The groups of HTTP service clients that have a base URL: something answers there. Where nothing imports HTTP services,
 * where a name may be that of a registry, or where a proxy stands between, a failure is a warning.
 */
final class HttpServiceChecks {
    private static final String PREFIX = "spring.http.serviceclient";
    private static final String REGISTRY = "org.springframework.web.service.registry.HttpServiceProxyRegistry";
    private static final String BALANCER = "org.springframework.cloud.client.loadbalancer.LoadBalancerClient";

    private HttpServiceChecks() {}

    static List<Probe<?>> of(Connection connection) {
        List<Probe<?>> checks = new ArrayList<>();
        for (Map.Entry<String, String> each : connection.properties(PREFIX).entrySet()) {
            int dot = each.getKey().lastIndexOf('.');
            String last = each.getKey().substring(dot + 1).replace("-", "").toLowerCase(Locale.ROOT);
            if (dot > 0 && last.equals("baseurl") && !each.getValue().isBlank()) {
                checks.add(of(each.getKey().substring(0, dot), each.getValue().strip(), connection));
            }
        }
        return checks;
    }

    private static Probe<?> of(String group, String url, Connection connection) {
        String bundle = connection.property(PREFIX + "." + group + ".ssl.bundle");
        bundle = bundle.isEmpty() ? connection.property("spring.http.clients.ssl.bundle") : bundle;
        Service check = Reachable.of("http-" + group, url, connection.bundle(bundle));
        Probe<?> located = check.configuredBy(PREFIX + "." + group);
        return isCertain(url, connection) ? located : located.warnOnly();
    }

    private static boolean isCertain(String url, Connection connection) {
        URI uri = URI.create(url);
        boolean mayBeService = uri.getHost().indexOf('.') < 0
                && uri.getPort() < 0
                && !uri.getHost().startsWith("[")
                && !connection.definitions().names(BALANCER).isEmpty();
        boolean isProxied = System.getProperty(uri.getScheme().toLowerCase(Locale.ROOT) + ".proxyHost") != null;
        return !mayBeService
                && !isProxied
                && !connection.definitions().names(REGISTRY).isEmpty();
    }
}
