package dev.preflight.check;

/** When a check runs, and what it may touch. */
public enum Phase {
    /** Looks at the process and its file system only. Runs first, on the calling thread. */
    OFFLINE,
    /** Talks to something else. Runs beside the other online checks, each on a thread of its own. */
    ONLINE
}
