package dev.preflight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds the names that somebody may have meant: those that differ in case or separators only, then those at a small
 * edit distance (Damerau-Levenshtein in its optimal string alignment form). The order depends on the names alone.
 */
final class NearMiss {
    private static final int MOST = 3;
    private static final int LONGEST = 100;

    private NearMiss() {}

    /** At most three candidates, the nearest first, equally near ones in alphabetical order. */
    static List<String> of(String wanted, Collection<String> candidates) {
        if (wanted.length() > LONGEST) {
            return List.of();
        }
        String folded = fold(wanted);
        int limit = Math.max(1, folded.length() / 5);
        List<List<String>> byDistance = new ArrayList<>();
        for (int i = 0; i <= limit; i++) {
            byDistance.add(new ArrayList<>());
        }
        for (String candidate : candidates) {
            if (candidate.length() <= LONGEST && !candidate.equals(wanted)) {
                int distance = distance(folded, candidate, limit);
                if (distance <= limit && distance < folded.length() - 1) {
                    byDistance.get(distance).add(candidate);
                }
            }
        }
        List<String> nearest = new ArrayList<>();
        for (List<String> equallyNear : byDistance) {
            equallyNear.sort(null);
            nearest.addAll(equallyNear);
        }
        return List.copyOf(nearest.subList(0, Math.min(MOST, nearest.size())));
    }

    /** Whether two names differ in case only. */
    static boolean sameButCase(String a, String b) {
        return a.equalsIgnoreCase(b) && !a.equals(b);
    }

    private static String fold(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            out.append(fold(name.charAt(i)));
        }
        return out.toString();
    }

    private static char fold(char c) {
        return c == '-' || c == '.' || c == ' ' ? '_' : Character.toLowerCase(c);
    }

    /** Takes off what both have in common at either end, which is nearly all of names that are near. */
    private static int distance(String folded, String name, int limit) {
        int start = 0;
        int end = folded.length();
        int nameEnd = name.length();
        if (Math.abs(end - nameEnd) > limit) {
            return limit + 1;
        }
        while (start < end && start < nameEnd && folded.charAt(start) == fold(name.charAt(start))) {
            start++;
        }
        while (end > start && nameEnd > start && folded.charAt(end - 1) == fold(name.charAt(nameEnd - 1))) {
            end--;
            nameEnd--;
        }
        return start == end || start == nameEnd
                ? Math.max(end, nameEnd) - start
                : edits(folded.substring(start, end), fold(name.substring(start, nameEnd)), limit);
    }

    private static int edits(String a, String b, int limit) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, beforeLast[j - 2] + 1);
                }
                row[j] = best;
                least = Math.min(least, best);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
