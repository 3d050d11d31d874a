package dev.preflight.benchmarks.backends;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;

/** Prints the most memory that this process had in use so far, in KiB, where the system tells it. */
final class Memory {
    private static final File STATUS = new File("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private Memory() {}

    static void print() throws IOException {
        if (!STATUS.exists()) {
            System.out.println("peak NaN");
            return;
        }
        try (BufferedReader reader = new BufferedReader(new FileReader(STATUS))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(PEAK)) {
                    System.out.print("peak ");
                    System.out.println(
                            line.substring(PEAK.length()).replace(" kB", "").strip());
                }
            }
        }
    }
}
