package dev.preflight.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is wrong with one thing, and how to mend it: a stable code, one line that says what, and labelled facts.
 *
 * <pre>{@code
 * Problem.of(Code.PROBE_FAILED, "the licence has expired")
 *         .found("valid until 2026-10-31")
 *         .fix("ask licences@example.com for a new one");
 * }</pre>
 *
 * <p>A problem is plain text in every part. Whatever comes from outside (values, messages of a server) may be put in as
 * it is: before a problem leaves the run, secrets are taken out, control characters are escaped and each line is
 * bounded. Immutable.
 */
public final class Problem {
    private static final String FIX = "fix";

    private final Code code;
    private final String summary;
    private final List<Fact> facts;

    private Problem(Code code, String summary, List<Fact> facts) {
        this.code = Objects.requireNonNull(code, "code");
        this.summary = Objects.requireNonNull(summary, "summary");
        this.facts = List.copyOf(facts);
    }

    /**
     * The stable code.
     *
     * @return the stable code
     */
    public Code code() {
        return code;
    }

    /**
     * What is wrong, in lower case and without a full stop.
     *
     * @return what is wrong, in lower case and without a full stop
     */
    public String summary() {
        return summary;
    }

    /**
     * Labelled lines, in the order in which they are shown.
     *
     * @return labelled lines, in the order in which they are shown
     */
    public List<Fact> facts() {
        return facts;
    }

    /**
     * Makes a problem without facts.
     *
     * @param code the stable code
     * @param summary what is wrong, in lower case and without a full stop
     * @return the problem
     * @throws NullPointerException if an argument is null
     */
    public static Problem of(Code code, String summary) {
        return new Problem(code, summary, List.of());
    }

    /**
     * Makes a problem with all its facts.
     *
     * @param code the stable code
     * @param summary what is wrong, in lower case and without a full stop
     * @param facts labelled lines, in the order in which they are shown
     * @return the problem
     * @throws NullPointerException if an argument or a fact is null
     */
    public static Problem of(Code code, String summary, List<Fact> facts) {
        return new Problem(code, summary, facts);
    }

    /**
     * Adds a labelled line; the remedy stays the last one.
     *
     * @param label the label, best six letters at most; empty to go on with the line above
     * @param text the line
     * @return a problem with the line at its end
     * @throws NullPointerException if an argument is null
     */
    public Problem fact(String label, String text) {
        List<Fact> more = new ArrayList<>(facts);
        int end = more.size();
        boolean fixed = end > 0 && more.get(end - 1).label().equals(FIX);
        more.add(fixed && !label.equals(FIX) ? end - 1 : end, Fact.of(label, text));
        return new Problem(code, summary, more);
    }

    /**
     * Adds what was found.
     *
     * @param text what is there instead of what should be
     * @return a problem with the line at its end
     * @throws NullPointerException if {@code text} is null
     */
    public Problem found(String text) {
        return fact("found", text);
    }

    /**
     * Adds the remedy.
     *
     * @param text what to do, as an order
     * @return a problem with the line at its end
     * @throws NullPointerException if {@code text} is null
     */
    public Problem fix(String text) {
        return fact(FIX, text);
    }

    /**
     * Makes the exception that fails a probe with this problem.
     *
     * @return a new exception, to be thrown
     */
    public CheckFailedException asException() {
        return new CheckFailedException(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Problem that
                && code.equals(that.code)
                && summary.equals(that.summary)
                && facts.equals(that.facts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, summary, facts);
    }

    @Override
    public String toString() {
        return "Problem[code=" + code + ", summary=" + summary + ", facts=" + facts + "]";
    }
}
