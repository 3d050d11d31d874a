package dev.preflight.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What would be left behind is seen, so that a matrix that finds nothing has looked. */
class LeftoversTest {
    private static void assertSeen(String what, Leftovers before) {
        List<String> found = before.found(Duration.ZERO);
        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).startsWith(what), found::toString);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void openFileIsSeen(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("ca.pem"), "x");
        Leftovers before = Leftovers.before();
        try (InputStream open = Files.newInputStream(file)) {
            open.read();
            assertSeen("descriptor " + file.toRealPath(), before);
        }
        before.assertNone();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void openSocketAndSelectorAreSeen() throws IOException {
        Selector.open().close();
        Leftovers before = Leftovers.before();
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertTrue(open.isBound());
            assertSeen("descriptor socket:", before);
        }
        try (Selector open = Selector.open()) {
            assertTrue(open.isOpen());
            List<String> found = before.found(Duration.ZERO);
            assertTrue(found.contains("descriptor anon_inode:[eventpoll]"), found::toString);
        }
        before.assertNone();
    }

    @Test
    void threadIsSeenUntilItHasEnded() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Leftovers before = Leftovers.before();
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "left-behind");
        thread.start();
        assertSeen("thread left-behind", before);
        end.countDown();
        thread.join();
        before.assertNone();
    }
}
