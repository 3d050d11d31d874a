package dev.preflight.audit;

import java.io.IOException;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** An {@code application.yml}, read as events, so that each value has a line and no alias is expanded. */
final class SpringYaml {
    private static final int DEEPEST = 100;

    private final String name;
    private final Iterator<Event> events;
    private final Reads reads;

    private SpringYaml(String name, Iterator<Event> events, Reads reads) {
        this.name = name;
        this.events = events;
        this.reads = reads;
    }

    static void read(String name, String text, Reads reads) throws IOException {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            Iterator<Event> events = new ParserImpl(settings, new StreamReader(settings, text));
            SpringYaml yaml = new SpringYaml(name, events, reads);
            while (yaml.events.hasNext()) {
                yaml.node(yaml.events.next(), "", 0);
            }
        } catch (YamlEngineException e) {
            throw new IOException("not YAML: " + e.getMessage(), e);
        }
    }

    private void node(Event event, String path, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("more than " + DEEPEST + " levels deep");
        }
        switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, path);
            case MappingStart -> mapping(path, depth);
            case SequenceStart -> sequence(path, depth);
            default -> {
                // Starts and ends of documents, aliases and comments hold no value.
            }
        }
    }

    private void scalar(ScalarEvent scalar, String path) {
        reads.keys.add(path);
        int line = scalar.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        Placeholders.read(scalar.getValue(), name, line, reads);
    }

    private void mapping(String path, int depth) throws IOException {
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            String name = "?";
            if (key instanceof ScalarEvent scalar) {
                name = scalar.getValue();
            } else {
                node(key, path, depth + 1);
            }
            node(events.next(), path.isEmpty() ? name : path + "." + name, depth + 1);
        }
    }

    private void sequence(String path, int depth) throws IOException {
        int index = 0;
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            node(item, path + "[" + index++ + "]", depth + 1);
        }
    }
}
