package dev.preflight.checklist;

import dev.preflight.report.Report;
import java.util.Locale;

/** How a checklist is written. */
enum ChecklistFormat {
    /** For a terminal. */
    TEXT {
        @Override
        String write(Report report) {
            return new ChecklistText(report).toString();
        }
    },
    /** For a pull request or a ticket: a task list of GitHub Flavored Markdown. */
    MARKDOWN {
        @Override
        String write(Report report) {
            return new ChecklistMarkdown(report).toString();
        }
    },
    /** For scripts. */
    JSON {
        @Override
        String write(Report report) {
            return new ChecklistJson(report).toString();
        }
    };

    static ChecklistFormat of(String name) {
        if (name.isEmpty()) {
            return TEXT;
        }
        for (ChecklistFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("--format can be text, markdown or json, not '" + name + "'");
    }

    /** Writes it, without a line break at the end. */
    abstract String write(Report report);
}
