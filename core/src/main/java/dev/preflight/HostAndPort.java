package dev.preflight;

import java.util.Objects;

/**
 * A host and a port, as in {@code db:5432} or {@code [::1]:5432}.
 *
 * @param host a host name or an address; an IPv6 address without its brackets
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {
    /**
     * Checks both.
     *
     * @param host a host name or an address; an IPv6 address without its brackets
     * @param port 1 to 65535
     * @throws NullPointerException if {@code host} is null
     * @throws IllegalArgumentException if {@code host} is blank or {@code port} is not a port number
     */
    public HostAndPort {
        if (Objects.requireNonNull(host, "host").isBlank()) {
            throw new IllegalArgumentException("host is blank");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
    }

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets (RFC 3986, section 3.2.2).
     *
     * @param text for example {@code db:5432}
     * @return host and port
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static HostAndPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("there is no port");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 address needs brackets, as in [::1]:80");
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c == '/' || c == '@' || c == '?' || c == '#' || c == 127) {
                throw new IllegalArgumentException("the host has a character that no host name has");
            }
        }
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || port > 65535) {
                throw new IllegalArgumentException("the port is not a number from 1 to 65535");
            }
            port = port * 10 + c - '0';
        }
        return new HostAndPort(host, port);
    }

    /** Returns {@code host:port}, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
