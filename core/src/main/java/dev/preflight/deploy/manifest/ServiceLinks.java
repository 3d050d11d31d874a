package dev.preflight.deploy.manifest;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that tell a container of the Services in its namespace (kubernetes.io, "Service", section "Environment
 * variables"; {@code pkg/kubelet/envvars} of the kubelet). What the container sets itself counts before them.
 */
final class ServiceLinks {
    private static final String HOST = "_SERVICE_HOST";
    private static final String PORT = "_SERVICE_PORT";
    private static final String LINK = "_PORT";

    /** What stands in for a cluster address that nobody knows yet; those of both families. */
    private static final String[] ADDRESSES = {"10.96.0.10", "fd00:10:96::a"};

    private final boolean isLinked;
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>();

    private ServiceLinks(boolean isLinked) {
        this.isLinked = isLinked;
    }

    static ServiceLinks of(Manifests manifests, Workload workload) {
        ServiceLinks links =
                new ServiceLinks(!workload.pod().get("enableServiceLinks").isFalse());
        for (Manifests.Item item : manifests.all()) {
            boolean isSame = item.namespace().equals(workload.namespace());
            boolean isEither =
                    item.namespace().isEmpty() || workload.namespace().isEmpty();
            if (links.isLinked && item.kind().equals("Service") && (isSame || isEither)) {
                links.add(item, isSame);
            }
        }
        return links;
    }

    private void add(Manifests.Item service, boolean isSame) {
        String prefix = prefix(service.name());
        if (isSame) {
            // Those of a Service that is said twice are those of the later one.
            variables
                    .values()
                    .removeIf(variable -> service.id().equals(services.get(prefix))
                            && variable.origin().startsWith(service.id() + " "));
            services.put(prefix, service.id());
        }
        YamlValue spec = service.value().get("spec");
        List<String> addresses = addresses(spec);
        if (addresses.isEmpty()) {
            return;
        }
        String where = isSame ? "" : ", if both are in one namespace";
        set(prefix + HOST, addresses, service.id() + " sets it to its cluster address" + where);
        boolean isFirst = true;
        for (YamlValue each : spec.get("ports").items()) {
            String port = each.text("port");
            String protocol = each.text("protocol").isEmpty() ? "TCP" : each.text("protocol");
            String url = protocol.toLowerCase(Locale.ROOT) + "://";
            String told = service.id() + " sets it to ";
            List<String> links = new ArrayList<>();
            for (String address : addresses) {
                links.add(url + (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port);
            }
            String link = told + (addresses.size() == 1 ? links.get(0) : url + "(its cluster address):" + port) + where;
            if (isFirst) {
                set(prefix + PORT, List.of(port), told + port + where);
                set(prefix + LINK, links, link);
            }
            if (!each.text("name").isEmpty()) {
                set(prefix + PORT + "_" + upper(each.text("name")), List.of(port), told + port + where);
            }
            String single = prefix + LINK + "_" + port + "_" + protocol.toUpperCase(Locale.ROOT);
            set(single, links, link);
            String lower = protocol.toLowerCase(Locale.ROOT);
            set(single + "_PROTO", List.of(lower), told + lower + where);
            set(single + "_PORT", List.of(port), told + port + where);
            set(single + "_ADDR", addresses, service.id() + " sets it to its cluster address" + where);
            isFirst = false;
        }
    }

    private void set(String name, List<String> samples, String origin) {
        variables.put(name, new Variable(null, origin, samples));
    }

    /** The addresses that a Service may have in its cluster; none of one that is headless or an ExternalName. */
    private static List<String> addresses(YamlValue spec) {
        String address = spec.text("clusterIP");
        if (address.isEmpty() && !spec.get("clusterIPs").items().isEmpty()) {
            address = spec.get("clusterIPs").items().get(0).text();
        }
        if (address.equals("None") || spec.text("type").equals("ExternalName")) {
            return List.of();
        }
        return address.isEmpty() ? List.of(ADDRESSES) : List.of(address);
    }

    /** What the names of the variables of a Service begin with. */
    private static String prefix(String service) {
        String name = upper(service.replace('.', '_'));
        return !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9' ? "_" + name : name;
    }

    private static String upper(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What Services set, beneath everything that the container sets itself. */
    Map<String, Variable> variables() {
        return variables;
    }

    /** Whether a Service sets a variable, or may. */
    boolean sets(String variable) {
        return variables.containsKey(variable) || isElsewhere(variable);
    }

    /** Whether a Service that no manifest shows sets a variable, as its name tells that nothing else does. */
    boolean isElsewhere(String variable) {
        return isLinked && service(variable, false) != null;
    }

    /**
     * The beginning of the name of a variable that a Service which no manifest shows may set; null if none may. A Service
     * that a manifest shows is known to set what it sets, and nothing else.
     *
     * @param variable the name
     * @param isPlainToo whether {@code X_PORT} counts, as which applications call variables of their own
     */
    private String service(String variable, boolean isPlainToo) {
        for (String part : new String[] {HOST, PORT, LINK}) {
            for (int at = variable.indexOf(part); at > 0; at = variable.indexOf(part, at + 1)) {
                String rest = variable.substring(at + part.length());
                boolean fits = rest.isEmpty() && (isPlainToo || !part.equals(LINK))
                        || part.equals(PORT) && rest.length() > 1 && rest.charAt(0) == '_'
                        || part.equals(LINK) && isPortAndProtocol(rest);
                String prefix = variable.substring(0, at);
                if (fits && isPrefix(prefix) && !services.containsKey(prefix)) {
                    return prefix;
                }
            }
        }
        return null;
    }

    private static boolean isPrefix(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether a text is {@code _8080_TCP}, or that with {@code _ADDR}, {@code _PORT} or {@code _PROTO}. */
    private static boolean isPortAndProtocol(String text) {
        int at = 1;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == 1 || text.charAt(0) != '_') {
            return false;
        }
        for (String protocol : new String[] {"_TCP", "_UDP", "_SCTP"}) {
            if (text.startsWith(protocol, at)) {
                String rest = text.substring(at + protocol.length());
                return rest.isEmpty() || rest.equals("_ADDR") || rest.equals("_PORT") || rest.equals("_PROTO");
            }
        }
        return false;
    }

    /** What to tell whoever declares a variable that the container does not set; empty if no Service can set it. */
    Optional<Problem> remark(String variable) {
        String own = "set " + variable + " in env of the container, or write enableServiceLinks: false";
        Variable known = variables.get(variable);
        if (known != null) {
            return Optional.of(Problem.of(Code.DEPLOYMENT_MANIFEST, "a Service sets it, and not the container")
                    .found(known.origin())
                    .fix(own));
        }
        String prefix = isLinked ? service(variable, true) : null;
        if (prefix == null) {
            return Optional.empty();
        }
        String name = prefix.replace('_', '-').toLowerCase(Locale.ROOT);
        String value = variable.endsWith(LINK) && !variable.endsWith(PORT) ? " to tcp://..." : "";
        return Optional.of(Problem.of(Code.DEPLOYMENT_MANIFEST, "a Service that no manifest shows may set it")
                .found("a Service " + name + " in the namespace sets " + variable + value
                        + " in every container that does not set it itself")
                .fix(own));
    }
}
