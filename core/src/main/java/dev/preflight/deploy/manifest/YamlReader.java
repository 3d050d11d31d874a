package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML, and so JSON, with SnakeYAML Engine, which is optional. It keeps lines and whether a scalar is text, since
 * an unquoted {@code 8080} is refused where Kubernetes wants a text.
 */
final class YamlReader {
    private static final int MOST_NODES = 1_000_000;
    private static final int DEEPEST = 100;

    private final String name;
    private final boolean isLastTaken;
    private int nodes;

    private YamlReader(String name, boolean isLastTaken) {
        this.name = name;
        this.isLastTaken = isLastTaken;
    }

    /** All documents of a text; empty ones are left out. */
    static List<YamlValue> read(String text, String name) {
        return new YamlReader(name, false).documents(text);
    }

    /** The same, where of a key that stands twice in one map the last counts; {@link YamlValue#twice} tells of them. */
    static List<YamlValue> readLast(String text, String name) {
        return new YamlReader(name, true).documents(text);
    }

    private List<YamlValue> documents(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new Unmerged())
                // What they expand to is counted below.
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                // Refused below, where the line is known.
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.max(1 << 10, Math.min(text.length(), 1 << 20)))
                .build();
        List<YamlValue> documents = new ArrayList<>();
        try {
            Composer composer = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)));
            while (composer.hasNext()) {
                YamlValue document = value(composer.next(), 0);
                if (document.isThere()) {
                    documents.add(document);
                }
            }
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark().isPresent()
                    ? ", line " + (e.getProblemMark().get().getLine() + 1)
                    : "";
            throw new DeploymentException(name + line + ": not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new DeploymentException(name + ": not YAML: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new DeploymentException(name + ": it is nested too deeply", e);
        }
        return documents;
    }

    private static int line(Node node) {
        return node.getStartMark().isPresent() ? node.getStartMark().get().getLine() + 1 : 0;
    }

    private DeploymentException at(Node node, String problem) {
        return new DeploymentException(name + ", line " + line(node) + ": " + problem);
    }

    private YamlValue value(Node node, int depth) {
        // Aliases are followed, so that few lines can stand for endlessly many nodes.
        if (++nodes > MOST_NODES) {
            throw at(node, "with its aliases the file has more than 1,000,000 values");
        }
        if (depth > DEEPEST) {
            throw at(node, "it is nested more than " + DEEPEST + " deep");
        }
        String tag = node.getTag().getValue();
        if (tag.equals("!reset")) {
            return YamlValue.NONE.tagged(tag);
        }
        return tag.equals("!override") ? plain(node, depth).tagged(tag) : plain(node, depth);
    }

    private YamlValue plain(Node node, int depth) {
        if (node instanceof MappingNode mapping) {
            return map(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlValue> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(value(item, depth + 1));
            }
            return YamlValue.list(items, line(node));
        }
        if (node.getTag().equals(Tag.NULL)) {
            return YamlValue.NONE;
        }
        ScalarNode scalar = (ScalarNode) node;
        return YamlValue.scalar(scalar.getValue(), kind(scalar), line(node));
    }

    private static YamlValue.Kind kind(ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.INT)) {
            return YamlValue.Kind.INTEGER;
        }
        if (scalar.getTag().equals(Tag.FLOAT)) {
            return YamlValue.Kind.FLOAT;
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return YamlValue.Kind.BOOLEAN;
        }
        return scalar.getScalarStyle() == ScalarStyle.PLAIN ? YamlValue.Kind.PLAIN_TEXT : YamlValue.Kind.TEXT;
    }

    private YamlValue map(MappingNode mapping, int depth) {
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        Map<String, YamlValue> merged = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw at(entry.getKeyNode(), "a key is a list or a map, as in a template that was not filled in");
            }
            YamlValue value = value(entry.getValueNode(), depth + 1);
            if (key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
                merge(value, key, merged);
            } else if (fields.put(key.getValue(), value) != null) {
                if (!isLastTaken) {
                    throw at(key, "the key '" + key.getValue() + "' stands twice in one map");
                }
                twice.add("'" + key.getValue() + "' (line " + line(key) + ")");
            }
        }
        for (Map.Entry<String, YamlValue> field : merged.entrySet()) {
            fields.putIfAbsent(field.getKey(), field.getValue());
        }
        return YamlValue.map(fields, line(mapping), twice);
    }

    private void merge(YamlValue value, Node key, Map<String, YamlValue> into) {
        for (YamlValue each : value.isList() ? value.items() : List.of(value)) {
            if (!each.isMap()) {
                throw at(key, "not YAML: Expected mapping node or an anchor referencing mapping");
            }
            for (Map.Entry<String, YamlValue> field : each.fields().entrySet()) {
                into.putIfAbsent(field.getKey(), field.getValue());
            }
        }
    }

    /** The schema that YAML 1.2 recommends, without the merge keys of 1.1: the Engine merges a map endlessly into itself. */
    private static final class Unmerged extends CoreSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new CoreScalarResolver(false);
        }
    }
}
