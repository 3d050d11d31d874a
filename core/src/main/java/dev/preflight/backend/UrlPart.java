package dev.preflight.backend;

import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A variable in its place in a URL, and how a value is written there so that whoever reads the URL reads that value.
 *
 * @param variable the variable
 * @param place where it stands
 * @param role what it is to the check
 * @param syntax how a value is written there
 */
record UrlPart(EnvVar<?> variable, Place place, Role role, Syntax syntax) {
    private static final String GAP = "{}";
    private static final String UNRESERVED = "-._~";

    /** Where in a URL something stands. */
    enum Place {
        /** What the URL begins with. */
        SCHEME,
        /** A host and nothing else. */
        HOST,
        /** A port. */
        PORT,
        /** All hosts, each of which may have a port. */
        AUTHORITY,
        /** Everything else, which may be any text. */
        TEXT
    }

    /** How a character that means something there is written. */
    enum Syntax {
        /** As RFC 3986, section 2.1, has it; pgjdbc and Connector/J read that too. */
        PERCENT(""),
        /** In braces, of which the closing one is doubled: SQL Server. */
        BRACES(""),
        /** Not at all: MariaDB, Oracle, H2 and others take everything up to the next separator. */
        PATH("?;&#()\\"),
        /** The same of a value behind an equals sign. */
        VALUE(";&#()\\");

        private final String separators;

        Syntax(String separators) {
            this.separators = separators;
        }
    }

    /** The parts of a template, in its order. */
    static List<UrlPart> of(String text, EnvVar<?>... variables) {
        List<UrlPart> parts = new ArrayList<>();
        int at = 0;
        for (EnvVar<?> variable : variables) {
            at = text.indexOf(GAP, at);
            parts.add(new Reading(text, at).part(Objects.requireNonNull(variable, "variable")));
            at += GAP.length();
        }
        return List.copyOf(parts);
    }

    /** Looks at what stands around one gap of a template. */
    private static final class Reading {
        private final String text;
        private final int at;
        private final int start;
        private final int end;

        Reading(String text, int at) {
            this.text = text;
            this.at = at;
            int slashes = text.indexOf("//");
            int sign = text.startsWith("jdbc:oracle:") ? text.indexOf('@') : -1;
            if (slashes >= 0) {
                start = slashes + 2;
            } else if (sign >= 0) {
                start = sign + 1;
            } else {
                // host and port alone, or a database without a server
                start = text.startsWith("jdbc:") ? text.length() : 0;
            }
            int stop = start;
            while (stop < text.length() && "/?#;".indexOf(text.charAt(stop)) < 0) {
                stop++;
            }
            end = stop;
        }

        UrlPart part(EnvVar<?> variable) {
            String key = key();
            if (!key.isEmpty()) {
                Role role = role(key);
                Place place = role == Role.HOST ? Place.HOST : role == Role.PORT ? Place.PORT : Place.TEXT;
                return new UrlPart(variable, place, role, syntax(true));
            }
            if (at < start && text.indexOf("//") >= 0) {
                return at == 0
                        ? new UrlPart(variable, Place.SCHEME, Role.ADDRESS, Syntax.PERCENT)
                        : new UrlPart(variable, Place.TEXT, Role.OTHER, syntax(false));
            }
            if (at < start || at >= end) {
                return new UrlPart(
                        variable,
                        Place.TEXT,
                        text.indexOf('?') >= 0 && at > text.indexOf('?') ? Role.OTHER : Role.DATABASE,
                        syntax(false));
            }
            return inAuthority(variable);
        }

        private UrlPart inAuthority(EnvVar<?> variable) {
            int sign = text.lastIndexOf('@', end - 1);
            if (at < sign) {
                boolean password = text.lastIndexOf(':', at) >= start;
                return new UrlPart(variable, Place.TEXT, password ? Role.PASSWORD : Role.USER, Syntax.PERCENT);
            }
            int from = Math.max(start, sign + 1);
            char before = at > from ? text.charAt(at - 1) : ',';
            if (before == ':') {
                boolean second = text.lastIndexOf(':', at - 2) >= from && text.startsWith("jdbc:oracle:");
                return second
                        ? new UrlPart(variable, Place.TEXT, Role.DATABASE, syntax(false))
                        : new UrlPart(variable, Place.PORT, Role.PORT, Syntax.PERCENT);
            }
            int next = at + GAP.length();
            boolean whole = before == ',' && (next == end || text.charAt(next) == ',');
            return new UrlPart(variable, whole ? Place.AUTHORITY : Place.HOST, Role.HOST, Syntax.PERCENT);
        }

