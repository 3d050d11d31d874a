package dev.preflight.console;

import dev.preflight.problem.Code;
import dev.preflight.report.Report;
import dev.preflight.text.NearMiss;
import dev.preflight.text.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The long explanation of a problem code, which is its section in {@code docs/problems.md}. */
public final class Explanation {
    private static final String PAGE = "problems.md";

    private Explanation() {}

    /**
     * The explanation of a code.
     *
     * @throws IllegalArgumentException if there is no such code
     * @throws IOException if the page is not in the jar or cannot be read
     */
    public static String of(String id) throws IOException {
        Code code = code(id);
        StringBuilder out = new StringBuilder(code.id()).append("  exit code ").append(code.exitCode());
        out.append(code.isTransient() ? ", transient" : "").append('\n');
        boolean found = false;
        for (String line : page()) {
            if (line.startsWith("#")) {
                found = line.equals("### " + code.id()) || line.startsWith("### " + code.id() + " ");
            } else if (found) {
                out.append('\n').append(line.replace("**Mend:**", "Mend:").replace("`", ""));
            }
        }
        return out.toString().stripTrailing();
    }

    private static Code code(String id) {
        List<String> known = new ArrayList<>();
        for (Code code : Code.all()) {
            if (code.id().equals(id)) {
                return code;
            }
            known.add(code.id());
        }
        List<String> near = NearMiss.of(id, known);
        throw new IllegalArgumentException("unknown code " + Printable.quote(id)
                + (near.isEmpty()
                        ? "; there are " + String.join(", ", known)
                        : "; did you mean " + String.join(" or ", near) + "?"));
    }

    private static List<String> page() throws IOException {
        InputStream page = Report.class.getResourceAsStream(PAGE);
        if (page == null) {
            throw new IOException(PAGE + " is not where the classes of Preflight are");
        }
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(page, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        }
        return lines;
    }
}
