package dev.preflight;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The types of values that say where something is. */
final class LocationTypes {
    private LocationTypes() {}

    /** An absolute URI (RFC 3986) of one of some schemes. */
    static final class UriType extends ValueType<URI> {
        private final String[] schemes;

        UriType(String... schemes) {
            super(
                    schemes.length == 0 ? "an absolute URI" : "a URI that begins with " + alternatives(schemes),
                    schemes.length == 0 ? "" : schemes[0] + "://host");
            this.schemes = schemes;
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
        URI parse(String text) throws URISyntaxException, Rejection {
            URI uri = new URI(text);
            if (uri.getScheme() == null) {
                throw new Rejection("it has no scheme");
            }
            if (!allows(uri)) {
                throw new Rejection("its scheme is another one");
            }
            return uri;
        }

        @Override
        boolean allows(URI value) {
            for (String scheme : schemes) {
                if (scheme.equalsIgnoreCase(value.getScheme())) {
                    return true;
                }
            }
            return schemes.length == 0 && value.isAbsolute();
        }
    }

    /** An absolute URL of the web: http or https, with a host. */
    static final class UrlType extends ValueType<URI> {
        static final ValueType<URI> INSTANCE = new UrlType();

        private UrlType() {
            super("an http or https URL with a host", "https://example.com");
        }

        @Override
        URI parse(String text) throws URISyntaxException, Rejection {
            URI uri = new URI(text);
            String why = rejection(uri);
            if (why != null) {
                throw new Rejection(why);
            }
            return uri;
        }

        @Override
        boolean allows(URI value) {
            return rejection(value) == null;
        }

        private static String rejection(URI uri) {
            if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
                return "its scheme is neither http nor https";
            }
            if (uri.getHost() == null) {
                return "it has no valid host";
            }
            return uri.getPort() > 65535 ? "its port is out of range" : null;
        }
    }

    /** A path of the default file system. */
    static final class PathType extends ValueType<Path> {
        static final ValueType<Path> INSTANCE = new PathType();

        private PathType() {
            super("a path", "");
        }

        @Override
        Path parse(String text) {
            return Path.of(text);
        }
    }

    /** A host and a port. */
    static final class HostAndPortType extends ValueType<HostAndPort> {
        static final ValueType<HostAndPort> INSTANCE = new HostAndPortType();

        private HostAndPortType() {
            super("a host and a port", "db:5432");
        }

        @Override
        HostAndPort parse(String text) throws Rejection {
            try {
                return HostAndPort.parse(text);
            } catch (IllegalArgumentException e) {
                throw new Rejection(e.getMessage());
            }
        }
    }
}
