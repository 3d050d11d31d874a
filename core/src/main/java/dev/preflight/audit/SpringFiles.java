package dev.preflight.audit;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The {@code application*} files that Spring Boot, Micronaut and Quarkus read, and those of MicroProfile Config: keys, and
 * placeholders in values.
 */
final class SpringFiles {
    private SpringFiles() {}

    static boolean isOne(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.startsWith("application") && (isYaml(name) || name.endsWith(".properties"))
                || name.startsWith("microprofile-config") && name.endsWith(".properties");
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yml") || name.endsWith(".yaml");
    }

    static void read(String name, byte[] content, Reads reads) throws IOException {
        String text = new String(content, StandardCharsets.UTF_8);
        if (isYaml(name)) {
            SpringYaml.read(name, text, reads);
        } else {
            properties(name, text, reads);
        }
    }

    private static void properties(String name, String text, Reads reads) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        for (String key : properties.stringPropertyNames()) {
            // MicroProfile and Quarkus put the profile before a key: %prod.orders.url.
            int dot = key.startsWith("%") ? key.indexOf('.') : -1;
            reads.keys.add(key.substring(dot + 1));
        }
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            if (!stripped.startsWith("#") && !stripped.startsWith("!")) {
                Placeholders.read(stripped, name, number, reads);
            }
        }
    }
}