        /** The name of a parameter, if the gap stands behind one; empty otherwise. */
        private String key() {
            if (at == 0 || text.charAt(at - 1) != '=') {
                return "";
            }
            int begin = at - 1;
            while (begin > 0
                    && (Character.isLetterOrDigit(text.charAt(begin - 1))
                            || "_-.".indexOf(text.charAt(begin - 1)) >= 0)) {
                begin--;
            }
            return text.substring(begin, at - 1).toLowerCase(Locale.ROOT);
        }

        private static Role role(String key) {
            return switch (key) {
                case "host", "servername", "server", "failoverpartner" -> Role.HOST;
                case "port", "portnumber" -> Role.PORT;
                case "database", "databasename", "dbname", "service_name", "sid", "currentschema", "schema" ->
                    Role.DATABASE;
                case "user", "username", "uid" -> Role.USER;
                case "password", "pwd" -> Role.PASSWORD;
                default -> Role.OTHER;
            };
        }

        private Syntax syntax(boolean value) {
            if (!text.startsWith("jdbc:") || text.startsWith("jdbc:postgresql:") || text.startsWith("jdbc:mysql:")) {
                return Syntax.PERCENT;
            }
            if (text.startsWith("jdbc:sqlserver:")) {
                return Syntax.BRACES;
            }
            return value ? Syntax.VALUE : Syntax.PATH;
        }
    }

    /** A value that is right in this place. */
    String sample() {
        return switch (place) {
            case SCHEME -> "http";
            case HOST -> "host";
            case AUTHORITY -> "host:1";
            case PORT -> "1";
            case TEXT -> "x";
        };
    }

    /**
     * The value as it stands in the URL.
     *
     * @throws IllegalArgumentException if it cannot stand there; the message holds nothing of it
     */
    String written(String value) {
        return switch (place) {
            case SCHEME -> scheme(value);
            case HOST -> host(value);
            case AUTHORITY -> authority(value);
            case PORT -> port(value);
            case TEXT -> text(value);
        };
    }

    private static String scheme(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 127 || !Character.isLetterOrDigit(c) && "+.-".indexOf(c) < 0) {
                throw new IllegalArgumentException("a scheme has letters and digits only, without ://");
            }
        }
        return value;
    }

    private static String host(String value) {
        boolean bracketed = value.startsWith("[") && value.endsWith("]");
        String plain = bracketed ? value.substring(1, value.length() - 1) : value;
        if (plain.contains("://")) {
            throw new IllegalArgumentException("it is a URL, where a host name alone must stand");
        }
        int colon = plain.indexOf(':');
        if (colon >= 0 && plain.indexOf(':', colon + 1) < 0) {
            throw new IllegalArgumentException("it has a port, where a host name alone must stand");
        }
        try {
            String both = new HostAndPort(plain, 1).toString();
            return both.substring(0, both.lastIndexOf(':'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is no host name: " + e.getMessage(), e);
        }
    }

    /** One or several hosts, with ports or without. */
    private static String authority(String value) {
        StringBuilder out = new StringBuilder();
        for (String each : value.split(",", -1)) {
            String one = each.strip();
            boolean hasPort = one.lastIndexOf(':') > one.lastIndexOf(']') && one.indexOf(':') == one.lastIndexOf(':')
                    || one.startsWith("[") && one.indexOf("]:") > 0;
            out.append(out.isEmpty() ? "" : ",");
            if (one.contains("://")) {
                throw new IllegalArgumentException("it is a URL, where host and port alone must stand");
            }
            out.append(hasPort ? HostAndPort.parse(one).toString() : host(one));
        }
        return out.toString();
    }

    private static String port(String value) {
        int port = 0;
        for (int i = 0; i < value.length() && port <= 65535; i++) {
            char c = value.charAt(i);
            port = c < '0' || c > '9' ? 65536 : port * 10 + c - '0';
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("it is no port number (1 to 65535)");
        }
        return String.valueOf(port);
    }

    private String text(String value) {
        if (syntax == Syntax.PERCENT) {
            return encoded(value);
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException("it has a control character");
            }
            if (syntax.separators.indexOf(value.charAt(i)) >= 0) {
                throw new IllegalArgumentException("it has a '" + value.charAt(i)
                        + "', which ends the value there, and the driver knows no way to write it");
            }
        }
        boolean plain = value.indexOf(';') < 0 && value.indexOf('{') < 0 && value.indexOf('}') < 0;
        return syntax == Syntax.BRACES && !plain ? "{" + value.replace("}", "}}") + "}" : value;
    }

    /** Percent-encoded, but for what never needs it (RFC 3986, section 2.3). */
    static String encoded(String value) {
        StringBuilder out = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b >= '0' && b <= '9'
                    || b >= 'A' && b <= 'Z'
                    || b >= 'a' && b <= 'z'
                    || b > 0 && UNRESERVED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return out.toString();
    }
}
