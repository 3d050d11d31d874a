package dev.preflight.console;

import dev.preflight.check.Check;
import dev.preflight.check.Phase;
import dev.preflight.report.CheckEvent;
import dev.preflight.report.PreflightListener;
import dev.preflight.text.Amounts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line on a terminal that says what the run is waiting for: redrawn while it waits, gone when it ends. A run that is
 * soon over shows nothing.
 */
public final class Progress extends Thread implements PreflightListener, AutoCloseable {
    private static final long FIRST_MILLIS = 500;
    private static final long NEXT_MILLIS = 250;
    private static final int SHOWN = 3;
    /** Back to the margin and clear the line; then no line wrap, so that a narrow terminal cuts it (DECAWM). */
    private static final String DRAW = "\r\u001b[2K\u001b[?7l";

    private static final String DRAWN = "\u001b[?7h";
    private static final String CLEAR = "\r\u001b[2K";

    private final Terminal screen;
    private final Map<Check<?>, String> waiting = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private boolean drawn;
    private boolean over;

    public Progress(Terminal screen) {
        super("preflight-progress");
        setDaemon(true);
        this.screen = screen;
    }

    @Override
    public synchronized void on(CheckEvent event) {
        if (event instanceof CheckEvent.Finished) {
            waiting.remove(event.check());
        } else if (event.check().settings().phase() == Phase.ONLINE) {
            String news = event instanceof CheckEvent.Retrying retrying
                    ? " (" + retrying.problem().summary() + ", " + Amounts.count(retrying.attempts(), "attempt") + ")"
                    : "";
            waiting.put(event.check(), news);
        }
    }

    @Override
    public synchronized void run() {
        long pause = FIRST_MILLIS;
        while (!over) {
            try {
                wait(pause);
            } catch (InterruptedException e) {
                return;
            }
            if (!over && !waiting.isEmpty()) {
                screen.show(DRAW, line((System.nanoTime() - start) / 1_000_000_000L), DRAWN);
                drawn = true;
            }
            pause = NEXT_MILLIS;
        }
    }

    /** What the line says after so many seconds. */
    public synchronized String line(long seconds) {
        StringBuilder line = new StringBuilder("waiting ").append(seconds).append(" s for ");
        int shown = 0;
        for (Map.Entry<Check<?>, String> entry : waiting.entrySet()) {
            if (shown == SHOWN) {
                line.append(" and ")
                        .append(Amounts.count(waiting.size() - shown))
                        .append(" more");
                break;
            }
            line.append(shown == 0 ? "" : ", ").append(entry.getKey().id()).append(entry.getValue());
            shown++;
        }
        return line.toString();
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
        if (drawn) {
            screen.show(CLEAR, "", "");
        }
    }
}
