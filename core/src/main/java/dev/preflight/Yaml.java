package dev.preflight;

import java.io.ByteArrayInputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
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
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 with SnakeYAML Engine, which is optional: loading this class fails where it is missing. */
final class Yaml {
    private static final int MOST_ALIASES = 50;
    private static final int SMALLEST_BUFFER = 1 << 10;
    private static final int LARGEST_BUFFER = 1 << 20;

    private Yaml() {}

    /** All documents of a file, an empty one as null. */
    static List<Object> documents(byte[] content) throws FileFormat.Malformed {
        LoadSettings settings = LoadSettings.builder()
                // The schema that YAML 1.2 recommends; with it the Engine reads merge keys, which files of 1.1 have.
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                // Refused below, where the line is known.
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(Integer.MAX_VALUE)
                // The reader copies a long scalar once for each buffer: the time grows with the square of its length.
                .setBufferSize(Math.max(SMALLEST_BUFFER, Math.min(content.length, LARGEST_BUFFER)))
                .build();
        Load load = new Load(settings, new IgnoringTags(settings));
        List<Object> documents = new ArrayList<>();
        try {
            for (Object document : load.loadAllFromInputStream(new ByteArrayInputStream(content))) {
                documents.add(document);
            }
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            throw new FileFormat.Malformed(
                    String.valueOf(e.getProblem()),
                    mark.isPresent() ? mark.get().getLine() + 1 : 0,
                    mark.isPresent() ? mark.get().getColumn() + 1 : 0);
        } catch (ReaderException e) {
            throw unprintable(content, e);
        } catch (YamlEngineException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                DocumentFormats.utf8(content);
            }
            throw new FileFormat.Malformed(Thrown.message(e), 0, 0);
        } catch (StackOverflowError e) {
            throw new FileFormat.Malformed("it is nested too deeply", 0, 0);
        }
        return documents;
    }

    /** Finds the character that YAML does not allow (section 5.1 of its specification); the Engine tells no line. */
    private static FileFormat.Malformed unprintable(byte[] content, ReaderException e) throws FileFormat.Malformed {
        String text = DocumentFormats.utf8(content);
        int at = text.indexOf(e.getCodePoint());
        int lineStart = text.lastIndexOf('\n', at) + 1;
        int line = (int) text.substring(0, lineStart).lines().count() + 1;
        String code = Integer.toHexString(e.getCodePoint());
        return new FileFormat.Malformed(
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
            } else if (!SCALARS.contains(node.getTag())) {
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
}
