package dev.preflight.console;

import dev.preflight.report.Report;
import dev.preflight.report.TextReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file from which Kubernetes takes what {@code kubectl describe} shows of a container that ended:
 * <a href="https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/">termination
 * message</a>, 4,096 bytes at the most.
 */
public final class TerminationLog {
    public static final Path DEFAULT = Path.of("/dev/termination-log");

    private TerminationLog() {}

    /** Writes the short report where there is such a file. Whatever keeps it from being written changes nothing. */
    public static void write(Path log, Report report) {
        // Kubernetes makes the file; where there is none, there is no container.
        if (Files.isRegularFile(log) && Files.isWritable(log)) {
            String text = TextReport.of(report).brief().toString();
            try {
                Files.write(
                        log,
                        text.getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
            } catch (IOException | RuntimeException e) {
                return;
            }
        }
    }
}
