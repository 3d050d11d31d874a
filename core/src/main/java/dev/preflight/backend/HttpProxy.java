package dev.preflight.backend;

import dev.preflight.backend.protocol.HttpAnswer;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.CheckFailedException;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The HTTP proxy that both clients of the JDK take where they are told of none: {@code ProxySelector.getDefault()}, which
 * goes by {@code http.proxyHost}, {@code https.proxyHost} and {@code http.nonProxyHosts} unless an application has set
 * one of its own. What is encrypted goes through a tunnel (CONNECT, RFC 9110, section 9.3.6); the rest is asked for with
 * its whole URL (RFC 9112, section 3.2.2).
 *
 * <p>Of several proxies the first one counts: {@code java.net.http} looks at no other.
 */
final class HttpProxy {
    private static final String LOGIN = "proxy-authorization:";

    private final HostAndPort address;
    private final String scheme;

    private HttpProxy(HostAndPort address, String scheme) {
        this.address = address;
        this.scheme = scheme;
    }

    /** The proxy on the way to a URL, null where the way is straight. */
    public static HttpProxy of(URI url) {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies;
        try {
            proxies = selector == null ? null : selector.select(url);
        } catch (IllegalArgumentException e) {
            // A URL that no proxy can be told for is judged where it is connected to.
            return null;
        }
        if (proxies == null || proxies.isEmpty()) {
            return null;
        }
        Proxy first = proxies.get(0);
        if (first.type() != Proxy.Type.HTTP || !(first.address() instanceof InetSocketAddress where)) {
            // One of SOCKS is a matter of the socket, which asks for it by itself.
            return null;
        }
        try {
            return new HttpProxy(
                    new HostAndPort(where.getHostString(), where.getPort()),
                    url.getScheme().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.of(Code.BACKEND_URL, "the proxy cannot be used")
                    .fact("why", e.getMessage())
                    .fix("correct " + source(where.getHostString(), url.getScheme()))
                    .asException();
        }
    }

    /** What an operator corrects where a proxy is not the right one. */
    private static String source(String host, String scheme) {
        String property = scheme.toLowerCase(Locale.ROOT) + ".proxyHost";
        return host.equals(System.getProperty(property))
                ? property + " and " + scheme.toLowerCase(Locale.ROOT) + ".proxyPort"
                : "the ProxySelector of this process";
    }

    /**
     * Connects to a host through the proxy, through a tunnel if TLS is to be spoken. The login of the proxy, where the
     * check has one among its headers, is taken out of them for a tunnel, since it is not for who is behind it.
     *
     * @throws IOException if the connection breaks
     */
    public Wire open(ProbeContext context, HostAndPort host, List<String> headers, TlsOptions tls) throws IOException {
        context.trying("proxy");
        context.held(address.toString());
        Wire wire;
        try {
            wire = Wire.through(context, address, host, "HTTP");
        } catch (IOException e) {
            throw unreachable(context.problem(e)).asException();
        } catch (CheckFailedException e) {
            throw unreachable(e.problem()).asException();
        }
        if (tls != null) {
            context.trying("CONNECT");
            HttpAnswer answer = HttpAnswer.connect(wire, host.toString(), takeLogin(headers));
            if (answer.status() < 200 || answer.status() > 299) {
                throw refused(answer).asException();
            }
            context.held("status " + answer.status());
            wire.startTls(tls);
        }
        return wire;
    }

    private static String takeLogin(List<String> headers) {
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).toLowerCase(Locale.ROOT).startsWith(LOGIN)) {
                return headers.remove(i);
            }
        }
        return "";
    }

    private Problem unreachable(Problem problem) {
        Problem whole = Problem.of(problem.code(), "proxy " + address + ": " + problem.summary());
        for (Fact fact : problem.facts()) {
            whole = fact.label().equals("fix") ? whole : whole.fact(fact.label(), fact.text());
        }
        return whole.fix("start the proxy, or correct " + source(address.host(), scheme)
                + "; http.nonProxyHosts or direct() leaves it out");
    }

    private Problem refused(HttpAnswer answer) {
        Problem problem = switch (answer.status()) {
            case 407 -> wantsLogin();
            case 403 ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "the proxy does not let it through")
                        .fix("allow the host and the port in the proxy");
            case 502, 503, 504 ->
                Problem.of(Code.BACKEND_UNREACHABLE, "the proxy does not reach it")
                        .fix("start what is behind the proxy, or look at the log of the proxy");
            default ->
                Problem.of(Code.BACKEND_STATUS, "the proxy opens no tunnel")
                        .fix("look at the log of the proxy; is it one that takes CONNECT?");
        };
        return problem.fact("expect", "status 200 for CONNECT").found("status " + answer.status());
    }

    /** The problem of a proxy that wants to know who asks. */
    public Problem wantsLogin() {
        return Problem.of(Code.BACKEND_LOGIN, "the proxy " + address + " wants a login")
                .fix("give the check the header Proxy-Authorization, or direct() if its client takes no proxy");
    }

    /**
     * Adds what is known of variables that say something of proxies and that no client of the JDK reads; others, such as
     * curl, do, so that the same URL may well answer there.
     */
    public static Problem explain(Problem problem, URI url, boolean direct, ProbeContext context) {
        String host = url.getHost();
        if (host == null || url.getScheme() == null || direct) {
            return problem;
        }
        boolean secure = url.getScheme().equalsIgnoreCase("https");
        String property = (secure ? "https" : "http") + ".proxyHost";
        boolean left = isLeftOut(host, context);
        if (of(url) == null) {
            String variable = secure
                    ? set(context, "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy")
                    : set(context, "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy");
            return variable.isEmpty() || left || !isBlank(System.getProperty(property))
                    ? problem
                    : problem.fact(
                            "proxy",
                            variable + " is set, which Java does not read; it takes the system properties " + property
                                    + " and " + property.replace("Host", "Port"));
        }
        return left && System.getProperty("http.nonProxyHosts") == null
                ? problem.fact(
                        "proxy",
                        set(context, "NO_PROXY", "no_proxy")
                                + " names the host, which Java does not read; it takes the system property"
                                + " http.nonProxyHosts")
                : problem;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** The first of some variables that is set, empty if none is. */
    private static String set(ProbeContext context, String... names) {
        for (String name : names) {
            if (!isBlank(context.deployment().variable(name).orElse(""))) {
                return name;
            }
        }
        return "";
    }

    /** Whether NO_PROXY names a host, or a domain that it is of, as curl reads it. */
    private static boolean isLeftOut(String host, ProbeContext context) {
        String variable = set(context, "NO_PROXY", "no_proxy");
        if (variable.isEmpty()) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        for (String part : context.deployment().variable(variable).orElse("").split("[, ]+")) {
            String entry = part.toLowerCase(Locale.ROOT);
            entry = entry.startsWith("*.") ? entry.substring(2) : entry;
            entry = entry.startsWith(".") ? entry.substring(1) : entry;
            if (entry.equals("*") || !entry.isEmpty() && (name.equals(entry) || name.endsWith("." + entry))) {
                return true;
            }
        }
        return false;
    }
}
