package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What this process holds at one time: threads, and descriptors of every kind (files, sockets, pipes, selectors) where
 * the system lists them, as Linux does. Later the same is looked at for what is there in addition.
 */
final class Leftovers {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Set<Long> threads = new HashSet<>();
    private final Map<String, Integer> descriptors = descriptors();

    private Leftovers() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            threads.add(thread.getId());
        }
    }

    /** What there is now. What a run loads and opens once has to be there already. */
    static Leftovers before() {
        return new Leftovers();
    }

    /** Demands that nothing is there in addition. */
    void assertNone() {
        assertEquals(List.of(), found(PATIENCE));
    }

    /** What is there in addition for at least so long; what has told its end takes a moment to be gone. */
    List<String> found(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<String> added = added();
        while (!added.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
            added = added();
        }
        return added;
    }

    /** Demands that no thread of a run is alive, now, while the other side still is. */
    static void assertNoThreadOfARun() throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("preflight-")) {
                // One that has told its end takes a moment to be gone.
                thread.join(1000);
                if (thread.isAlive()) {
                    names.add(thread.getName());
                }
            }
        }
        assertEquals(List.of(), names);
    }

    private List<String> added() {
        List<String> added = new ArrayList<>();
        for (Map.Entry<String, Integer> now : descriptors().entrySet()) {
            if (now.getValue() > descriptors.getOrDefault(now.getKey(), 0)) {
                added.add("descriptor " + now.getKey());
            }
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!threads.contains(thread.getId())) {
                added.add("thread " + thread.getName());
            }
        }
        return added;
    }

    /** How often each file, socket or other thing is open. */
    private static Map<String, Integer> descriptors() {
        Map<String, Integer> found = new HashMap<>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return found;
        }
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : listed) {
                String target = target(descriptor);
                // The listing itself holds the directory open, under the number of the process.
                if (!target.isEmpty() && !target.startsWith("/proc/")) {
                    found.merge(target, 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed since it was listed.
            return "";
        }
    }
}
