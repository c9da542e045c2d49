package org.jumpscope.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * A one-dimensional projection of two classes, z = (u·x − a) / c, standardised so that the mean of z is 0 in the first
 * class and 1 in the second. With zeros and ones of MNIST this is the paper's truncated dataset (section 5).
 *
 * @param method how the direction was chosen
 * @param direction u, a unit vector of d elements; its sign makes c positive
 * @param origin a, the mean of u·x in the first class
 * @param scale c, the mean of u·x in the second class less that in the first; positive
 */
public record Projection(Method method, Vector direction, double origin, double scale) {
    /** How the direction is chosen. */
    public enum Method {
        /** The direction between the means of the two classes. */
        MEAN_DIFFERENCE("mean-difference"),
        /** The first principal component of both classes together: the direction of the largest variance. */
        PCA("pca");

        private final String label;

        Method(String label) {
            this.label = label;
        }

        /**
         * The method of a name.
         *
         * @param text {@code mean-difference} or {@code pca}
         * @return the method
         * @throws InvalidInputException when there is no such method
         */
        public static Method parse(String text) {
            String wanted = text.trim().toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(method -> method.label.equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInputException(
                            "There is no projection '" + text + "': use pca or mean-difference."));
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** Stops when the residual of the eigenvector, relative to its eigenvalue, is that of rounding. */
    private static final double TOLERANCE = 1e-12;

    private static final int MOST_STEPS = 10_000;
    private static final int PARTS = 16;

    /**
     * Finds the projection of two classes.
     *
     * @param method how to choose the direction
     * @param data samples; those of other classes are left out
     * @param first the label whose mean becomes 0
     * @param second the label whose mean becomes 1
     * @return the projection
     * @throws InvalidInputException when a class has no sample, or both have the same mean in the direction
     */
    public static Projection of(Method method, Dataset data, double first, double second) {
        int d = data.features();
        double[] firstMean = mean(data, first);
        double[] secondMean = mean(data, second);
        double[] difference = new double[d];
        for (int j = 0; j < d; j++) {
            difference[j] = secondMean[j] - firstMean[j];
        }
        double[] direction = switch (method) {
            case MEAN_DIFFERENCE -> difference.clone();
            case PCA -> principalComponent(data, first, second, difference);
        };
        double length = Math.sqrt(dot(direction, direction));
        double scale = dot(direction, difference) / length;
        double size = Math.sqrt(dot(firstMean, firstMean) + dot(secondMean, secondMean));
        // A difference of means within the rounding of the means themselves is no difference.
        if (!(length > 0) || !(Math.abs(scale) > 1e-12 * size)) {
            throw new InvalidInputException("Classes " + text(first) + " and " + text(second)
                    + " have the same mean in the direction of " + method
                    + ": choose another projection, or other classes.");
        }
        double sign = Math.signum(scale);
        for (int j = 0; j < d; j++) {
            direction[j] *= sign / length;
        }
        return new Projection(method, Vector.of(direction), dot(direction, firstMean), Math.abs(scale));
    }

    /**
     * Projects the samples of one class.
     *
     * @param data samples of d features
     * @param label the class
     * @return z of each of its samples, in their order
     * @throws InvalidInputException when the class has no sample
     */
    public Vector apply(Dataset data, double label) {
        double[] u = direction.toArray();
        List<Integer> rows = data.samplesOf(label);
        double[] z = new double[rows.size()];
        for (int i = 0; i < z.length; i++) {
            double sum = 0;
            for (int j = 0; j < u.length; j++) {
                sum += u[j] * data.value(rows.get(i), j);
            }
            z[i] = (sum - origin) / scale;
        }
        return Vector.of(z);
    }

    /** The eigenvector of the largest eigenvalue of the covariance, by power iteration on the centred samples. */
    private static double[] principalComponent(Dataset data, double first, double second, double[] difference) {
        int d = data.features();
        double[] centred = centred(data, first, second);
        double[] v = new double[d];
        double norm = Math.sqrt(dot(difference, difference));
        for (int j = 0; j < d; j++) {
            // Near the answer when the classes lie apart, and orthogonal to no likely eigenvector otherwise.
            v[j] = (norm > 0 ? difference[j] / norm : 0) + 0.1 * Math.cos(j + 1.0) / Math.sqrt(d);
        }
        scale(v, 1 / Math.sqrt(dot(v, v)));
        double[] image = new double[d];
        for (int step = 0; step < MOST_STEPS; step++) {
            applyCovariance(centred, d, v, image);
            double eigenvalue = dot(v, image);
            double residual = 0;
            for (int j = 0; j < d; j++) {
                double r = image[j] - eigenvalue * v[j];
                residual += r * r;
            }
            double length = Math.sqrt(dot(image, image));
            if (!(length > 0)) {
                throw new InvalidInputException("The samples of classes " + text(first) + " and " + text(second)
                        + " are all the same, so that they have no principal component.");
            }
            for (int j = 0; j < d; j++) {
                v[j] = image[j] / length;
            }
            if (Math.sqrt(residual) <= TOLERANCE * eigenvalue) {
                return v;
            }
        }
        throw new InvalidInputException("The two largest variances of classes " + text(first) + " and " + text(second)
                + " are so close that the first principal component is not determined: use mean-difference.");
    }

    private static double[] centred(Dataset data, double first, double second) {
        int d = data.features();
        int[] rows = new int[data.size()];
        int n = 0;
        for (int i = 0; i < data.size(); i++) {
            if (data.label(i) == first || data.label(i) == second) {
                rows[n++] = i;
            }
        }
        double[] centred = new double[Math.multiplyExact(n, d)];
        double[] mean = new double[d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                centred[i * d + j] = data.value(rows[i], j);
                mean[j] += centred[i * d + j] / n;
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                centred[i * d + j] -= mean[j];
            }
        }
        return centred;
    }

