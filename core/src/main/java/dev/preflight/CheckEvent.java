package dev.preflight;

import java.time.Duration;
import java.util.Objects;

/**
 * What happened to one check of a run, for a {@link PreflightListener}. Of each check that is tried: one {@link Started},
 * any number of {@link Retrying}, one {@link Finished}. Of a check that is skipped or does not apply: one
 * {@link Finished}. Immutable.
 */
public sealed interface CheckEvent {
    /**
     * The check that it happened to.
     *
     * @return the check
     */
    Check<?> check();

    /**
     * The first attempt begins.
     *
     * @param check the check
     */
    record Started(Check<?> check) implements CheckEvent {
        /**
         * Checks that all parts are there.
         *
         * @param check the check
         * @throws NullPointerException if {@code check} is null
         */
        public Started {
            Objects.requireNonNull(check, "check");
        }
    }

    /**
     * An attempt failed for something that may pass, and another one follows.
     *
     * @param check the check
     * @param attempts how many attempts have been made
     * @param problem why the last one failed
     * @param pause how long the run waits before the next one
     */
    record Retrying(Check<?> check, int attempts, Problem problem, Duration pause) implements CheckEvent {
        /**
         * Checks that all parts are there.
         *
         * @param check the check
         * @param attempts how many attempts have been made
         * @param problem why the last one failed
         * @param pause how long the run waits before the next one
         * @throws NullPointerException if a component is null
         */
        public Retrying {
            Objects.requireNonNull(check, "check");
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(pause, "pause");
        }
    }

    /**
     * The check has ended, or is not going to be tried.
     *
     * @param result how it ended
     */
    record Finished(CheckResult result) implements CheckEvent {
        /**
         * Checks that the result is there.
         *
         * @param result how it ended
         * @throws NullPointerException if {@code result} is null
         */
        public Finished {
            Objects.requireNonNull(result, "result");
        }

        @Override
        public Check<?> check() {
            return result.check();
        }
    }
}
