package dev.preflight.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long the processes that this one started, and that have ended, have computed. Linux tells it. */
final class ChildrenCpu {
    private static final Path STAT = Path.of("/proc/self/stat");
    /** Field 16 of proc_pid_stat(5), counted from behind the name of the program, which is field 2; cstime follows. */
    private static final int CUTIME = 16 - 3;
    /** The clock ticks that Linux shows to programs are hundredths of a second wherever a JDK runs. */
    private static final double MILLISECONDS_PER_TICK = 10;

    private ChildrenCpu() {}

    static double milliseconds() throws IOException {
        if (!Files.exists(STAT)) {
            return Double.NaN;
        }
        String stat = Files.readString(STAT);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CUTIME + 1])) * MILLISECONDS_PER_TICK;
    }
}
