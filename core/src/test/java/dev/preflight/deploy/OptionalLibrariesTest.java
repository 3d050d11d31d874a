package dev.preflight.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.luben.zstd.Zstd;
import dev.preflight.Checks;
import dev.preflight.Preflight;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What is optional is named when it is missing, and nothing of this package is loaded by a boot. */
class OptionalLibrariesTest {
    @TempDir
    Path dir;

    /** Boots, or opens the package or the manifest that the argument names, and tells what comes of it. */
    static final class Main {
        public static void main(String[] args) {
            try {
                if (args.length == 0) {
                    Preflight.of("orders", Checks.env("PATH"), Checks.file("/").optional())
                            .against(Deployment.current())
                            .run();
                } else if (args[0].endsWith(".yaml")) {
                    Deployment.fromKubernetes("orders", Path.of(args[0]));
                } else {
                    Deployment.ofPackage(Path.of(args[0]));
                }
                System.out.println("no problem");
            } catch (RuntimeException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private List<String> run(String option, String... arguments) throws Exception {
        return run(List.of(), option, arguments);
    }

    private List<String> run(List<Class<?>> libraries, String option, String... arguments) throws Exception {
        List<String> classPath =
                new ArrayList<>(List.of(location(Preflight.class), location(Main.class), location(Logger.class)));
        for (Class<?> library : libraries) {
            classPath.add(location(library));
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                String.join(System.getProperty("path.separator"), classPath),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        return builder.start().inputReader().lines().toList();
    }

    private static String location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    @Test
    void libraryThatIsMissingIsNamed() throws Exception {
        Path tar = new Packing().add("a.txt", "a").tarGz(dir.resolve("orders.tar.gz"));
        Path yaml = Files.writeString(dir.resolve("orders.yaml"), "kind: Pod\n");
        Path zip = new Packing().add("a.txt", "a").zip(dir.resolve("orders.zip"));

        assertEquals(
                List.of(tar + ": to read a tar, add the dependency org.apache.commons:commons-compress"),
                run("-Xshare:auto", tar.toString()));
        assertEquals(
                List.of(yaml + ": to read YAML, add the dependency org.snakeyaml:snakeyaml-engine"),
                run("-Xshare:auto", yaml.toString()));
        assertEquals(List.of("no problem"), run("-Xshare:auto", zip.toString()));
    }

    @Test
    void libraryForZstdIsNamedWhereItAloneIsMissing() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdCompressorOutputStream(bytes)) {
            out.write(new Packing().add("a.txt", "a").tar());
        }
        Path tar = Files.write(dir.resolve("orders.tar.zst"), bytes.toByteArray());
        List<Class<?>> compress =
                List.of(ZstdCompressorOutputStream.class, IOUtils.class, StringUtils.class, Hex.class);
        List<Class<?>> all = new ArrayList<>(compress);
        all.add(Zstd.class);

        assertEquals(
                List.of(tar + ": to read what is compressed by zstd, add the dependency com.github.luben:zstd-jni"),
                run(compress, "-Xshare:auto", tar.toString()));
        assertEquals(List.of("no problem"), run(all, "-Xshare:auto", tar.toString()));
    }

    /** A library that another one needs is named itself. */
    @Test
    void libraryThatCommonsCompressNeedsIsNamed() throws Exception {
        Path tar = new Packing().add("a.txt", "a").tarGz(dir.resolve("orders.tar.gz"));
        Path xz = dir.resolve("orders.tar.xz");
        try (OutputStream out = new XZCompressorOutputStream(Files.newOutputStream(xz))) {
            out.write(new Packing().add("a.txt", "a").tar());
        }
        Class<?> compress = ZstdCompressorOutputStream.class;

        assertEquals(
                List.of(tar + ": to read a tar, add the dependency org.apache.commons:commons-lang3"),
                run(List.of(compress, IOUtils.class, Hex.class), "-Xshare:auto", tar.toString()));
        assertEquals(
                List.of(tar + ": to read a tar, add the dependency commons-io:commons-io"),
                run(List.of(compress, StringUtils.class, Hex.class), "-Xshare:auto", tar.toString()));
        List<Class<?>> all = List.of(compress, IOUtils.class, Hex.class, StringUtils.class);
        assertEquals(
                List.of(xz + ": to read what is compressed by xz, add the dependency org.tukaani:xz"),
                run(all, "-Xshare:auto", xz.toString()));
        assertEquals(List.of("no problem"), run(all, "-Xshare:auto", tar.toString()));
    }

    @Test
    void bootLoadsNothingOfIt() throws Exception {
        List<String> lines = run("-verbose:class");

        assertEquals(
                "no problem",
                lines.stream()
                        .filter(line -> line.startsWith("no problem"))
                        .findFirst()
                        .orElse(""));
        for (String line : lines) {
            boolean isDoor = line.contains(" dev.preflight.deploy.Deployment ")
                    || line.contains(" dev.preflight.deploy.Sight ")
                    || line.contains(" dev.preflight.deploy.PathOrigin ")
                    || line.contains(" dev.preflight.deploy.NotVisible ")
                    || line.contains(" dev.preflight.deploy.OptionalLibrariesTest");
            assertFalse(line.contains(" dev.preflight.deploy.") && !isDoor, line);
        }
    }
}
