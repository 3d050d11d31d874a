package dev.preflight.report;

/** What a run as a whole says about the boot. */
public enum Verdict {
    /** Everything that must hold holds: the boot may go on. */
    PASSED("PREFLIGHT PASSED"),
    /** Something that must hold does not: the boot must not go on. */
    FAILED("PREFLIGHT FAILED"),
    /**
     * Something that must hold does not, or was skipped behind something that may fail and did; and the boot goes on all
     * the same, by {@code PREFLIGHT=warn}, {@code PREFLIGHT_WARN_ONLY} or a {@code warnOnly()} of its input.
     */
    NOT_ENFORCED("PREFLIGHT NOT ENFORCED"),
    /** {@code PREFLIGHT=off}: nothing was verified, and the boot goes on. */
    OFF("PREFLIGHT OFF"),
    /** Not one check passed or failed, so nothing is known: the boot goes on, and nobody should call it a success. */
    NOTHING_CHECKED("PREFLIGHT VERIFIED NOTHING");

    private final String headline;

    Verdict(String headline) {
        this.headline = headline;
    }

    /** What the first line of a report begins with. */
    String headline() {
        return headline;
    }
}
