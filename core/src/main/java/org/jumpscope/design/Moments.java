package org.jumpscope.design;

/**
 * The share of a class in the mean gradient: with the weights g = h sign(w) of its samples, (s E[g], s E[(x − c) g]), where s is
 * the class's share.
 *
 * @param slope s E[g]
 * @param lever s E[(x − c) g]
 */
record Moments(double slope, double lever) {

    /** The moments of the main branch less λ times those of the other branch where its sign differs. */
    static Moments of(Transport map, double share, double centre, double lambda) {
        double slope = 0;
        double lever = 0;
        for (int i = 0; i < map.parts().size(); i++) {
            Transport.Part part = map.parts().get(i);
            double[] m = part.moments(centre);
            double amplitude = share * part.sign() * (isMinor(map, i) ? lambda : 1);
            slope += amplitude * m[0];
            lever += amplitude * m[1];
        }
        return new Moments(slope, lever);
    }

    /** Whether a branch is the smaller one of two. */
    static boolean isMinor(Transport map, int index) {
        return map.parts().size() == 2 && index == 0;
    }
}
