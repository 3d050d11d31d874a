package dev.preflight.type;

import dev.preflight.text.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;

/** The types of values that say where something is. */
public final class LocationTypes {
    /** Schemes of servers: what follows them is a host, behind two slashes. */
    private static final String SERVERS =
            " activemq amqp amqps bolt cassandra couchbase couchbases elasticsearch ftp ftps"
                    + " grpc grpcs imap imaps kafka ldap ldaps mariadb memcached mongodb mqtt mqtts mysql nats neo4j"
                    + " opensearch postgres postgresql pulsar redis redis-sentinel rediss rediss-sentinel sftp smtp smtps ssh tcp tls"
                    + " ws wss zookeeper ";

    /** Schemes of numbers that are no ports. */
    private static final String NUMBERS = " callto fax modem sms smsto tel urn whatsapp ";

    private static final String NO_SCHEME = "it has no scheme; write one, and ://, before its hosts";

    private LocationTypes() {}

    /** Whether a text is a scheme (RFC 3986, section 3.1), and nothing of what follows one. */
    public static boolean isScheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || (c < '0' || c > '9') && "+-.".indexOf(c) < 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isOneOf(String schemes, URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int plus = scheme.indexOf('+');
        return schemes.contains(" " + (plus < 0 ? scheme : scheme.substring(0, plus)) + " ");
    }

    /** Reads a URI in which every character shows, since one that hides was copied from somewhere and meant by nobody. */
    private static URI uri(String text) throws Exception {
        URI uri;
        try {
            uri = new URI(text);
        } catch (Exception e) {
            // Not caught as what it is, since a class that catches it cannot be used without loading it.
            int index = e instanceof URISyntaxException syntax ? syntax.getIndex() : -1;
            int slashes = text.indexOf("://");
            if (slashes > 0 && index > slashes && text.indexOf('@', index) > 0) {
                throw ValueType.Rejection.because(
                        "its user or password has a character that must be percent-encoded," + " such as '%' as %25");
            }
            // Addresses of version 4, and names with an underscore, begin no scheme.
            if (slashes < 0 && isHosts(text)) {
                throw ValueType.Rejection.because(NO_SCHEME);
            }
            throw e;
        }
        if (!Printable.escape(text).equals(text)) {
            throw ValueType.Rejection.because("it has a character that cannot be printed");
        }
        return uri;
    }

    /** Why a URI leads nowhere whatever its scheme is; null if it may lead somewhere. */
    private static String rejection(URI uri) {
        if (uri.isOpaque() && uri.toString().indexOf(',') > 0 && isHosts(uri.toString())) {
            return NO_SCHEME;
        }
        if (uri.isOpaque()
                && (isPort(uri.getRawSchemeSpecificPart()) && !isOneOf(NUMBERS, uri) || isOneOf(SERVERS, uri))) {
            return "it lacks the // before its host";
        }
        String authority = uri.getRawAuthority();
        if (isWeb(uri) && uri.getHost() == null) {
            return authority != null && authority.indexOf('_') >= 0
                    ? "it has no valid host; an underscore cannot be part of one"
                    : "it has no valid host";
        }
        return authority == null || isPortInRange(authority) ? null : "its port is out of range";
    }

    /** Whether a text is hosts with ports, with commas between them. */
    private static boolean isHosts(String text) {
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start) < 0 ? text.length() : text.indexOf(',', start);
            int colon = text.lastIndexOf(':', comma);
            if (colon <= start || colon + 1 == comma || !isPort(text.substring(colon + 1, comma))) {
                return false;
            }
            start = comma + 1;
        }
        return true;
    }

    private static boolean isWeb(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Whether {@code db:5432}, or that with a path or a query, was read as a URI of the scheme {@code db}. */
    private static boolean isPort(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end > 0 && (end == text.length() || text.charAt(end) == '/' || text.charAt(end) == '?');
    }

    /** Looks at the text, since {@link URI#getPort} knows no port where the host has an underscore. */
    private static boolean isPortInRange(String authority) {
        String port = authority.substring(authority.lastIndexOf(':') + 1);
        if (port.length() == authority.length() || !Printable.isWhole(port)) {
            return true;
        }
        try {
            return NumberTypes.PortType.INSTANCE.allows(Integer.valueOf(port));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** An absolute URI (RFC 3986) of one of some schemes. */
    public static final class UriType extends ValueType<URI> {
        private final String[] schemes;

        private UriType(String... schemes) {
            super(
                    "uri",
                    schemes.length == 0 ? "an absolute URI" : "a URI that begins with " + alternatives(schemes),
                    schemes.length == 0 ? "" : schemes[0] + "://host");
            this.schemes = schemes;
        }

        /** A URI that has one of some schemes; with none, any. */
        public static ValueType<URI> of(String... schemes) {
            return new UriType(schemes);
        }

        private static String alternatives(String[] schemes) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < schemes.length; i++) {
                out.append(i == 0 ? "" : i == schemes.length - 1 ? " or " : ", ")
                        .append(schemes[i])
                        .append(':');
            }
            return out.toString();
        }

        @Override
        public URI parse(String text) throws Exception {
            URI uri = uri(text);
            if (!uri.isAbsolute()) {
                throw Rejection.because("it has no scheme");
            }
            String why = allowsScheme(uri) ? rejection(uri) : "its scheme is another one";
            if (why != null) {
                throw Rejection.because(why);
            }
            return uri;
        }

        @Override
        public boolean allows(URI value) {
            return value.isAbsolute() && allowsScheme(value) && rejection(value) == null;
        }

        private boolean allowsScheme(URI uri) {
            for (String scheme : schemes) {
                if (scheme.equalsIgnoreCase(uri.getScheme())) {
                    return true;
                }
            }
            return schemes.length == 0;
        }
    }

    /** An absolute URL of the web: http or https, with a host. */
    public static final class UrlType extends ValueType<URI> {
        public static final ValueType<URI> INSTANCE = new UrlType();

        private UrlType() {
            super("url", "an http or https URL with a host", "https://example.com");
        }

        @Override
        public URI parse(String text) throws Exception {
            URI uri = uri(text);
            String why = isWeb(uri) ? rejection(uri) : "its scheme is neither http nor https";
            if (why != null) {
                throw Rejection.because(why);
            }
            return uri;
        }

        @Override
        public boolean allows(URI value) {
            return isWeb(value) && rejection(value) == null;
        }
    }

    /** A path of the default file system. */
    public static final class PathType extends ValueType<Path> {
        public static final ValueType<Path> INSTANCE = new PathType();

        private PathType() {
            super("path", "a path", "");
        }

        @Override
        public Path parse(String text) {
            return Path.of(text);
        }
    }
}
