package dev.preflight.console;

import dev.preflight.deploy.Deployment;
import dev.preflight.text.Printable;

/**
 * Ends a process that was told to end and does not: because a thread that was left behind holds a standard stream, nobody
 * reads that stream, or a shutdown hook never ends. Only for a boot that does not go on.
 */
public final class Watchdog extends Thread {
    /** The variable that says after how many seconds. */
    public static final String AFTER = "PREFLIGHT_EXIT_AFTER";

    private static final int DEFAULT_SECONDS = 10;
    private static final int MOST_SECONDS = 3600;

    private final int exitCode;
    private final long end;
    private final String mistake;
    private boolean calledOff;

    private Watchdog(int exitCode, String wish) {
        super("preflight-exit");
        setDaemon(true);
        this.exitCode = exitCode;
        int seconds = seconds(wish);
        this.mistake = seconds > 0 || wish.isEmpty()
                ? null
                : AFTER + "=" + Printable.quote(wish) + " is no number of seconds from 1 to 3600; it is "
                        + DEFAULT_SECONDS;
        this.end = System.nanoTime() + (seconds > 0 ? seconds : DEFAULT_SECONDS) * 1_000_000_000L;
    }

    private static int seconds(String wish) {
        try {
            int seconds = Integer.parseInt(wish.endsWith("s") ? wish.substring(0, wish.length() - 1) : wish);
            return seconds <= MOST_SECONDS ? seconds : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Begins to watch, once the exit code is known. */
    public static Watchdog over(int exitCode, Deployment deployment) {
        Watchdog watchdog =
                new Watchdog(exitCode, deployment.variable(AFTER).orElse("").strip());
        try {
            watchdog.start();
        } catch (OutOfMemoryError e) {
            // No thread is left; the process ends as others do.
            return watchdog;
        }
        return watchdog;
    }

    /** What is wrong with the time that was asked for; null if nothing. */
    public String mistake() {
        return mistake;
    }

    /** Ends the process: as always, or else by force. */
    public void exit() {
        try {
            System.exit(exitCode);
        } finally {
            // Somebody does not let it end, and goes on.
            callOff();
        }
    }

    private synchronized void callOff() {
        calledOff = true;
        notifyAll();
    }

    @Override
    public synchronized void run() {
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (calledOff) {
                return;
            }
            try {
                wait(left / 1_000_000L + 1);
            } catch (InterruptedException e) {
                // The process has to end all the same.
                continue;
            }
        }
        if (!calledOff) {
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
