package dev.preflight.report;

import java.io.IOException;
import java.util.Objects;

/** What the formats have in common: they are given a report whose texts are all {@linkplain Plain plain}. */
abstract class PlainFormat implements ReportFormat {
    private final String name;

    PlainFormat(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void write(Report report, Appendable out) throws IOException {
        Objects.requireNonNull(out, "out");
        StringBuilder text = new StringBuilder();
        tell(Plain.of(report), text);
        out.append(text);
    }

    /** Writes a report whose texts are one line each, without anything that cannot be seen. */
    abstract void tell(Report report, StringBuilder out);
}
