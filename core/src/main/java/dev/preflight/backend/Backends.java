package dev.preflight.backend;

import dev.preflight.EnvVar;
import dev.preflight.HostAndPort;
import dev.preflight.Probe;
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
        return new Tcp(name, Input.of(new HostAndPort(host, port)));
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
        return new Tcp(name, Input.of(address));
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
        return Jdbc.of(name, Input.of(url));
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
        return Jdbc.of(name, Input.of(url));
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
}
