package dev.preflight.deploy;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A lookup as the map that deployments read. */
final class LookupMap extends AbstractMap<String, String> {
    private final Deployment.Lookup lookup;

    LookupMap(Deployment.Lookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public String get(Object name) {
        return lookup.find((String) name).orElse(null);
    }

    @Override
    public Set<String> keySet() {
        return lookup.names();
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        Set<Map.Entry<String, String>> entries = new LinkedHashSet<>();
        for (String name : lookup.names()) {
            entries.add(new SimpleImmutableEntry<>(name, get(name)));
        }
        return entries;
    }
}
