package dev.preflight.spring;

/** Ends a start that was asked for something else, which is done. {@link CommandStage} then ends the process. */
final class Finished extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Finished(int exitCode) {
        super("preflight has done what the arguments ask for, with exit code " + exitCode, null, false, false);
        this.exitCode = exitCode;
    }

    /** Declared as a type that is loaded in any case, since the verifier loads what a method throws. */
    static RuntimeException with(int exitCode) {
        return new Finished(exitCode);
    }

    int exitCode() {
        return exitCode;
    }

    /** The one among the causes of a failure, null if there is none. */
    static Finished in(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof Finished finished) {
                return finished;
            }
        }
        return null;
    }
}
