package dev.preflight.benchmarks.hanging;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A pool, a deadline, and an interrupt for what is late: what most of us would write, sockets in it left open. */
final class Pool {
    private static final byte[] PING = {'*', '1', '\r', '\n', '$', '4', '\r', '\n', 'P', 'I', 'N', 'G', '\r', '\n'};

    private Pool() {}

    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        long deadline = Long.parseLong(args[2]);
        int port = Integer.parseInt(args[1]);
        long start = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        List<Callable<Boolean>> checks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            checks.add(() -> answers(port));
        }
        int failed = 0;
        for (Future<Boolean> check : pool.invokeAll(checks, deadline, TimeUnit.MILLISECONDS)) {
            failed += check.isCancelled() ? 1 : 0;
        }
        Ending.after(System.nanoTime() - start, failed == 0 ? 0 : 69);
    }

    private static boolean answers(int port) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 3000);
            socket.getOutputStream().write(PING);
            InputStream in = socket.getInputStream();
            return in.read() == '+';
        }
    }
}
