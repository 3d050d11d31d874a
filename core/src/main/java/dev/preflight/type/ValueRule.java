package dev.preflight.type;

import dev.preflight.text.Printable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One rule that values of a variable must keep. */
public abstract class ValueRule<T> {
    private final String description;

    /** Takes what the rule demands, so that it reads well after "must": {@code be even}. */
    ValueRule(String description) {
        this.description = description;
    }

    // Each is made by a method of its own class, since the verifier would load it for whoever returns it as a rule.

    public final String description() {
        return description;
    }

    /** Whether code of the application decides. */
    boolean isForeign() {
        return false;
    }

    /** Whether a value keeps the rule; a null text is one that is not known, so no rule of texts can be broken. */
    public abstract boolean accepts(String text, T value);

    /**
     * The same with a bound for rules of our own: a {@link System#nanoTime}.
     *
     * @throws OutOfTime if the rule has not decided by then
     */
    public boolean accepts(String text, T value, long until) {
        return accepts(text, value);
    }

    /** A rule that a lambda of the application decides. */
    public static final class Must<T> extends ValueRule<T> {
        private final Predicate<? super T> test;

        public static <T> ValueRule<T> of(String description, Predicate<? super T> test) {
            return new Must<>(description, test);
        }

        private Must(String description, Predicate<? super T> test) {
            super(description);
            this.test = test;
        }

        @Override
        boolean isForeign() {
            return true;
        }

        @Override
        public boolean accepts(String text, T value) {
            return test.test(value);
        }
    }

    /** The whole text matches a regular expression. */
    public static final class Matches<T> extends ValueRule<T> {
        /** For what a declaration names, which is looked at outside any run. */
        private static final long LONGEST_NANOS = 30_000_000_000L;

        private final Pattern pattern;

        /** The rule of a regular expression that stands in the declaration of a check. */
        public static <T> ValueRule<T> of(String regex, String id) {
            try {
                return new Matches<>(Pattern.compile(regex));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("regex of " + id + ": " + e.getDescription() + " near index "
                        + e.getIndex() + " in " + Printable.quote(regex));
            }
        }

        private Matches(Pattern pattern) {
            super("match " + Printable.quote(pattern.pattern()));
            this.pattern = pattern;
        }

        @Override
        public boolean accepts(String text, T value) {
            return accepts(text, value, System.nanoTime() + LONGEST_NANOS);
        }

        /** The ways to match that a pattern tries may double with each character of the text. */
        @Override
        public boolean accepts(String text, T value, long until) {
            return text == null || pattern.matcher(new ClockedText(text, until)).matches();
        }
    }

    /** The value lies in a closed range. */
    public static final class Between<T> extends ValueRule<T> {
        private final T least;
        private final T most;

        /** The rule of a range that stands in the declaration of a check. */
        public static <T> ValueRule<T> of(T least, T most, String id) {
            if (!(least instanceof Comparable<?>)) {
                throw new IllegalArgumentException("least of " + id + ": values of this type have no order");
            }
            if (compare(least, most) > 0) {
                throw new IllegalArgumentException("most of " + id + ": " + most + " is less than " + least);
            }
            return new Between<>(least, most);
        }

        private Between(T least, T most) {
            super("be from " + least + " to " + most);
            this.least = least;
            this.most = most;
        }

        @Override
        public boolean accepts(String text, T value) {
            return compare(least, value) <= 0 && compare(value, most) <= 0;
        }

        @SuppressWarnings("unchecked")
        private static <T> int compare(T a, T b) {
            return ((Comparable<T>) a).compareTo(b);
        }
    }
}
