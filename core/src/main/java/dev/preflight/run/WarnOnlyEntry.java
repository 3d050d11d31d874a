package dev.preflight.run;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * One entry of {@code PREFLIGHT_WARN_ONLY}: the name of a check, and if the operator wishes the last day on which it
 * counts and the reason, as in {@code cache@2026-12-31:migration}.
 *
 * @param name the name of a check, or kind and name
 * @param until the last day, as it was written; empty if the entry has none
 * @param reason why; empty if none is given
 */
record WarnOnlyEntry(String name, String until, String reason) {
    /** Reads an entry. */
    static WarnOnlyEntry parse(String entry) {
        int at = entry.indexOf('@');
        if (at < 0) {
            return new WarnOnlyEntry(entry, "", "");
        }
        // Names and reasons may hold the sign too, so the one before a date counts, or else the last one.
        WarnOnlyEntry parsed = split(entry, at);
        while (parsed.date() == null && entry.indexOf('@', at + 1) > 0) {
            at = entry.indexOf('@', at + 1);
            parsed = split(entry, at);
        }
        return parsed;
    }

    private static WarnOnlyEntry split(String entry, int at) {
        String rest = entry.substring(at + 1);
        int colon = rest.indexOf(':');
        String date = (colon < 0 ? rest : rest.substring(0, colon)).strip();
        String reason = colon < 0 ? "" : rest.substring(colon + 1).strip();
        // A date that was forgotten is one that is none: without any, the entry would count for ever.
        return new WarnOnlyEntry(entry.substring(0, at).strip(), date.isEmpty() ? "@" : date, reason);
    }

    /** Whether the date is one. */
    boolean isDated() {
        return until.isEmpty() || date() != null;
    }

    /** Whether the last day is over, in UTC, which is the same day for all instances. */
    boolean isOver(Clock clock) {
        LocalDate date = until.isEmpty() ? null : date();
        return date != null && date.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private LocalDate date() {
        try {
            return LocalDate.parse(until);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The entry as a report shows it after the name: {@code until 2026-12-31, migration}. */
    String terms() {
        StringBuilder terms = new StringBuilder(until.isEmpty() ? "" : "until " + until);
        if (!reason.isEmpty()) {
            terms.append(terms.isEmpty() ? "" : ", ").append(reason);
        }
        return terms.toString();
    }
}
