package dev.preflight;

import java.util.Objects;

/**
 * One labelled line of a problem, such as <code>found&nbsp;&nbsp;'80a'</code>.
 *
 * @param label what the line says, in lower case; empty where the line goes on with the one above
 * @param text the line
 */
public record Fact(String label, String text) {
    /**
     * Checks that both are there.
     *
     * @param label what the line says, in lower case; empty where the line goes on with the one above
     * @param text the line
     * @throws NullPointerException if {@code label} or {@code text} is null
     */
    public Fact {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(text, "text");
    }
}
