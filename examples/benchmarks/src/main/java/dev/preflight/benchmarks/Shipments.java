package dev.preflight.benchmarks;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes what a release ships, as large as the largest. */
final class Shipments {
    /** How many workloads share a file. */
    private static final int TOGETHER = 25;

    private Shipments() {}

    /** An executable jar in the layout of Spring Boot, its libraries stored as they are, with so many of the files. */
    static void fatJar(Path jar, int libraries, int bytesOfEach, int files) throws IOException {
        byte[] library = library(bytesOfEach);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(jar));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String file : Arrays.copyOf(Inputs.FILES, files)) {
                zip.putNextEntry(new ZipEntry("BOOT-INF/classes/" + file));
                zip.write("name = value\n".getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < libraries; i++) {
                store(zip, "BOOT-INF/lib/library-" + i + ".jar", library);
            }
        }
    }

    private static byte[] library(int bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            store(zip, "com/example/data.bin", new byte[bytes]);
        }
        return out.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }

    static void envFile(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        Inputs.environment()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        Files.writeString(file, text);
    }

    /** Four documents for each workload: a Deployment with all variables, a Service, a ConfigMap, an autoscaler. */
    static void manifests(Path directory, int workloads) throws IOException {
        Files.createDirectories(directory);
        for (int from = 0; from < workloads; from += TOGETHER) {
            StringBuilder text = new StringBuilder();
            for (int i = from; i < Math.min(from + TOGETHER, workloads); i++) {
                text.append(workload("workload-" + i));
            }
            Files.writeString(directory.resolve("workloads-" + from + ".yaml"), text);
        }
    }

    private static String workload(String name) {
        StringBuilder variables = new StringBuilder();
        Inputs.environment()
                .forEach((variable, value) ->
                        variables.append("        - name: " + variable + "\n          value: \"" + value + "\"\n"));
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                spec:
                  selector:
                    matchLabels:
                      app: %1$s
                  template:
                    metadata:
                      labels:
                        app: %1$s
                    spec:
                      containers:
                      - name: %1$s
                        image: registry.example.com/%1$s:1
                        env:
                %2$s---
                apiVersion: v1
                kind: Service
                metadata:
                  name: %1$s
                spec:
                  selector:
                    app: %1$s
                  ports:
                  - port: 8080
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %1$s
                data:
                  LOG_LEVEL: info
                ---
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata:
                  name: %1$s
                spec:
                  scaleTargetRef:
                    apiVersion: apps/v1
                    kind: Deployment
                    name: %1$s
                  minReplicas: 2
                  maxReplicas: 8
                """.formatted(name, variables);
    }
}
