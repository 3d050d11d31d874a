package dev.preflight.deploy;

import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Variables that count before those of another map, which is asked when a check asks. */
final class OverlayMap extends AbstractMap<String, String> {
    private final Map<String, String> above;
    private final Map<String, String> beneath;

    OverlayMap(Map<String, String> above, Map<String, String> beneath) {
        this.above = above;
        this.beneath = beneath;
    }

    @Override
    public String get(Object name) {
        String value = above.get(name);
        return value == null ? beneath.get(name) : value;
    }

    @Override
    public Set<String> keySet() {
        Set<String> names = new LinkedHashSet<>(beneath.keySet());
        names.addAll(above.keySet());
        return names;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        Set<Map.Entry<String, String>> entries = new LinkedHashSet<>();
        for (String name : keySet()) {
            entries.add(new SimpleImmutableEntry<>(name, get(name)));
        }
        return entries;
    }
}
