package dev.preflight.spring;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.PropertySource;

/** Says where a property stands, as an editor would: {@code application.yml:12}. */
final class Place {
    private Place() {}

    static String of(PropertySource<?> source, String property) {
        if (source instanceof CommandLinePropertySource<?>) {
            return "the command line";
        }
        Origin origin = OriginLookup.getOrigin(source, property);
        if (origin == null) {
            return withoutWrapping(source.getName());
        }
        return of(origin);
    }

    static String of(Origin origin) {
        if (origin instanceof PropertySourceOrigin wrapped && wrapped.getOrigin() != null) {
            return of(wrapped.getOrigin());
        }
        if (origin instanceof TextResourceOrigin text && text.getResource() != null) {
            String file = withoutWrapping(text.getResource().getDescription());
            return text.getLocation() == null
                    ? file
                    : file + ":" + (text.getLocation().getLine() + 1);
        }
        return withoutWrapping(origin.toString());
    }

    /** Takes {@code class path resource [application.yml]} for what it holds, and a file URL for its path. */
    private static String withoutWrapping(String description) {
        int open = description.indexOf('[');
        int close = description.lastIndexOf(']');
        String inner = open > 0 && close > open ? description.substring(open + 1, close) : description;
        return inner.startsWith("file:") ? inner.substring("file:".length()) : inner;
    }
}
