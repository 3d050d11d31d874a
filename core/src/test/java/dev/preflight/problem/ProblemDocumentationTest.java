package dev.preflight.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} is complete, and says of each code what the code itself says. */
class ProblemDocumentationTest {
    @Test
    void everyCodeIsDocumentedWithItsExitCodeAndWhetherItIsTransient() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        String code = "";
        String exitCode = "";
        for (String line : Files.readAllLines(Path.of("../docs/problems.md"))) {
            if (line.startsWith("## ") || line.startsWith("### ")) {
                int bracket = line.indexOf('(');
                exitCode = bracket > 0 ? line.substring(bracket + 1, bracket + 3) : exitCode;
                code = line.startsWith("### ") ? line.split(" ")[1] : "";
            } else if (!code.isEmpty() && !documented.containsKey(code)) {
                documented.put(code, exitCode + (line.startsWith("Transient.") ? " transient" : ""));
            }
        }

        Map<String, String> expected = new LinkedHashMap<>();
        for (Code each : Code.all()) {
            // What an operator switches on, a listener does or manifests are about are warnings, without an exit code
            // to speak of.
            boolean notice = List.of("operator", "listener", "deployment")
                    .contains(each.id().split("\\.")[0]);
            String exit = notice ? "wa" : String.valueOf(each.exitCode());
            expected.put(each.id(), exit + (each.isTransient() ? " transient" : ""));
        }
        assertEquals(expected, documented);
    }
}
