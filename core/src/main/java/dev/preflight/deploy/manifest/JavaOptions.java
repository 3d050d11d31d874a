package dev.preflight.deploy.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The system properties that variables set in each Java process: {@code JAVA_TOOL_OPTIONS} (JVM Tool Interface), and what the
 * launcher and HotSpot read beside it. Blanks part the options, and quotes hold them together.
 */
public final class JavaOptions {
    /** The later count before the earlier; what the command line says comes before the last one. */
    public static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private JavaOptions() {}

    /** The properties that an option list sets. */
    public static Map<String, String> properties(String options) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String option : split(options)) {
            if (option.startsWith("-D") && option.length() > 2) {
                int equals = option.indexOf('=');
                properties.put(
                        option.substring(2, equals < 0 ? option.length() : equals),
                        equals < 0 ? "" : option.substring(equals + 1));
            }
        }
        return properties;
    }

    private static List<String> split(String options) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean isBegun = false;
        char quote = 0;
        for (int i = 0; i < options.length(); i++) {
            char c = options.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                isBegun = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (isBegun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                isBegun = false;
            } else {
                word.append(c);
                isBegun = true;
            }
        }
        if (isBegun) {
            words.add(word.toString());
        }
        return words;
    }
}
