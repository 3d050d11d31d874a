package dev.preflight.check;

import dev.preflight.syntax.Json;
import dev.preflight.syntax.Malformed;
import dev.preflight.syntax.Utf8;
import dev.preflight.syntax.Xml;
import dev.preflight.syntax.Yaml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** The formats that make a {@link Document} of a file, and the one that leaves it to a lambda. */
final class DocumentFormats {
    static final FileFormat<Document> PROPERTIES = new PropertiesFormat();
    static final FileFormat<Document> JSON = new JsonFormat();
    static final FileFormat<Document> YAML = new YamlFormat();
    static final FileFormat<Document> XML = new XmlFormat();

    private DocumentFormats() {}

    /** What a lambda makes of the content. */
    static <V> FileFormat<V> parsed(String name, FileParser<? extends V> parser) {
        return new Parsed<>(name, parser);
    }

    /** Whether the line of a properties file that begins somewhere is neither blank nor a comment. */
    static boolean holdsProperty(String text, int start) {
        int at = start;
        while (at < text.length() && " \t\f".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && "#!\r\n".indexOf(text.charAt(at)) < 0;
    }

    /** The format of {@link Properties#load}, in UTF-8, or in ISO 8859-1 where it is not UTF-8. */
    private static final class PropertiesFormat extends FileFormat<Document> {
        PropertiesFormat() {
            super("properties");
        }

        @Override
        Document parse(FoundFile file, byte[] content, ProbeContext context) throws IOException, Malformed {
            if (FileContent.isUtf16(content)) {
                throw FileContent.utf16();
            }
            String text;
            try {
                text = Utf8.text(content);
            } catch (Malformed e) {
                text = new String(content, StandardCharsets.ISO_8859_1);
            }
            Properties properties = new Properties();
            try {
                properties.load(new StringReader(text));
            } catch (IllegalArgumentException e) {
                throw badEscape(text);
            }
            if (content[0] == (byte) 0xef && content.length > 2 && content[1] == (byte) 0xbb) {
                judgeMark(file, text, context);
            }
            if (count(text) > properties.size()) {
                PropertyLines.warnOfKeysTwice(text, file, context);
            }
            return new Document(name(), List.of(properties));
        }

        /** {@link Properties} make the mark a part of the first key; in front of a comment it makes a key of that. */
        private static void judgeMark(FoundFile file, String text, ProbeContext context) throws Malformed {
            if (holdsProperty(text, 0)) {
                throw new Malformed(
                        "it begins with a byte order mark, which becomes a part of the first key; save it without",
                        1,
                        1);
            }
            context.warn(FileProblems.byteOrderMark(file, "java.util.Properties make a key of it"));
        }

        /** How many lines are neither blank nor a comment; at least as many as there are keys. */
        private static int count(String text) {
            int count = 0;
            for (int start = 0; start < text.length(); start++) {
                count += holdsProperty(text, start) ? 1 : 0;
                while (start < text.length() && text.charAt(start) != '\n' && text.charAt(start) != '\r') {
                    start++;
                }
            }
            return count;
        }

        /** Finds the first line with which the text no longer loads; comments may hold anything. */
        private static Malformed badEscape(String text) throws IOException {
            String[] lines = text.split("\r\n|\r|\n", -1);
            int good = 0;
            int bad = lines.length;
            while (bad - good > 1) {
                int middle = (good + bad) >>> 1;
                try {
                    String head = String.join("\n", Arrays.asList(lines).subList(0, middle));
                    new Properties().load(new StringReader(head));
                    good = middle;
                } catch (IllegalArgumentException e) {
                    bad = middle;
                }
            }
            return new Malformed("a \\u escape needs four hexadecimal digits", bad, column(lines[bad - 1]));
        }

        private static int column(String line) {
            int at = 0;
            while (!line.startsWith("\\u", at) || isHex(line, at + 2)) {
                at += line.charAt(at) == '\\' ? 2 : 1;
            }
            return at + 1;
        }

        private static boolean isHex(String text, int start) {
            for (int i = start; i < start + 4; i++) {
                if (i >= text.length() || Character.digit(text.charAt(i), 16) < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** JSON, as RFC 8259 has it. */
    private static final class JsonFormat extends FileFormat<Document> {
        JsonFormat() {
            super("JSON");
        }

        @Override
        Document parse(FoundFile file, byte[] content, ProbeContext context) throws Malformed {
            if (FileContent.isUtf16(content)) {
                throw FileContent.utf16();
            }
            Json json = new Json(Utf8.text(content));
            Object root = json.parse();
            if (json.duplicate() != null) {
                context.warn(FileProblems.duplicateKey(
                        (ConfigFile<?>) context.check(), file, json.duplicate(), json.duplicateLine()));
            }
            if (content[0] == (byte) 0xef) {
                context.warn(FileProblems.byteOrderMark(
                        file, "RFC 8259 has no such thing, and parsers differ in whether they take it"));
            }
            return new Document(name(), Collections.singletonList(root));
        }
    }

    /** YAML, read by SnakeYAML Engine where that is there. */
    private static final class YamlFormat extends FileFormat<Document> {
        YamlFormat() {
            super("YAML");
        }

        @Override
        Document parse(FoundFile file, byte[] content, ProbeContext context) throws Malformed {
            // With its mark, readers of YAML take it, as its specification wants (section 5.2).
            if (content.length > 1 && (content[0] == 0 || content[1] == 0) && FileContent.isUtf16(content)) {
                throw FileContent.utf16();
            }
            try {
                return new Document(name(), Yaml.documents(content));
            } catch (NoClassDefFoundError e) {
                throw FileProblems.parserMissing("YAML", "org.snakeyaml:snakeyaml-engine", "org.snakeyaml.engine")
                        .asException();
            }
        }
    }

    /** XML without DTD. */
    private static final class XmlFormat extends FileFormat<Document> {
        XmlFormat() {
            super("XML");
        }

        @Override
        Document parse(FoundFile file, byte[] content, ProbeContext context) throws Exception {
            try {
                return new Document(name(), List.of(new Xml().parse(new ByteArrayInputStream(content))));
            } catch (Xml.DoctypeException e) {
                throw FileProblems.dtd(file, e.line()).asException();
            }
        }
    }

    /** Whatever a lambda of the application makes of the content. */
    static final class Parsed<T> extends FileFormat<T> {
        private final FileParser<? extends T> parser;

        Parsed(String name, FileParser<? extends T> parser) {
            super(name);
            this.parser = parser;
        }

        @Override
        boolean isForeign() {
            return true;
        }

        @Override
        boolean hasKeys() {
            return false;
        }

        @Override
        T parse(FoundFile file, byte[] content, ProbeContext context) throws Exception {
            T value = parser.parse(new ByteArrayInputStream(content));
            if (value == null) {
                throw new Malformed("the parser returned null", 0, 0);
            }
            return value;
        }
    }
}
