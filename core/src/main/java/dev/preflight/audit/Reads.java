package dev.preflight.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the classes and files of an application were seen to read. */
final class Reads {
    /** What is read under a name. */
    final Set<Use> known = new LinkedHashSet<>();

    /** What is read under a name that cannot be told. */
    final Set<Use> unknown = new LinkedHashSet<>();

    /** The ids of the checks that are made in these classes. */
    final Set<String> made = new TreeSet<>();

    /** The ids of the checks that a field holds. */
    final Map<String, Set<String>> fields = new HashMap<>();

    /** The ids of checks, and fields, whose value is used. */
    final Set<String> used = new HashSet<>();

    /** The keys of {@code application*} files. */
    final Set<String> keys = new HashSet<>();

    /** The prefixes of the keys that Spring Boot binds to an object. */
    final Set<String> prefixes = new HashSet<>();

    int classes;

    void field(String field, Set<String> ids) {
        fields.computeIfAbsent(field, name -> new HashSet<>()).addAll(ids);
    }

    /** Whether the value of a check is used, itself or by way of a field. */
    boolean uses(String id) {
        if (used.contains(id)) {
            return true;
        }
        for (Map.Entry<String, Set<String>> field : fields.entrySet()) {
            if (used.contains(field.getKey()) && field.getValue().contains(id)) {
                return true;
            }
        }
        return false;
    }
}
