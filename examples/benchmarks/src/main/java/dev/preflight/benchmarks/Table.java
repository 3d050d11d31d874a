package dev.preflight.benchmarks;

import java.util.Collections;

/** A table in Markdown. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    Table(String... head) {
        row((Object[]) head);
        row(Collections.nCopies(head.length, "---").toArray());
    }

    Table row(Object... cells) {
        text.append('|');
        for (Object cell : cells) {
            text.append(' ').append(cell).append(" |");
        }
        text.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
