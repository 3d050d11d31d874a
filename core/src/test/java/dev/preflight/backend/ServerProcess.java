package dev.preflight.backend;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs in a process of its own, on the jars that the Maven profile {@code real-servers} collects. Without
 * the profile its tests are skipped, unless {@code PREFLIGHT_TEST_LIVE=required} says that this is a failure.
 */
public final class ServerProcess implements AutoCloseable {
    private static final long BOOT_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Process process;
    private final Path log;
    private final int port;
    private final Thread end;

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** The directory of what a server is made of. */
    public static Path home(String name) {
        String servers = System.getProperty("preflight.test.servers");
        if (servers == null) {
            throw LiveServer.missing("the Maven profile real-servers is off, so the real one was not tried");
        }
        return Path.of(servers, name);
    }

    /**
     * The home of a JDK 17, which servers of its time need: that of the tests, or the one that the build has found. On a
     * machine without it the test is skipped, with the reason.
     */
    static Path jdk17() {
        if (Runtime.version().feature() == 17) {
            return Path.of(System.getProperty("java.home"));
        }
        String found = System.getProperty("preflight.test.jdk17");
        if (found == null) {
            throw LiveServer.missing("the build has not looked for a JDK 17, so the real one was not tried");
        }
        if (found.isBlank()) {
            abort("it runs on JDK 17, and this machine has none, so the real one was not tried");
        }
        return Path.of(found);
    }

    /** Starts a JVM 17 with these arguments on the jars of a server that is going to listen on a port of the loopback. */
    public static ServerProcess start(String name, int port, Path directory, List<String> arguments)
            throws IOException {
        Path jars = home(name).resolve("target").resolve("dependency");
        Path log = directory.resolve(name + "-" + port + ".log");
        List<String> command = new ArrayList<>();
        command.add(jdk17().resolve("bin").resolve("java").toString());
        command.add("-Xmx768m");
        // It starts in half the time, and lives for seconds.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-Djava.io.tmpdir=" + directory);
        command.add("-cp");
        command.add(jars + File.separator + "*");
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new ServerProcess(process, log, port);
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Waits until the port accepts connections. */
    public void await() throws IOException, InterruptedException {
        long end = System.nanoTime() + BOOT_NANOS;
        while (!accepts()) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() - end > 0) {
                throw new IOException("does not listen on port " + port + ":\n" + log());
            }
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks the server to end and waits until it has, so that its log is complete. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
