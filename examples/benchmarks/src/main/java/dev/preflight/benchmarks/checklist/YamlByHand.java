package dev.preflight.benchmarks.checklist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Loads every document of a directory, and looks for nothing in them. */
final class YamlByHand {
    private YamlByHand() {}

    public static void main(String[] args) throws IOException {
        int documents = 0;
        for (File file : new File(args[0]).listFiles()) {
            Load load = new Load(LoadSettings.builder().build());
            for (Object document : load.loadAllFromString(Files.readString(file.toPath()))) {
                documents += document == null ? 0 : 1;
            }
        }
        if (documents != 1000) {
            throw new IOException(String.valueOf(documents));
        }
    }
}
