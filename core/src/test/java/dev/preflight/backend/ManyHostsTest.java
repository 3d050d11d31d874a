package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A URL may name as many hosts as it likes. */
@Timeout(60)
class ManyHostsTest {
    @Test
    void threadsAreBounded() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress())) {
            StringJoiner hosts = new StringJoiner(",", "kafka://", "");
            for (int i = 0; i < 2_000; i++) {
                hosts.add("127.0." + i / 250 + "." + (1 + i % 250) + ":" + silent.getLocalPort());
            }
            AtomicInteger most = new AtomicInteger();
            CountDownLatch over = new CountDownLatch(1);
            Thread watching = new Thread(() -> {
                try {
                    do {
                        most.accumulateAndGet(threads(), Math::max);
                    } while (!over.await(5, TimeUnit.MILLISECONDS));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            watching.start();
            Report report = Preflight.of(
                            "orders", service("queue", hosts.toString()).timeout(Duration.ofMillis(800)))
                    .against(Deployment.of(Map.of()))
                    .run();
            over.countDown();
            watching.join();

            assertEquals(Verdict.FAILED, report.verdict());
            assertTrue(most.get() > 0 && most.get() <= 70, most + " threads");
        }
    }

    private static int threads() {
        int count = 0;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            count += thread.getName().startsWith("preflight-queue") ? 1 : 0;
        }
        return count;
    }
}
