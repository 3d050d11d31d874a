package dev.preflight.spring;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.json.JsonParserFactory;

/**
 * The descriptions of configuration properties on the class path, as libraries bring them along for editors. Read where
 * something is wrong, and not in a start that passes.
 */
final class Metadata {
    private static final List<String> FILES = List.of(
            "META-INF/spring-configuration-metadata.json", "META-INF/additional-spring-configuration-metadata.json");
    /** Where the classes of the application itself lie in its package. */
    private static final List<String> OWN_DIRECTORIES = List.of("BOOT-INF/classes", "WEB-INF/classes");

    private final List<Described> all = new ArrayList<>();

    /**
     * What is described.
     *
     * @param name the name of a property, or what those of a group begin with
     * @param isGroup whether it is a group
     * @param source the name of the class that is bound to it, empty where it is not named
     * @param isOwn whether the application itself describes it, and no library
     */
    record Described(ConfigurationPropertyName name, boolean isGroup, String source, boolean isOwn) {}

    private Metadata() {}

    static Metadata read(ClassLoader loader, OwnPackages own) {
        Metadata metadata = new Metadata();
        for (String file : FILES) {
            try {
                for (Enumeration<URL> found = loader.getResources(file); found.hasMoreElements(); ) {
                    metadata.read(found.nextElement(), own);
                }
            } catch (IOException e) {
                // Without a description it is taken for the application's.
                continue;
            }
        }
        return metadata;
    }

    private void read(URL file, OwnPackages own) {
        try (InputStream in = file.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Object> content = JsonParserFactory.getJsonParser().parseMap(text);
            boolean isBeside = file.getProtocol().equals("file") || isInPackage(file.toString());
            add(content.get("groups"), true, isBeside, own);
            add(content.get("properties"), false, isBeside, own);
        } catch (IOException | RuntimeException e) {
            // What an editor cannot read either describes nothing.
            return;
        }
    }

    private static boolean isInPackage(String url) {
        for (String each : OWN_DIRECTORIES) {
            if (url.contains(each)) {
                return true;
            }
        }
        return false;
    }

    private void add(Object entries, boolean isGroup, boolean isBeside, OwnPackages own) {
        if (!(entries instanceof List<?> list)) {
            return;
        }
        for (Object entry : list) {
            if (entry instanceof Map<?, ?> described && described.get("name") instanceof String name) {
                Object source = described.get(isGroup ? "type" : "sourceType");
                String type = source == null ? "" : source.toString();
                boolean isOwn = type.isEmpty() ? isBeside : own.contain(type);
                all.add(new Described(ConfigurationPropertyName.adapt(name, '.'), isGroup, type, isOwn));
            }
        }
    }

    /**
     * Whether a library describes a property. What lies below the single word that a library begins its names with may be
     * somebody else's, unless it is described itself.
     */
    boolean isOfLibrary(ConfigurationPropertyName property) {
        Described nearest = null;
        for (Described each : all) {
            if (describes(each, property)
                    && (nearest == null
                            || each.name().getNumberOfElements()
                                    > nearest.name().getNumberOfElements())) {
                nearest = each;
            }
        }
        return nearest != null && !nearest.isOwn();
    }

    private static boolean describes(Described each, ConfigurationPropertyName property) {
        if (each.isGroup() && each.name().getNumberOfElements() < 2) {
            return false;
        }
        return !each.name().isEmpty()
                && (each.name().equals(property) || each.name().isAncestorOf(property));
    }

    /** The classes that a property is described with, as far as they are named. */
    List<String> sources(ConfigurationPropertyName property) {
        List<String> sources = new ArrayList<>();
        for (Described each : all) {
            if (!each.isGroup() && !each.source().isEmpty() && describes(each, property)) {
                sources.add(each.source());
            }
        }
        return sources;
    }
}
