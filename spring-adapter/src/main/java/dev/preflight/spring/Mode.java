package dev.preflight.spring;

/** How much a failure counts: the values of {@code preflight.mode} and {@code preflight.checks.<name>.mode}. */
enum Mode {
    /** A failure stops the boot. */
    ENFORCE,
    /** A failure is reported, and the boot goes on. */
    WARN,
    /** Nothing is verified. */
    OFF
}
