package dev.preflight.check;

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
     * @throws IllegalArgumentException if {@code host} is blank or has a character that no host name has, or
     *     {@code port} is not a port number
     */
    public HostAndPort {
        if (Objects.requireNonNull(host, "host").isBlank()) {
            throw new IllegalArgumentException("host is blank");
        }
        if (!isHost(host)) {
            throw new IllegalArgumentException("host has a character that no host name has");
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
        int close = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = close < 0 ? text.lastIndexOf(':') : text.indexOf(':', close);
        int end = close < 0 ? colon : close;
        if (text.isEmpty() || end == 0 || close == 1) {
            throw new IllegalArgumentException("there is no host");
        }
        if (colon < 0 || colon == text.length() - 1) {
            throw new IllegalArgumentException("there is no port");
        }
        String host = text.substring(close < 0 ? 0 : 1, end);
        if (!isHost(host) || close >= 0 && colon > close + 1) {
            throw new IllegalArgumentException("the host has a character that no host name has");
        }
        if (close < 0 && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 address needs brackets, as in [::1]:80");
        }
        if (close >= 0 && host.indexOf(':') < 0) {
            throw new IllegalArgumentException("only an IPv6 address stands in brackets");
        }
        return new HostAndPort(host, port(text, colon + 1));
    }

    /** Names the port in no message, since the text may be secret. */
    private static int port(String text, int start) {
        int port = 0;
        for (int i = start; i < text.length() && port <= 65535; i++) {
            char c = text.charAt(i);
            port = c < '0' || c > '9' ? 65536 : port * 10 + c - '0';
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the port is not a number from 1 to 65535");
        }
        return port;
    }

    /** Letters of every script, since names may be internationalized; the characters of IPv6 if there is a colon. */
    private static boolean isHost(String host) {
        String others = host.indexOf(':') >= 0 ? "-._:%" : "-._";
        for (int i = 0; i < host.length(); i++) {
            if (!Character.isLetterOrDigit(host.charAt(i)) && others.indexOf(host.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns {@code host:port}, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
