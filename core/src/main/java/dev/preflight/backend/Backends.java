package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Probe;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Makes checks of backends. Import it statically:
 *
 * <pre>{@code
 * import static dev.preflight.backend.Backends.*;
 *
 * jdbc("orders-db", DATABASE_URL).login("orders", DATABASE_PASSWORD).query("select 1 from orders")
 * }</pre>
 *
 * <p>Every check of a backend is online: it runs on a thread of its own, each attempt has a timeout (3 seconds unless
 * declared), and a transient problem is tried again where {@code retryFor} says so.
 */
public final class Backends {
    private Backends() {}

    /**
     * A backend named by a URI, greeted in the protocol of its scheme.
     *
     * @param name the name of the check
     * @param uri such as {@code redis://cache:6379/2}
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code uri} is no URI, or has no scheme or no host, as {@code redis:6379}; if
     *     {@code name} is blank or cannot be printed
     */
    public static Service service(String name, String uri) {
        URI known = uri(uri);
        if (known.getScheme() == null) {
            throw new IllegalArgumentException("uri has no scheme; begin it with one, such as redis://");
        }
        if (known.getRawAuthority() == null) {
            throw new IllegalArgumentException("uri " + SchemeProblem.refusal(known));
        }
        return Service.of(name, Argument.of(known));
    }

    /**
     * A backend whose URI a variable holds, greeted in the protocol of its scheme.
     *
     * @param name the name of the check
     * @param uri the variable, which joins the suite as an input
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static Service service(String name, EnvVar<URI> uri) {
        return Service.of(name, Argument.of(uri));
    }

    /**
     * A backend whose URI is put together of variables, greeted in the protocol of its scheme.
     *
     * @param name the name of the check
     * @param uri the template; its variables join the suite as inputs
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code uri} is none of a URI with a host, or {@code name} is blank or cannot be printed
     */
    public static Service service(String name, UrlTemplate uri) {
        return Service.of(name, uri.asUri());
    }

    /**
     * Something that listens on a TCP port. That a port is open says little about what listens there; prefer a check
     * that speaks the protocol.
     *
     * @param name the name of the check
     * @param host a host name or an address
     * @param port 1 to 65535
     * @return the check; its value is where it connected to
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} or {@code host} is blank, or {@code port} is no port number
     */
    public static Probe<HostAndPort> tcp(String name, String host, int port) {
        return Tcp.of(name, Argument.of(new HostAndPort(host, port)));
    }

    /**
     * Something that listens on a TCP port that a variable names.
     *
     * @param name the name of the check
     * @param address the variable, which joins the suite as an input
     * @return the check; its value is where it connected to
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static Probe<HostAndPort> tcp(String name, EnvVar<HostAndPort> address) {
        return Tcp.of(name, Argument.of(address));
    }

    /**
     * Something that listens on a TCP port, at an address that is put together of variables.
     *
     * @param name the name of the check
     * @param address the template; its variables join the suite as inputs
     * @return the check; its value is where it connected to
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code address} is none of host and port, or {@code name} is blank or cannot be printed
     */
    public static Probe<HostAndPort> tcp(String name, UrlTemplate address) {
        return Tcp.of(name, address.asAddress());
    }

    /**
     * A database, connected to through its driver.
     *
     * @param name the name of the check
     * @param url a JDBC URL without a password; use {@link Jdbc#login} for that
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code url} does not begin with {@code jdbc:}, or {@code name} is blank or
     *     cannot be printed
     */
    public static Jdbc jdbc(String name, String url) {
        if (!Objects.requireNonNull(url, "url").startsWith("jdbc:")) {
            throw new IllegalArgumentException("url does not begin with jdbc:");
        }
        return Jdbc.of(name, Argument.of(url));
    }

    /**
     * A database whose JDBC URL a variable holds, connected to through its driver.
     *
     * @param name the name of the check
     * @param url the variable, which joins the suite as an input
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static Jdbc jdbc(String name, EnvVar<String> url) {
        return Jdbc.of(name, Argument.of(url));
    }

    /**
     * A database whose JDBC URL is put together of variables, connected to through its driver.
     *
     * @param name the name of the check
     * @param url the template; its variables join the suite as inputs
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code url} does not begin with {@code jdbc:}, or {@code name} is blank or cannot be printed
     */
    public static Jdbc jdbc(String name, UrlTemplate url) {
        return Jdbc.of(name, url.asJdbcUrl());
    }

