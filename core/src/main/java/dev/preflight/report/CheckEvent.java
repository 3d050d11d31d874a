package dev.preflight.report;

import dev.preflight.check.Check;
import dev.preflight.problem.Problem;
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
     */
    final class Started implements CheckEvent {
        private final Check<?> check;

        Started(Check<?> check) {
            this.check = Objects.requireNonNull(check, "check");
        }

        /**
         * The check.
         *
         * @return the check
         */
        @Override
        public Check<?> check() {
            return check;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Started that && check == that.check;
        }

        @Override
        public int hashCode() {
            return Objects.hash(check);
        }

        @Override
        public String toString() {
            return "Started[" + check + "]";
        }
    }

    /**
     * An attempt failed for something that may pass, and another one follows.
     */
    final class Retrying implements CheckEvent {
        private final Check<?> check;
        private final int attempts;
        private final Problem problem;
        private final Duration pause;

        Retrying(Check<?> check, int attempts, Problem problem, Duration pause) {
            this.check = Objects.requireNonNull(check, "check");
            this.attempts = attempts;
            this.problem = Objects.requireNonNull(problem, "problem");
            this.pause = Objects.requireNonNull(pause, "pause");
        }

        /**
         * The check.
         *
         * @return the check
         */
        @Override
        public Check<?> check() {
            return check;
        }

        /**
         * How many attempts have been made.
         *
         * @return how many attempts have been made
         */
        public int attempts() {
            return attempts;
        }

        /**
         * Why the last one failed.
         *
         * @return why the last one failed
         */
        public Problem problem() {
            return problem;
        }

        /**
         * How long the run waits before the next one.
         *
         * @return how long the run waits before the next one
         */
        public Duration pause() {
            return pause;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Retrying that
                    && check == that.check
                    && attempts == that.attempts
                    && problem.equals(that.problem)
                    && pause.equals(that.pause);
        }

        @Override
        public int hashCode() {
            return Objects.hash(check, attempts, problem, pause);
        }

        @Override
        public String toString() {
            return "Retrying[" + check + ", " + problem + "]";
        }
    }

    /**
     * The check has ended, or is not going to be tried.
     */
    final class Finished implements CheckEvent {
        private final CheckResult result;

        Finished(CheckResult result) {
            this.result = Objects.requireNonNull(result, "result");
        }

        /**
         * How it ended.
         *
         * @return how it ended
         */
        public CheckResult result() {
            return result;
        }

        @Override
        public Check<?> check() {
            return result.check();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Finished that && result.equals(that.result);
        }

        @Override
        public int hashCode() {
            return Objects.hash(result);
        }

        @Override
        public String toString() {
            return "Finished[" + result + "]";
        }
    }
}
