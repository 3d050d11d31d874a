package dev.preflight.spring;

import java.util.Collection;
import java.util.Locale;

/** Tells whether a name may be meant for another one: as many slips apart as the did-you-mean of a report allows. */
final class NearNames {
    private static final int PER_SLIP = 5;

    private NearNames() {}

    static boolean isNearAny(String wrong, Collection<String> names) {
        for (String each : names) {
            if (isNear(folded(wrong), folded(each))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNear(String wrong, String name) {
        int limit = Math.min(Math.max(1, wrong.length() / PER_SLIP), wrong.length() - 2);
        return Math.abs(wrong.length() - name.length()) <= limit && distance(wrong, name) <= limit;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', ' ').replace('.', ' ').replace('_', ' ');
    }

    /** The number of letters to add, take out, change or swap. */
    private static int distance(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int changed = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                slips[i][j] = Math.min(changed, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[a.length()][b.length()];
    }
}