    /**
     * A database, connected to through the application's own data source. One connection is taken and given back.
     *
     * @param name the name of the check
     * @param source the data source
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static Jdbc jdbc(String name, DataSource source) {
        return Jdbc.of(name, Objects.requireNonNull(source, "source"));
    }

    /**
     * An HTTP endpoint that answers a GET request.
     *
     * @param name the name of the check
     * @param url an http or https URL
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code url} is no http or https URL, or {@code name} is blank or cannot be
     *     printed
     */
    public static Http http(String name, String url) {
        URI uri = uri(url);
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("url is neither http nor https");
        }
        return Http.of(name, Argument.of(uri));
    }

    /**
     * An HTTP endpoint whose URL a variable holds, and that answers a GET request.
     *
     * @param name the name of the check
     * @param url the variable, which joins the suite as an input
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static Http http(String name, EnvVar<URI> url) {
        return Http.of(name, Argument.of(url));
    }

    /**
     * An HTTP endpoint whose URL is put together of variables, and that answers a GET request.
     *
     * @param name the name of the check
     * @param url the template; its variables join the suite as inputs
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code url} is none of an http or https URL, or {@code name} is blank or cannot be printed
     */
    public static Http http(String name, UrlTemplate url) {
        return Http.of(name, url.asUri("http", "https"));
    }

    /**
     * Something that speaks TLS with a valid certificate.
     *
     * @param name the name of the check
     * @param host a host name or an address, as it must be in the certificate
     * @param port 1 to 65535
     * @return the check; its value is where it connected to
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} or {@code host} is blank, or {@code port} is no port number
     */
    public static Tls tls(String name, String host, int port) {
        return Tls.of(name, Argument.of(new HostAndPort(host, port)));
    }

    /**
     * Something that speaks TLS with a valid certificate, at an address that a variable holds.
     *
     * @param name the name of the check
     * @param address the variable, which joins the suite as an input
     * @return the check; its value is where it connected to
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static Tls tls(String name, EnvVar<HostAndPort> address) {
        return Tls.of(name, Argument.of(address));
    }

    /**
     * Something that speaks TLS with a valid certificate, at an address that is put together of variables.
     *
     * @param name the name of the check
     * @param address the template; its variables join the suite as inputs
     * @return the check; its value is where it connected to
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code address} is none of host and port, or {@code name} is blank or cannot be printed
     */
    public static Tls tls(String name, UrlTemplate address) {
        return Tls.of(name, address.asAddress());
    }

    /**
     * A host name that has an address.
     *
     * @param host the host name, which is the name of the check too
     * @return the check; its value are the addresses
     * @throws NullPointerException if {@code host} is null
     * @throws IllegalArgumentException if {@code host} is blank or cannot be printed
     */
    public static Probe<List<InetAddress>> dns(String host) {
        return Dns.of(host, Argument.of(host));
    }

    /**
     * A host name that a variable holds and that has an address.
     *
     * @param name the name of the check
     * @param host the variable, which joins the suite as an input
     * @return the check; its value are the addresses
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed
     */
    public static Probe<List<InetAddress>> dns(String name, EnvVar<String> host) {
        return Dns.of(name, Argument.of(host));
    }

    /**
     * Several probes of which one is enough, such as replicas. All are tried beside each other; those that fail are
     * warnings. The alternatives' own settings, but for their inputs, do not count: say timeout and retry of the whole.
     * An alternative whose variable or file is missing is left out, and only where all are left out the check is
     * skipped; declare the variable optional if it may be missing.
     *
     * @param name the name of the check
     * @param alternatives the probes
     * @return the check
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if there is no alternative, or {@code name} is blank or cannot be printed
     */
    public static Probe<Void> anyOf(String name, Probe<?>... alternatives) {
        return AnyOf.of(name, alternatives);
    }

    /**
     * A URL that is put together of variables, as they are common in Kubernetes and Compose:
     *
     * <pre>{@code
     * jdbc("orders-db", url("jdbc:postgresql://{}:{}/{}", DB_HOST, DB_PORT, DB_NAME)).login(DB_USER, DB_PASSWORD)
     * service("cache", url("redis://{}:{}", REDIS_HOST, REDIS_PORT)).login(REDIS_USER, REDIS_PASSWORD)
     * tcp("queue", url("{}:{}", QUEUE_HOST, QUEUE_PORT))
     * }</pre>
     *
     * <p>Each value is written as its place demands: encoded in a path or a parameter, in brackets where an IPv6 address
     * is the host. What cannot stand in its place, such as {@code db:5432} where a host must, is a problem that names the
     * variable. Leave user and password to {@code login}.
     *
     * @param template the URL, with {@code {}} for each variable
     * @param variables the variables, in the order in which they stand there
     * @return the template, for {@code service}, {@code jdbc}, {@code http}, {@code tcp} and {@code tls}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code template} is blank, or has not one {@code {}} for each variable
     */
    public static UrlTemplate url(String template, EnvVar<?>... variables) {
        return UrlTemplate.of(template, variables);
    }

    /** Reads a URI that stands in the code; the message of a failure holds nothing of it, since it may hold a password. */
    private static URI uri(String text) {
        try {
            return URI.create(Objects.requireNonNull(text, "uri"));
        } catch (IllegalArgumentException e) {
            // Not caught as what it is, since a class that catches it cannot be used without loading it.
            URISyntaxException why = (URISyntaxException) e.getCause();
            throw new IllegalArgumentException("uri is no URI: " + why.getReason() + " at index " + why.getIndex());
        }
    }
}
