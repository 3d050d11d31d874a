package dev.preflight.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Finds out whether a thread waits for what the calling thread holds, and so for ever. */
final class Standstill {
    private static final long NO_WORK_NANOS = 2_000_000L;
    private static final int LOOKS = 3;

    private final Thread thread;
    private StackTraceElement[] frames = {};
    private long cpu;
    private int looks;

    Standstill(Thread thread) {
        this.thread = thread;
    }

    /** What it waits for, in words; null if for nothing that is known. */
    String look() {
        try {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            ThreadInfo info = threads.getThreadInfo(thread.getId());
            if (info == null) {
                return null;
            }
            if (info.getLockOwnerId() == Thread.currentThread().getId()) {
                return "a lock of " + info.getLockInfo().getClassName();
            }
            return waitsForAClass(threads.getThreadCpuTime(thread.getId()))
                    ? "the static initialiser of a class"
                    : null;
        } catch (LinkageError | RuntimeException e) {
            // A runtime without the module java.management tells nothing.
            return null;
        }
    }

    /** The JVM does not tell who initialises a class: whoever waits for that stands still outside native code. */
    private boolean waitsForAClass(long now) {
        StackTraceElement[] before = frames;
        long worked = now - cpu;
        frames = thread.getStackTrace();
        cpu = now;
        boolean still = frames.length > 0
                && Arrays.equals(frames, before)
                && now >= 0
                && worked < NO_WORK_NANOS
                && (!frames[0].isNativeMethod() || frames[0].getMethodName().startsWith("forName"));
        looks = still ? looks + 1 : 0;
        return looks >= LOOKS && isInitialising();
    }

    private static boolean isInitialising() {
        for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
            if (frame.getMethodName().equals("<clinit>")) {
                return true;
            }
        }
        return false;
    }
}
