package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.JdbcUrl;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Role;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A URL whose parts lie in variables of their own, as they do in Kubernetes and Compose. {@link Backends#url} makes it,
 * and the checks of backends take it in place of a URL. Immutable.
 */
public final class UrlTemplate {
    private static final String GAP = "{}";

    private final String text;
    private final List<UrlPart> parts;

    private UrlTemplate(String text, List<UrlPart> parts) {
        this.text = text;
        this.parts = parts;
    }

    static UrlTemplate of(String text, EnvVar<?>... variables) {
        if (Objects.requireNonNull(text, "template").isBlank()) {
            throw new IllegalArgumentException("template is blank");
        }
        int gaps = 0;
        for (int at = text.indexOf(GAP); at >= 0; at = text.indexOf(GAP, at + GAP.length())) {
            gaps++;
        }
        if (gaps == 0 || gaps != variables.length) {
            throw new IllegalArgumentException(
                    "template has " + gaps + " times {}, and there are " + variables.length + " variables");
        }
        return new UrlTemplate(text, UrlPart.of(text, variables));
    }

    /** For {@code jdbc}. */
    Argument<String> asJdbcUrl() {
        if (!text.startsWith("jdbc:")) {
            throw new IllegalArgumentException("url does not begin with jdbc:");
        }
        return new Filled<>() {
            @Override
            public String in(ProbeContext context) {
                return filled(context);
            }
        };
    }

    /** For {@code service} and {@code http}, with one of some schemes, or any if none is named. */
    Argument<URI> asUri(String... schemes) {
        String sample = sample();
        try {
            URI uri = new URI(sample);
            if (uri.getRawAuthority() == null || !text.contains("://")) {
                throw new IllegalArgumentException("url has no host behind ://");
            }
            boolean allowed = schemes.length == 0 || text.startsWith(GAP);
            for (String scheme : schemes) {
                allowed |= scheme.equalsIgnoreCase(uri.getScheme());
            }
            if (!allowed) {
                throw new IllegalArgumentException("url is neither " + String.join(" nor ", schemes));
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url is no URI: " + e.getReason());
        }
        return new Filled<>() {
            @Override
            public URI in(ProbeContext context) {
                return uri(filled(context));
            }
        };
    }

    private URI uri(String filled) {
        try {
            return new URI(filled);
        } catch (URISyntaxException e) {
            // What is put in is encoded or refused, so this is not its fault.
            throw Endpoint.unusable(e.getReason() + " at index " + e.getIndex());
        }
    }

    /** For {@code tcp} and {@code tls}: host and port, with a scheme before them or without. */
    Argument<HostAndPort> asAddress() {
        try {
            HostAndPort.parse(authority(sample()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url has no host and port: " + e.getMessage());
        }
        return new Filled<>() {
            @Override
            public HostAndPort in(ProbeContext context) {
                try {
                    return HostAndPort.parse(authority(filled(context)));
                } catch (IllegalArgumentException e) {
                    throw Endpoint.unusable(e.getMessage());
                }
            }
        };
    }

    private static String authority(String url) {
        int slashes = url.indexOf("://");
        String rest = slashes < 0 ? url : url.substring(slashes + 3);
        return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    }

    /** The text with values that are right in each place. */
    private String sample() {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (UrlPart part : parts) {
            int gap = text.indexOf(GAP, at);
            out.append(text, at, gap).append(part.sample());
            at = gap + GAP.length();
        }
        return out.append(text.substring(at)).toString();
    }

    private String filled(ProbeContext context) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (UrlPart part : parts) {
            int gap = text.indexOf(GAP, at);
            out.append(text, at, gap);
            Object value = context.get(part.variable());
            if (part.role() == Role.PASSWORD) {
                context.secret(String.valueOf(value));
            }
            try {
                out.append(part.written(value instanceof Collection<?> all ? joined(all) : String.valueOf(value)));
            } catch (IllegalArgumentException e) {
                throw unfit(part, e.getMessage()).asException();
            }
            at = gap + GAP.length();
        }
        return out.append(text.substring(at)).toString();
    }

    private static String joined(Collection<?> values) {
        StringBuilder out = new StringBuilder();
        for (Object value : values) {
            out.append(out.isEmpty() ? "" : ",").append(value);
        }
        return out.toString();
    }

    private static Problem unfit(UrlPart part, String why) {
        String name = part.variable().name();
        return Problem.of(Code.BACKEND_URL, name + " cannot be put into the URL")
                .fact("why", why)
                .fix("correct " + name);
    }

    /** The names of the variables in their places. */
    private String inWords() {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (UrlPart part : parts) {
            int gap = text.indexOf(GAP, at);
            out.append(text, at, gap).append(part.variable().name());
            at = gap + GAP.length();
        }
        return JdbcUrl.withoutCredentials(out.append(text.substring(at)).toString());
    }

    private Check<?>[] variables() {
        Check<?>[] variables = new Check<?>[parts.size()];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = parts.get(i).variable();
        }
        return variables;
    }

    /** Shows the template and no value. */
    @Override
    public String toString() {
        return inWords();
    }

    /** The template with the values of a run. */
    private abstract class Filled<T> extends Argument<T> {
        @Override
        public abstract T in(ProbeContext context);

        @Override
        public String inWords() {
            return UrlTemplate.this.inWords();
        }

        @Override
        public Check<?>[] needs() {
            return variables();
        }

        @Override
        public Role role(Check<?> input, Role whole) {
            for (UrlPart part : parts) {
                if (part.variable() == input) {
                    return part.role();
                }
            }
            return Role.OTHER;
        }
    }
}
