package dev.preflight.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a table has to say about the machine it was measured on. */
final class Machine {
    private Machine() {}

    static String describe(Lab lab, double loadBefore) throws IOException {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long gibibytes = Math.round(system.getTotalMemorySize() / (double) (1 << 30));
        String versions = lab.classPaths().versions();
        return system.getAvailableProcessors() + " cores (" + processor() + "), " + gibibytes + " GiB, "
                + system.getName() + "; "
                + lab.jdks().stream().map(Jdk::version).collect(Collectors.joining(" and ")) + "; " + lab.rounds()
                + " rounds; load before "
                + String.format(Locale.ROOT, "%.1f", loadBefore)
                + (versions.isEmpty() ? "" : "; " + versions);
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.exists(info)) {
            for (String line : Files.readAllLines(info)) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return System.getProperty("os.arch");
    }
}
