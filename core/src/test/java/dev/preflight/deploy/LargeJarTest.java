package dev.preflight.deploy;

import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executable jar of 500 MB is looked into where it lies: in less than a second, and with little memory. */
class LargeJarTest {
    private static final int JARS = 100;
    private static final int JAR_BYTES = 5_000_000;

    @TempDir
    Path dir;

    /** Checks the jar that the first argument names, and prints the milliseconds that it took. */
    static final class Main {
        public static void main(String[] args) {
            Deployment opened = Deployment.ofPackage(Path.of(args[0]));
            long start = System.nanoTime();
            String lines = new Lists(Path.of(args[0]).getParent())
                    .of(
                            opened,
                            file("classpath:app.yaml").yaml().having("a"),
                            file("classpath:in-the-last-jar.txt"),
                            file("classpath:nowhere.txt"),
                            file("BOOT-INF/classes/app.yaml"));
            System.out.println(lines + (System.nanoTime() - start) / 1_000_000);
        }
    }

    @Test
    void fatJarOf500MegabytesIsCheckedWithinASecondAnd64MegabytesOfHeap() throws Exception {
        Path jar = fatJar();
        assertTrue(
                Files.size(jar) > 500_000_000,
                () -> "too small: " + jar.toFile().length());

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        jar.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));

        assertEquals("""
                PASSED file classpath:app.yaml <- DIR/orders.jar!/BOOT-INF/classes/app.yaml
                PASSED file classpath:in-the-last-jar.txt <- DIR/orders.jar!/BOOT-INF/lib/library99.jar!/in-the-last-jar.txt
                FAILED file classpath:nowhere.txt
                  file.missing: not found
                  looked: DIR/orders.jar!: BOOT-INF/classes, the jar itself, 100 jars: no nowhere.txt
                  fix: put nowhere.txt into the jar or on the class path
                PASSED file BOOT-INF/classes/app.yaml <- DIR/orders.jar!/BOOT-INF/classes/app.yaml
                """, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
        long millis = Long.parseLong(lines.get(lines.size() - 1));
        assertTrue(millis < 1000, () -> "it took " + millis + " ms");
    }

    private Path fatJar() throws IOException {
        Path jar = dir.resolve("orders.jar");
        byte[] nested = nested("other.txt");
        byte[] last = nested("in-the-last-jar.txt");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(jar), 1 << 20);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\n".getBytes());
            zip.putNextEntry(new ZipEntry("BOOT-INF/classes/app.yaml"));
            zip.write("a: 1\n".getBytes());
            for (int i = 0; i < JARS; i++) {
                stored("BOOT-INF/lib/library" + i + ".jar", i == JARS - 1 ? last : nested, zip);
            }
        }
        return jar;
    }

    private static byte[] nested(String name) throws IOException {
        byte[] noise = new byte[JAR_BYTES + 10_000];
        new Random(1).nextBytes(noise);
        return new Packing().add("noise.jar", noise).add(name, "x").zip();
    }

    private static void stored(String name, byte[] content, ZipOutputStream zip) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }
}
