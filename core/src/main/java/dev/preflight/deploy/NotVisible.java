package dev.preflight.deploy;

/** Ends a check whose answer lies where this run cannot look. Control flow, and no failure of anything. */
final class NotVisible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    private NotVisible(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** To be thrown. As wide as this, since the verifier loads a class that a method throws, though nobody throws it. */
    static RuntimeException because(String reason) {
        return new NotVisible(reason);
    }

    /** Where the thing comes from, or why it cannot be seen. */
    String reason() {
        return reason;
    }
}
