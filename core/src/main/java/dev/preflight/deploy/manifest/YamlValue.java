package dev.preflight.deploy.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A value of a manifest: a map, a list, a scalar, or nothing. What is not there is nothing, too. Immutable. */
final class YamlValue {
    static final YamlValue NONE = new YamlValue(null, null, null, Kind.TEXT, 0);

    private static final int MOST_TWICE = 20;

    private static final Pattern NO_TEXT = Pattern.compile(
            "[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|(?i:[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*(\\.[0-9_]*)?))");

    private final Map<String, YamlValue> fields;
    private final List<YamlValue> items;
    private final String text;
    private final Kind kind;
    private final String tag;
    private final int line;
    private final List<String> twice;

    /** What YAML takes a scalar for. */
    enum Kind {
        TEXT,
        /** Text without quotes. */
        PLAIN_TEXT,
        /** Not text, but a number or a boolean without quotes. */
        INTEGER,
        FLOAT,
        BOOLEAN
    }

    private YamlValue(Map<String, YamlValue> fields, List<YamlValue> items, String text, Kind kind, int line) {
        this(fields, items, text, kind, "", line, List.of());
    }

    private YamlValue(
            Map<String, YamlValue> fields,
            List<YamlValue> items,
            String text,
            Kind kind,
            String tag,
            int line,
            List<String> twice) {
        this.fields = fields;
        this.items = items;
        this.text = text;
        this.kind = kind;
        this.tag = tag;
        this.line = line;
        this.twice = twice;
    }

    static YamlValue map(Map<String, YamlValue> fields, int line) {
        return new YamlValue(new LinkedHashMap<>(fields), null, null, Kind.TEXT, line);
    }

    /** A map some keys of which stand twice. */
    static YamlValue map(Map<String, YamlValue> fields, int line, List<String> twice) {
        return new YamlValue(new LinkedHashMap<>(fields), null, null, Kind.TEXT, "", line, List.copyOf(twice));
    }

    static YamlValue list(List<YamlValue> items, int line) {
        return new YamlValue(null, List.copyOf(items), null, Kind.TEXT, line);
    }

    static YamlValue scalar(String text, Kind kind, int line) {
        return new YamlValue(null, null, text, kind, line);
    }

    /** The same with a tag of its own, such as {@code !override}. */
    YamlValue tagged(String own) {
        return new YamlValue(fields, items, text, kind, own, line, twice);
    }

    /** Whether it takes away what was there before (Compose Specification, "Reset value"), and is nothing itself. */
    boolean isReset() {
        return tag.equals("!reset");
    }

    /** Whether it replaces what was there before, and is not merged (Compose Specification, "Replace value"). */
    boolean isOverride() {
        return tag.equals("!override");
    }

    /** The value under keys one below the other. */
    YamlValue get(String... keys) {
        YamlValue value = this;
        for (String key : keys) {
            YamlValue next = value.fields == null ? null : value.fields.get(key);
            value = next == null ? NONE : next;
        }
        return value;
    }

    /** The text of a scalar; empty for everything else. */
    String text() {
        return text == null ? "" : text;
    }

    /** The text under keys one below the other. */
    String text(String... keys) {
        return get(keys).text();
    }

    List<YamlValue> items() {
        return items == null ? List.of() : items;
    }

    /** The items of a list, or a value that stands for a list with it alone. */
    List<YamlValue> listed() {
        return items == null && isThere() ? List.of(this) : items();
    }

    Map<String, YamlValue> fields() {
        return fields == null ? Map.of() : fields;
    }

    boolean isThere() {
        return !isReset() && (fields != null || items != null || text != null);
    }

    boolean has(String key) {
        return fields != null && fields.containsKey(key);
    }

    boolean isScalar() {
        return text != null;
    }

    boolean isMap() {
        return fields != null;
    }

    boolean isList() {
        return items != null;
    }

    Kind kind() {
        return kind;
    }

    /** Whether a scalar is text, with quotes or without. */
    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.PLAIN_TEXT;
    }

    /**
     * Whether a scalar is text in Kubernetes, which reads YAML 1.1 and takes more words and numbers for no text than
     * YAML 1.2 (yaml.org/type/bool.html, yaml.org/type/int.html).
     */
    boolean isTextInKubernetes() {
        return kind == Kind.TEXT
                || kind == Kind.PLAIN_TEXT && !NO_TEXT.matcher(text).matches();
    }

    boolean isTrue() {
        return "true".equalsIgnoreCase(text);
    }

    /** Whether it is the boolean that Kubernetes, which reads YAML 1.1, takes for false. */
    boolean isFalse() {
        return switch (text().toLowerCase(Locale.ROOT)) {
            case "false", "no", "n", "off" -> true;
            default -> false;
        };
    }

    /** The keys in it and in what it holds that stand twice in one map, with their lines. */
    Set<String> twice() {
        Set<String> found = new LinkedHashSet<>();
        twice(found);
        return found;
    }

    private void twice(Set<String> into) {
        for (String key : twice) {
            if (into.size() < MOST_TWICE) {
                into.add(key);
            }
        }
        for (YamlValue field : fields().values()) {
            field.twice(into);
        }
        for (YamlValue item : items()) {
            item.twice(into);
        }
    }

    /** The line in the file, from 1; 0 if unknown. */
    int line() {
        return line;
    }

    /**
     * The same with each text filled in.
     *
     * @param file the file for messages
     */
    YamlValue filled(ComposeTemplate template, String file) {
        if (fields != null) {
            Map<String, YamlValue> filled = new LinkedHashMap<>();
            for (Map.Entry<String, YamlValue> field : fields.entrySet()) {
                filled.put(field.getKey(), field.getValue().filled(template, file));
            }
            return map(filled, line).tagged(tag);
        }
        if (items != null) {
            List<YamlValue> filled = new ArrayList<>();
            for (YamlValue item : items) {
                filled.add(item.filled(template, file));
            }
            return list(filled, line).tagged(tag);
        }
        return text == null || text.indexOf('$') < 0
                ? this
                : scalar(template.fill(text, file + ", line " + line), Kind.TEXT, line);
    }
}
