package dev.preflight.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Where a report comes from. What is not known is empty.
 *
 * @param time when it was written, in UTC (ISO 8601)
 * @param host the name of the machine or the container
 * @param application the version of the application
 * @param preflight the version of this library
 */
record Origin(String time, String host, String application, String preflight) {
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final int LONGEST = 255;

    /** This process, now. */
    static Origin here() {
        return new Origin(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Plain.text(thisHost()),
                Plain.text(application(System.getProperty("sun.java.command", ""))),
                Plain.text(of(Report.class)));
    }

    /** Asked of the system and never of the network, which may be what is broken. */
    private static String thisHost() {
        String name = System.getenv("HOSTNAME");
        if (name == null || name.isBlank()) {
            name = System.getenv("COMPUTERNAME");
        }
        if (name == null || name.isBlank()) {
            try (InputStream in = Files.newInputStream(HOST)) {
                name = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
            } catch (IOException | SecurityException e) {
                return "";
            }
        }
        return name;
    }

    private static String of(Class<?> type) {
        if (type.getModule().isNamed()) {
            return type.getModule().getDescriptor().rawVersion().orElse("");
        }
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    /** The version in the manifest of the jar, or of the main class, that the command of this process names. */
    static String application(String command) {
        int space = command.indexOf(' ');
        String main = space < 0 ? command : command.substring(0, space);
        try {
            if (main.endsWith(".jar")) {
                try (JarFile jar = new JarFile(main)) {
                    Manifest manifest = jar.getManifest();
                    String version = manifest == null
                            ? null
                            : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
                    return version == null ? "" : version;
                }
            }
            String name = main.substring(main.indexOf('/') + 1);
            return name.isEmpty() ? "" : of(Class.forName(name, false, ClassLoader.getSystemClassLoader()));
        } catch (IOException | ClassNotFoundException | LinkageError | SecurityException e) {
            return "";
        }
    }

    /** All of it in one line: {@code 2026-12-31T08:00:00Z on web-1, orders 1.4.2, Preflight 0.1.0}. */
    String inWords(String suite) {
        StringBuilder words = new StringBuilder(time);
        words.append(host.isEmpty() ? "" : " on " + host);
        words.append(application.isEmpty() ? "" : ", " + suite + " " + application);
        words.append(preflight.isEmpty() ? "" : ", Preflight " + preflight);
        return words.toString();
    }
}
