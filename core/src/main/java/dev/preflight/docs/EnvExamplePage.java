package dev.preflight.docs;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.Declaration;
import dev.preflight.check.EnvVar;
import java.util.ArrayList;
import java.util.List;

/**
 * An env file to copy and to fill in. What may be absent stands there as a comment. A value is written so that Docker,
 * which takes lines as they are, Compose, which knows quotes, and a shell read the same; where they do not agree it is
 * told in the comment only.
 */
final class EnvExamplePage {
    private static final String PLAIN = "_-./:,@%+=?";

    private EnvExamplePage() {}

    static List<String> lines(Preflight suite) {
        List<String> lines = new ArrayList<>();
        for (Check<?> check : Uses.described(suite)) {
            if (check instanceof EnvVar<?> && check.kind().equals("env")) {
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                add(lines, check, check.declaration());
            }
        }
        return lines;
    }

    private static void add(List<String> lines, Check<?> check, Declaration declaration) {
        boolean optional = check.settings().optional();
        for (String line : Words.comment(check, declaration, optional)) {
            lines.add("# " + line);
        }
        String value = declaration.example().isEmpty() ? declaration.fallback() : declaration.example();
        boolean absent = optional || check.settings().condition().isPresent();
        lines.add((absent ? "#" : "") + check.name() + "=" + (isPlain(value) ? value : ""));
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
            if (!letterOrDigit && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
