package dev.preflight;

/** Ends a check whose answer lies where this run cannot look. Control flow, and no failure of anything. */
final class NotVisible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    NotVisible(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Where the thing comes from, or why it cannot be seen. */
    String reason() {
        return reason;
    }
}
