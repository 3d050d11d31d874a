package dev.preflight.benchmarks.checklist;

import dev.preflight.benchmarks.Inputs;
import java.io.IOException;
import java.util.zip.ZipFile;

/** Asks a jar for each file, where it is known to be. */
final class ZipByHand {
    private ZipByHand() {}

    public static void main(String[] args) throws IOException {
        try (ZipFile zip = new ZipFile(args[0])) {
            for (String name : Inputs.FILES) {
                if (zip.getEntry("BOOT-INF/classes/".concat(name)) == null) {
                    throw new IOException(name);
                }
            }
        }
    }
}
