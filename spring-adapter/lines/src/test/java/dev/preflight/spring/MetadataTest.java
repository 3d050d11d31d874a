package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** What editors complete is what is bound. */
class MetadataTest {
    @Test
    void everyPropertyIsDescribedAndNoOther() throws IOException {
        Set<String> bound =
                new TreeSet<>(Set.of("preflight.enabled", "preflight.mode", "management.health.preflight.enabled"));
        for (RecordComponent each : PreflightProperties.class.getRecordComponents()) {
            if (each.getType() == PreflightProperties.Placeholders.class) {
                for (RecordComponent inner : each.getType().getRecordComponents()) {
                    bound.add("preflight.placeholders." + inner.getName());
                }
            } else {
                bound.add("preflight." + each.getName());
            }
        }
        Set<String> described = new TreeSet<>();
        for (Map<?, ?> property : properties()) {
            described.add((String) property.get("name"));
            assertThat((String) property.get("description")).endsWith(".");
            assertThat((String) property.get("type")).isNotBlank();
        }
        assertThat(described).isEqualTo(bound);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<?, ?>> properties() throws IOException {
        ClassLoader loader = PreflightProperties.class.getClassLoader();
        for (var url : java.util.Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = url.openStream()) {
                String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (json.contains("preflight.placeholders")) {
                    return (List<Map<?, ?>>)
                            JsonParserFactory.getJsonParser().parseMap(json).get("properties");
                }
            }
        }
        throw new AssertionError("no metadata");
    }
}
