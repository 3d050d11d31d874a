package dev.preflight.problem;

import java.util.Objects;

/** One labelled line of a problem, such as <code>found&nbsp;&nbsp;'80a'</code>. Immutable. */
public final class Fact {
    private final String label;
    private final String text;

    private Fact(String label, String text) {
        this.label = Objects.requireNonNull(label, "label");
        this.text = Objects.requireNonNull(text, "text");
    }

    /**
     * Makes a line.
     *
     * @param label what the line says, in lower case; empty where the line goes on with the one above
     * @param text the line
     * @return the line with its label
     * @throws NullPointerException if an argument is null
     */
    public static Fact of(String label, String text) {
        return new Fact(label, text);
    }

    /**
     * What the line says, in lower case; empty where the line goes on with the one above.
     *
     * @return what the line says, in lower case
     */
    public String label() {
        return label;
    }

    /**
     * The line.
     *
     * @return the line
     */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fact that && label.equals(that.label) && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(label, text);
    }

    @Override
    public String toString() {
        return "Fact[label=" + label + ", text=" + text + "]";
    }
}
