package dev.preflight.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the names that somebody may have meant: those that differ in case or separators only, then those at a small
 * edit distance (Damerau-Levenshtein in its optimal string alignment form). The order depends on the names alone.
 */
public final class NearMiss {
    private static final int MOST = 3;
    private static final int LONGEST = 100;

    private final Set<String> names = new LinkedHashSet<>();
    private final List<char[]> folded = new ArrayList<>();

    /** Takes the candidates, which many names may be compared with. */
    public NearMiss(Collection<String> candidates) {
        for (String candidate : candidates) {
            if (candidate.length() <= LONGEST && names.add(candidate)) {
                folded.add(fold(candidate));
            }
        }
    }

    /** At most three candidates, the nearest first, equally near ones in alphabetical order. */
    public static List<String> of(String wanted, Collection<String> candidates) {
        return new NearMiss(candidates).to(wanted);
    }

    /** Whether a name is one of the candidates. */
    public boolean has(String name) {
        return names.contains(name);
    }

    /** At most three candidates, the nearest first, equally near ones in alphabetical order. */
    public List<String> to(String wanted) {
        if (wanted.length() > LONGEST) {
            return List.of();
        }
        char[] aim = fold(wanted);
        int limit = Math.min(Math.max(1, aim.length / 5), aim.length - 2);
        List<List<String>> byDistance = new ArrayList<>();
        for (int i = 0; i <= limit; i++) {
            byDistance.add(new ArrayList<>());
        }
        int index = 0;
        for (String candidate : names) {
            char[] name = folded.get(index++);
            int distance = distance(aim, name, limit);
            if (distance <= limit && !candidate.equals(wanted)) {
                byDistance.get(distance).add(candidate);
                // What is farther than three others cannot be among the nearest three.
                limit = byDistance.get(distance).size() >= MOST ? distance : limit;
            }
        }
        List<String> nearest = new ArrayList<>();
        for (int i = 0; i <= limit; i++) {
            byDistance.get(i).sort(null);
            nearest.addAll(byDistance.get(i));
        }
        return List.copyOf(nearest.subList(0, Math.min(MOST, nearest.size())));
    }

    /** Whether two names differ in case only. */
    public static boolean sameButCase(String a, String b) {
        return a.equalsIgnoreCase(b) && !a.equals(b);
    }

    private static char[] fold(String name) {
        char[] out = name.toCharArray();
        for (int i = 0; i < out.length; i++) {
            char c = out[i];
            out[i] = c == '-' || c == '.' || c == ' ' ? '_' : Character.toLowerCase(c);
        }
        return out;
    }

    /** Takes off what both have in common at either end, which is nearly all of names that are near. */
    private static int distance(char[] a, char[] b, int limit) {
        if (Math.abs(a.length - b.length) > limit) {
            return limit + 1;
        }
        int start = Arrays.mismatch(a, b);
        if (start < 0) {
            return 0;
        }
        int endOfA = a.length;
        int endOfB = b.length;
        while (endOfA > start && endOfB > start && a[endOfA - 1] == b[endOfB - 1]) {
            endOfA--;
            endOfB--;
        }
        return start == endOfA || start == endOfB
                ? Math.max(endOfA, endOfB) - start
                : edits(Arrays.copyOfRange(a, start, endOfA), Arrays.copyOfRange(b, start, endOfB), limit);
    }

    private static int edits(char[] a, char[] b, int limit) {
        int[] beforeLast = new int[b.length + 1];
        int[] last = new int[b.length + 1];
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length; j++) {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                int best = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
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
        return last[b.length];
    }
}
