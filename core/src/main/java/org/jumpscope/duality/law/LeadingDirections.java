package org.jumpscope.duality.law;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.duality.jacobian.SingularSpectrum;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Vector;

/**
 * Which directions have laws: the right singular vectors of the largest values. On the plateau, where any basis is as good, the
 * directions along which the samples spread most; one of them also if no leading value is the plateau's.
 */
final class LeadingDirections {
    private LeadingDirections() {}

    static List<DecoupledLaws.Direction> of(SingularSpectrum spectrum, LabelSamples samples, int wanted) {
        Vector values = spectrum.values();
        int count = 0;
        while (count < Math.min(wanted, values.size())
                && values.get(count) > Math.sqrt(Math.ulp(1.0)) * values.get(0)) {
            count++;
        }
        int flat = 0;
        int first = -1;
        for (int i = 0; i < values.size(); i++) {
            if (spectrum.isUnseen(i)) {
                flat += i < count ? 1 : 0;
                first = first < 0 ? i : first;
            }
        }
        boolean added = flat == 0 && first >= 0 && values.get(first) > 0;
        List<Vector> spread = flat > 0 || added ? spread(spectrum, samples, Math.max(1, flat)) : List.of();
        Matrix right = spectrum.rightVectors(count);
        List<DecoupledLaws.Direction> chosen = new ArrayList<>();
        int used = 0;
        for (int i = 0; i < count; i++) {
            if (!spectrum.isUnseen(i)) {
                chosen.add(new DecoupledLaws.Direction(i, false, right.row(i)));
            } else if (used < spread.size()) {
                chosen.add(new DecoupledLaws.Direction(i, true, spread.get(used++)));
            }
        }
        if (added && !spread.isEmpty()) {
            chosen.add(new DecoupledLaws.Direction(first, true, spread.get(0)));
        }
        return chosen;
    }

    /** Orthonormal directions of the plateau along which the samples spread most. */
    private static List<Vector> spread(SingularSpectrum spectrum, LabelSamples samples, int number) {
        LabelSamples few = samples.thinned(512);
        int n = few.size();
        double[][] centred = few.centred();
        double[] x = new double[centred.length];
        double[][] parts = new double[centred.length][n];
        double size = 0;
        for (int c = 0; c < n; c++) {
            for (int j = 0; j < x.length; j++) {
                x[j] = centred[j][c];
                size += x[j] * x[j];
            }
            Vector part = spectrum.unseenPart(Vector.of(x));
            for (int j = 0; j < x.length; j++) {
                parts[j][c] = part.get(j);
            }
        }
        double left = 0;
        for (double[] row : parts) {
            left += MatrixProduct.dot(n, row, row);
        }
        List<Vector> found = new ArrayList<>();
        if (!(left > 1e-20 * size)) {
            return found;
        }
        PrincipalComponents components = PrincipalComponents.leading(parts, n, number);
        for (int i = 0; i < components.size(); i++) {
            double[] v = spectrum.unseenPart(Vector.of(components.direction(i))).toArray();
            double length = Math.sqrt(MatrixProduct.dot(v.length, v, v));
            for (int j = 0; j < v.length; j++) {
                v[j] /= length;
            }
            found.add(Vector.of(v));
        }
        return found;
    }
}
