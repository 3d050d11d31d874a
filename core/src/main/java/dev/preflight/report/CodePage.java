package dev.preflight.report;

import dev.preflight.problem.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code docs/problems.md}, which lies beside the classes, says of each code. */
final class CodePage {
    private static final String PAGE = "problems.md";

    private final Map<String, List<String>> paragraphs = new HashMap<>();

    private CodePage() {}

    /** Reads the page; without it nothing is known. */
    static CodePage read() {
        CodePage page = new CodePage();
        try (InputStream in = Report.class.getResourceAsStream(PAGE)) {
            if (in != null) {
                page.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            page.paragraphs.clear();
        }
        return page;
    }

    private void read(BufferedReader reader) throws IOException {
        List<String> section = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("#")) {
                section = new ArrayList<>();
                String heading = line.replace("#", "").strip();
                int end = heading.indexOf(' ');
                paragraphs.put(end < 0 ? heading : heading.substring(0, end), section);
            } else if (!line.isBlank()) {
                boolean goesOn = !section.isEmpty() && !line.startsWith("**");
                String before = goesOn ? section.remove(section.size() - 1) + " " : "";
                section.add(before + line.replace("**", "").replace("`", ""));
            }
        }
    }

    /** What there is to say of a code, a paragraph each; empty where nothing is known. */
    List<String> of(Code code) {
        return paragraphs.getOrDefault(code.id(), List.of());
    }
}
