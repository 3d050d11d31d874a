package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A boot pays for what it uses: it loads nothing of the documentation, the tests and the audit. */
class NormalBootTest {
    @TempDir
    Path directory;

    private List<String> loaded(int exit, String... args) throws IOException, InterruptedException {
        Path log = directory.resolve("classes.log");
        List<String> command = new ArrayList<>(BootingMain.command("fine", args));
        command.add(1, "-Xlog:class+load:file=" + log);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(exit, process.exitValue());
        List<String> loaded = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            for (String part : List.of("docs.", "junit.", "audit.", "Declaration ")) {
                if (line.contains(" dev.preflight." + part)) {
                    loaded.add(line.substring(line.indexOf(" dev.") + 1).split(" ")[0]);
                }
            }
        }
        return loaded;
    }

    @Test
    void bootLoadsNothingThatOnlyTestsAndPipelinesNeed() throws Exception {
        assertEquals(List.of(), loaded(0));
    }

    @Test
    void theyAreLoadedWhereACommandIsAskedFor() throws Exception {
        // The first argument says how to boot, which docs does not understand.
        List<String> loaded = loaded(64, "--preflight=docs");

        assertTrue(loaded.contains("dev.preflight.docs.DocsCommand"), loaded::toString);
    }
}
