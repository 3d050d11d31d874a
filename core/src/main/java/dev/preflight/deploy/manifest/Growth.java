package dev.preflight.deploy.manifest;

import dev.preflight.problem.DeploymentException;

/** A text that references make longer, and which few of them can make endlessly long: each doubles the one before it. */
final class Growth {
    /** More than Linux hands to a process in one variable (execve(2): 32 pages), by far. */
    static final int LONGEST = 1 << 20;

    private final StringBuilder text = new StringBuilder();
    private final String where;

    /**
     * Makes an empty one.
     *
     * @param where where the text stands, for what becomes too long
     */
    Growth(String where) {
        this.where = where;
    }

    void add(char c) {
        text.append(c);
    }

    /** Appends what a reference stands for. */
    void add(String value) {
        if (text.length() + value.length() > LONGEST) {
            throw new DeploymentException(where + ": its references make it longer than 1,048,576 characters");
        }
        text.append(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
