package dev.preflight.syntax;

import java.io.ByteArrayInputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.ConstructorException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 with SnakeYAML Engine, which is optional: loading this class fails where it is missing. */
public final class Yaml {
    private static final int MOST_BY_ALIASES = 1_000_000;
    private static final int LONGEST_NUMBER = 1000;
    private static final int SMALLEST_BUFFER = 1 << 10;
    private static final int LARGEST_BUFFER = 1 << 20;

    private Yaml() {}

    /** All documents of a file, an empty one as null. */
    public static List<Object> documents(byte[] content) throws Malformed {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new Unmerged())
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                // Refused below, where the line is known.
                .setAllowNonScalarKeys(true)
                // What they expand to is counted below.
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .setCodePointLimit(Integer.MAX_VALUE)
                // The reader copies a long scalar once for each buffer: the time grows with the square of its length.
                .setBufferSize(Math.max(SMALLEST_BUFFER, Math.min(content.length, LARGEST_BUFFER)))
                .build();
        IgnoringTags constructor = new IgnoringTags(settings);
        List<Object> documents = new ArrayList<>();
        try {
            YamlUnicodeReader reader = new YamlUnicodeReader(new ByteArrayInputStream(content));
            Composer composer = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, reader)));
            while (composer.hasNext()) {
                Node document = composer.next();
                new Merging().measure(document);
                documents.add(constructor.constructSingleDocument(Optional.of(document)));
            }
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            throw new Malformed(
                    String.valueOf(e.getProblem()),
                    mark.isPresent() ? mark.get().getLine() + 1 : 0,
                    mark.isPresent() ? mark.get().getColumn() + 1 : 0);
        } catch (ReaderException e) {
            throw unprintable(content, e);
        } catch (YamlEngineException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                Utf8.text(content);
            }
            throw new Malformed(said(e), 0, 0);
        } catch (StackOverflowError e) {
            throw new Malformed("it is nested too deeply", 0, 0);
        }
        return documents;
    }

    private static String said(YamlEngineException e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }

    /** Finds the character that YAML does not allow (section 5.1 of its specification); the Engine tells no line. */
    private static Malformed unprintable(byte[] content, ReaderException e) throws Malformed {
        String text = Utf8.text(content);
        int at = text.indexOf(e.getCodePoint());
        int lineStart = text.lastIndexOf('\n', at) + 1;
        int line = (int) text.substring(0, lineStart).lines().count() + 1;
        String code = Integer.toHexString(e.getCodePoint());
        return new Malformed(
                "the character U+" + "0".repeat(Math.max(0, 4 - code.length())) + code + " may not stand in YAML",
                line,
                at - lineStart + 1);
    }

    /**
     * Reads a node whose tag is not one of the schema by its kind. What {@code !include} or {@code !Ref} means is known
     * to the application alone, and the file is right all the same.
     */
    private static final class IgnoringTags extends StandardConstructor {
        private static final Set<Tag> SCALARS = Set.of(Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT);

        IgnoringTags(LoadSettings settings) {
            super(settings);
        }

        @Override
        protected Optional<ConstructNode> findConstructorFor(Node node) {
            if (node.getNodeType() == NodeType.SEQUENCE) {
                node.setTag(Tag.SEQ);
            } else if (node instanceof MappingNode mapping) {
                requireScalarKeys(mapping);
                node.setTag(Tag.MAP);
            } else if (!SCALARS.contains(node.getTag())
                    || node instanceof ScalarNode scalar && scalar.getValue().length() > LONGEST_NUMBER) {
                // The time to read a number grows with the square of its digits, and none is as long.
                node.setTag(Tag.STR);
            }
            return super.findConstructorFor(node);
        }

        private static void requireScalarKeys(MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                Node key = entry.getKeyNode();
                if (key.getNodeType() != NodeType.SCALAR) {
                    throw new ConstructorException(
                            null,
                            Optional.empty(),
                            "a key is a list or a map, as in a template that was not filled in",
                            key.getStartMark());
                }
            }
        }
    }

    /** The schema that YAML 1.2 recommends, without merge keys: the Engine merges a map endlessly into itself. */
    private static final class Unmerged extends CoreSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new CoreScalarResolver(false);
        }
    }

    /** Merges what merge keys name, which files of YAML 1.1 have, and counts what aliases expand to. */
    private static final class Merging {
        private static final long OPEN = -1;

        private final Map<Node, Long> sizes = new IdentityHashMap<>();
        private long written;

        /** As many values as a node stands for. What holds itself is counted once, since nobody follows it further. */
        long measure(Node node) {
            written++;
            if (node.getNodeType() == NodeType.SCALAR) {
                return 1;
            }
            Long known = sizes.putIfAbsent(node, OPEN);
            if (known != null) {
                return known == OPEN ? 1 : known;
            }
            long size = 1;
            if (node instanceof SequenceNode sequence) {
                for (Node item : sequence.getValue()) {
                    size = added(size, measure(item), node);
                }
            } else if (node instanceof MappingNode mapping) {
                boolean merges = false;
                for (NodeTuple entry : mapping.getValue()) {
                    merges |= isMerge(entry);
                    measure(entry.getKeyNode());
                    size = added(size, 1 + measure(entry.getValueNode()), node);
                }
                if (merges) {
                    merge(mapping);
                }
            }
            sizes.put(node, size);
            return size;
        }

        private long added(long size, long more, Node node) {
            // What stands there itself is no bomb, however much it is.
            if (size + more > MOST_BY_ALIASES + written) {
                throw at(node.getStartMark(), "with its aliases it has more than 1,000,000 values");
            }
            return size + more;
        }

        private static boolean isMerge(NodeTuple entry) {
            return entry.getKeyNode() instanceof ScalarNode key
                    && key.getScalarStyle() == ScalarStyle.PLAIN
                    && key.getValue().equals("<<");
        }

        /** What a map says itself counts before what is merged, and of that the first (yaml.org/type/merge.html). */
        private void merge(MappingNode mapping) {
            List<NodeTuple> all = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (NodeTuple entry : mapping.getValue()) {
                if (!isMerge(entry)) {
                    all.add(entry);
                    if (entry.getKeyNode() instanceof ScalarNode key) {
                        names.add(key.getValue());
                    }
                }
            }
            for (NodeTuple entry : mapping.getValue()) {
                if (isMerge(entry)) {
                    Node value = entry.getValueNode();
                    for (Node each : value instanceof SequenceNode several ? several.getValue() : List.of(value)) {
                        merge(each, names, all);
                    }
                }
            }
            mapping.setValue(all);
        }

        private void merge(Node node, Set<String> names, List<NodeTuple> into) {
            if (!(node instanceof MappingNode merged)) {
                throw at(node.getEndMark(), "Expected mapping node or an anchor referencing mapping");
            }
            if (sizes.get(merged) == OPEN) {
                throw at(node.getStartMark(), "a map is merged into itself");
            }
            for (NodeTuple entry : merged.getValue()) {
                if (!(entry.getKeyNode() instanceof ScalarNode name) || names.add(name.getValue())) {
                    into.add(entry);
                }
            }
        }

        private static ConstructorException at(Optional<Mark> place, String problem) {
            return new ConstructorException(null, Optional.empty(), problem, place);
        }
    }
}
