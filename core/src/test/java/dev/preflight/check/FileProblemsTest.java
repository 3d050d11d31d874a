package dev.preflight.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemsTest {
    @Test
    void fileBehindADirectoryThatIsNotSeenIsStillExplained(@TempDir Path directory) {
        Path path = directory.resolve("absent").resolve("app.yaml");

        Problem problem = FileProblems.unreachable(path);

        assertEquals(Code.FILE_UNREADABLE, problem.code());
        assertEquals("cannot be reached", problem.summary());
        String found = problem.facts().get(0).text();
        assertTrue(found.startsWith("this process"), found);
        assertTrue(found.endsWith(" may not look into the directory that " + path + " leads to"), found);
        assertEquals(
                Fact.of("fix", "let the user of this process enter the directory (mode x)"),
                problem.facts().get(1));
    }
}
