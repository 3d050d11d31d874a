package dev.preflight.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** Finds the locations of configuration that are {@code optional:} and not there. */
final class ImportScan {
    private final ConfigurableEnvironment environment;
    private final ResourceLoader loader = new DefaultResourceLoader();
    private final List<Absent> absent = new ArrayList<>();

    /**
     * A location that is not there.
     *
     * @param location the location, without {@code optional:}
     * @param property the property that names it
     * @param place where that is written
     */
    record Absent(String location, String property, String place) {}

    ImportScan(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    List<Absent> run() {
        for (PropertySource<?> source : environment.getPropertySources()) {
            for (Locations.Named named : Locations.in(source)) {
                read(named);
            }
        }
        return absent;
    }

    private void read(Locations.Named named) {
        for (Location location : Locations.split(environment.resolvePlaceholders(named.value()))) {
            if (location.isOptional() && isAbsent(location.path(), named)) {
                add(new Absent(location.path(), named.property(), Place.of(named.source(), named.property())));
            }
        }
    }

    private void add(Absent found) {
        for (Absent each : absent) {
            if (each.location().equals(found.location())) {
                return;
            }
        }
        absent.add(found);
    }

    private boolean isAbsent(String location, Locations.Named named) {
        String path = withoutHint(location);
        if (path.isBlank() || path.contains("*") || path.contains("${")) {
            return false;
        }
        try {
            Resource resource = resource(path, OriginLookup.getOrigin(named.source(), named.property()));
            return resource != null && !resource.exists();
        } catch (Exception e) {
            // Whatever it names, it was imported or refused by those who know.
            return false;
        }
    }

    /** What a path leads to, null where others than files are meant: servers, vaults. */
    private Resource resource(String path, Origin origin) throws java.io.IOException {
        if (path.startsWith(Locations.TREE)) {
            return loader.getResource("file:" + path.substring(Locations.TREE.length()));
        }
        if (path.startsWith("file:") || path.startsWith("classpath:")) {
            return loader.getResource(path);
        }
        int colon = path.indexOf(':');
        if (colon > 1) {
            return null;
        }
        if (path.startsWith("/")) {
            return loader.getResource("file:" + path);
        }
        return origin instanceof TextResourceOrigin text && text.getResource() != null
                ? text.getResource().createRelative(path)
                : loader.getResource("file:" + path);
    }

    /** Takes off what says how to read a file, as in {@code config[.yaml]}. */
    private static String withoutHint(String location) {
        int open = location.endsWith("]") ? location.lastIndexOf('[') : -1;
        return open < 0 ? location : location.substring(0, open);
    }
}
