package dev.preflight.spring.connection;

import java.nio.charset.StandardCharsets;

/** Writes the URI of a backend from its parts, each of which may hold any character (RFC 3986, section 2.1). */
final class ServiceUri {
    private final StringBuilder text = new StringBuilder();
    private boolean hasHost;

    ServiceUri(String scheme) {
        text.append(scheme).append("://");
    }

    /** The user and the password, either of which may be empty. Before the hosts. */
    ServiceUri login(String user, String password) {
        if (!user.isEmpty() || !password.isEmpty()) {
            encode(user);
            // Of Redis, what stands alone is the password for most.
            text.append(':');
            encode(password);
            text.append('@');
        }
        return this;
    }

    /** One of the hosts; a port of 0 or less is the default of the scheme. */
    ServiceUri host(String host, int port) {
        text.append(hasHost ? "," : "");
        hasHost = true;
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        text.append(bare ? "[" : "").append(host).append(bare ? "]" : "");
        if (port > 0) {
            text.append(':').append(port);
        }
        return this;
    }

    ServiceUri path(String path) {
        text.append('/');
        encode(path);
        return this;
    }

    ServiceUri query(String rawQuery) {
        text.append(rawQuery.isEmpty() ? "" : "?").append(rawQuery);
        return this;
    }

    ServiceUri fragment(String fragment) {
        text.append('#');
        encode(fragment);
        return this;
    }

    private void encode(String part) {
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
