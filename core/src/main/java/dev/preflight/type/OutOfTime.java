package dev.preflight.type;

/** Thrown where a rule has not decided about a value in its time. */
public final class OutOfTime extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfTime() {
        super("the time is over");
    }
}
