package dev.preflight;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2 with SnakeYAML Engine, which is optional: loading this class fails where it is missing. */
final class Yaml {
    private static final int MOST_ALIASES = 50;

    private Yaml() {}

    /** All documents of a file; an empty one is an empty text. */
    static List<Object> documents(byte[] content) throws FileFormat.Malformed {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        List<Object> documents = new ArrayList<>();
        try {
            for (Object document : new Load(settings).loadAllFromInputStream(new ByteArrayInputStream(content))) {
                documents.add(document == null ? "" : document);
            }
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            throw new FileFormat.Malformed(
                    e.getProblem(),
                    mark.isPresent() ? mark.get().getLine() + 1 : 0,
                    mark.isPresent() ? mark.get().getColumn() + 1 : 0);
        } catch (YamlEngineException e) {
            throw new FileFormat.Malformed(String.valueOf(e.getMessage()), 0, 0);
        } catch (StackOverflowError e) {
            throw new FileFormat.Malformed("it is nested too deeply", 0, 0);
        }
        return documents;
    }
}