    /**
     * image = Xᵀ X v for n centred samples, in parts of which each has a sum of its own, so that the result does not depend
     * on threads. v: not modified. image: modified.
     */
    private static void applyCovariance(double[] centred, int d, double[] v, double[] image) {
        int rows = centred.length / d;
        double[][] sums = new double[PARTS][d];
        IntStream.range(0, PARTS).parallel().forEach(part -> {
            int from = (int) ((long) rows * part / PARTS) * d;
            int to = (int) ((long) rows * (part + 1) / PARTS) * d;
            applyCovariance(centred, from, to, d, v, sums[part]);
        });
        Arrays.fill(image, 0);
        for (double[] sum : sums) {
            for (int j = 0; j < d; j++) {
                image[j] += sum[j];
            }
        }
    }

    private static void applyCovariance(double[] centred, int from, int to, int d, double[] v, double[] image) {
        for (int start = from; start < to; start += d) {
            // Four sums, so that additions need not wait for each other.
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int j = 0;
            for (; j + 3 < d; j += 4) {
                s0 += centred[start + j] * v[j];
                s1 += centred[start + j + 1] * v[j + 1];
                s2 += centred[start + j + 2] * v[j + 2];
                s3 += centred[start + j + 3] * v[j + 3];
            }
            for (; j < d; j++) {
                s0 += centred[start + j] * v[j];
            }
            double s = (s0 + s1) + (s2 + s3);
            for (j = 0; j < d; j++) {
                image[j] += s * centred[start + j];
            }
        }
    }

    private static double[] mean(Dataset data, double label) {
        List<Integer> rows = data.samplesOf(label);
        double[] mean = new double[data.features()];
        for (int row : rows) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += data.value(row, j) / rows.size();
            }
        }
        return mean;
    }

    private static String text(double label) {
        return label == Math.rint(label) && Math.abs(label) < 1e15 ? Long.toString((long) label) : "" + label;
    }

    private static void scale(double[] v, double factor) {
        for (int j = 0; j < v.length; j++) {
            v[j] *= factor;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
