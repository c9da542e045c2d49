package org.jumpscope.numeric;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one most likely means. */
public final class NearestName {
    private NearestName() {}

    /**
     * Finds the nearest of some names by the number of letters to insert, delete, replace or swap with their neighbour
     * (optimal string alignment), upper and lower case being the same.
     *
     * @param typed what was typed
     * @param known the names that exist
     * @return the nearest, the first of equals; empty when even that differs in more than a third of the letters, or in
     *     all of them
     */
    public static Optional<String> to(String typed, Collection<String> known) {
        String lower = typed.toLowerCase(Locale.ROOT);
        String best = null;
        int most = Math.max(1, (typed.length() + 1) / 3);
        for (String name : known) {
            if (Math.abs(name.length() - typed.length()) > most) {
                continue;
            }
            int distance = distance(lower, name.toLowerCase(Locale.ROOT));
            // One letter for another is no misspelling when the whole name is one letter.
            if (distance <= most && distance < Math.min(typed.length(), name.length())) {
                most = distance - 1;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
