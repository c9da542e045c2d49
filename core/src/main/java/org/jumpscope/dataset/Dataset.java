package org.jumpscope.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * A finite labelled sample of a boundary distribution: an n × d matrix of features and one label per sample.
 *
 * <p>Where there are class names, label c is the position of a name, from 0; otherwise labels are any finite numbers.
 */
public final class Dataset {
    private final double[] values;
    private final List<String> featureNames;
    private final double[] labels;
    private final List<String> classNames;

    private Dataset(double[] values, List<String> featureNames, double[] labels, List<String> classNames) {
        this.values = values;
        this.featureNames = featureNames;
        this.labels = labels;
        this.classNames = classNames;
    }

    /**
     * Creates a dataset.
     *
     * @param values the n·d features, sample by sample, finite. Not modified; copied.
     * @param featureNames the d names of the features
     * @param labels the n labels, finite. Not modified; copied.
     * @param classNames the names of the labels 0, 1, …, or none if labels are only numbers
     * @return the dataset
     * @throws InvalidInputException if there is no sample or no feature, the sizes differ, a number is not finite or a
     *     label has no name
     */
    public static Dataset of(double[] values, List<String> featureNames, double[] labels, List<String> classNames) {
        int n = labels.length;
        int d = featureNames.size();
        if (n == 0 || d == 0) {
            throw new InvalidInputException(
                    "A dataset of " + n + " samples and " + d + " features is empty; give at least one of each.");
        }
        if (values.length != (long) n * d) {
            throw new InvalidInputException("There are " + values.length + " values for " + n + " samples of " + d
                    + " features; give " + (long) n * d + ".");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InvalidInputException("Feature '" + featureNames.get(i % d) + "' of sample " + (i / d + 1)
                        + " is " + values[i] + "; give a finite number or leave out the sample.");
            }
        }
        for (int i = 0; i < n; i++) {
            checkLabel(i, labels[i], classNames.size());
        }
        return new Dataset(values.clone(), List.copyOf(featureNames), labels.clone(), List.copyOf(classNames));
    }

    private static void checkLabel(int sample, double label, int names) {
        if (!Double.isFinite(label)) {
            throw new InvalidInputException("The label of sample " + (sample + 1) + " is " + label
                    + "; give a finite number or leave out the sample.");
        }
        if (names > 0 && !(label == Math.rint(label) && label >= 0 && label < names)) {
            throw new InvalidInputException("The label " + label + " of sample " + (sample + 1) + " has no name among "
                    + names + "; give a label from 0 to " + (names - 1) + ".");
        }
    }

    /**
     * Returns the number of samples n.
     *
     * @return n
     */
    public int size() {
        return labels.length;
    }

    /**
     * Returns the number of features d.
     *
     * @return d
     */
    public int features() {
        return featureNames.size();
    }

    /**
     * Returns one feature of one sample.
     *
     * @param sample the sample, 0 to n − 1
     * @param feature the feature, 0 to d − 1
     * @return its value
     * @throws IndexOutOfBoundsException if there is no such sample or feature
     */
    public double value(int sample, int feature) {
        return values[sample * features() + Objects.checkIndex(feature, features())];
    }

    /**
     * Returns all features of one sample.
     *
     * @param sample the sample, 0 to n − 1
     * @return d numbers
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public Vector sample(int sample) {
        int start = Objects.checkIndex(sample, size()) * features();
        return Vector.of(Arrays.copyOfRange(values, start, start + features()));
    }

    /**
     * Returns one feature of all samples.
     *
     * @param feature the feature, 0 to d − 1
     * @return n numbers
     * @throws IndexOutOfBoundsException if there is no such feature
     */
    public Vector column(int feature) {
        double[] column = new double[size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value(i, feature);
        }
        return Vector.of(column);
    }

    /**
     * Returns the label of a sample.
     *
     * @param sample the sample, 0 to n − 1
     * @return its label
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public double label(int sample) {
        return labels[sample];
    }

    /**
     * Returns the labels of all samples.
     *
     * @return n labels
     */
    public Vector labels() {
        return Vector.of(labels);
    }

    /**
     * Returns the labels that occur.
     *
     * @return the distinct labels, smallest first
     */
    public List<Double> distinctLabels() {
        return Arrays.stream(labels)
                .map(label -> label + 0.0)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /**
     * Returns the names of the features.
     *
     * @return d names
     */
    public List<String> featureNames() {
        return featureNames;
    }

    /**
     * Returns the names of the labels 0, 1, ….
     *
     * @return the names; none if labels are only numbers
     */
    public List<String> classNames() {
        return classNames;
    }

    /**
     * Returns the positions of the samples of one class.
     *
     * @param label the label of the class
     * @return their positions, ascending; at least one
     * @throws InvalidInputException if no sample has the label
     */
    public List<Integer> samplesOf(double label) {
        return Arrays.stream(rowsOf(label)).boxed().toList();
    }

    /**
     * Returns one feature of the samples of one class.
     *
     * @param feature the feature, 0 to d − 1
     * @param label the label of the class
     * @return its values, in the order of the samples
     * @throws InvalidInputException if no sample has the label
     * @throws IndexOutOfBoundsException if there is no such feature
     */
    public Vector column(int feature, double label) {
        return Vector.of(Arrays.stream(rowsOf(label))
                .mapToDouble(sample -> value(sample, feature))
                .toArray());
    }

    private int[] rowsOf(double label) {
        int[] rows = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .toArray();
        if (rows.length == 0) {
            throw new InvalidInputException("Class " + text(label) + " has no sample: the classes are "
                    + distinctLabels().stream().map(Dataset::text).collect(Collectors.joining(", ")) + ".");
        }
        return rows;
    }

    /** Returns a label as its users write it: 3, not 3.0. */
    private static String text(double label) {
        return label == Math.rint(label) && Math.abs(label) < 1e15 ? Long.toString((long) label) : "" + label;
    }

    /**
     * Returns the samples of one class, in their order.
     *
     * @param label the label of the class
     * @return a dataset of these samples
     * @throws InvalidInputException if no sample has the label
     */
    public Dataset ofClass(double label) {
        int[] rows = rowsOf(label);
        int d = features();
        double[] chosen = new double[rows.length * d];
        double[] theirs = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * d, chosen, i * d, d);
            theirs[i] = labels[rows[i]];
        }
        return new Dataset(chosen, featureNames, theirs, classNames);
    }

    /**
     * Returns u·x of every sample x.
     *
     * @param direction the direction u, of d elements; its length is not changed to 1
     * @return n numbers
     * @throws InvalidInputException if the direction has not d elements
     */
    public Vector project(Vector direction) {
        int d = features();
        if (direction.size() != d) {
            throw new InvalidInputException("The direction has " + direction.size() + " elements for " + d
                    + " features; give one element to each feature.");
        }
        double[] u = direction.toArray();
        double[] projected = new double[size()];
        for (int i = 0; i < projected.length; i++) {
            double sum = 0;
            for (int j = 0; j < d; j++) {
                sum += u[j] * values[i * d + j];
            }
            projected[i] = sum;
        }
        return Vector.of(projected);
    }

    /**
     * Returns the classes of the data along a direction: targets are the labels, shares the fractions of the samples,
     * and the laws of the input the smoothed laws of u·x in each class.
     *
     * @param direction the direction u, of d elements
     * @return the mixture of the classes
     * @throws InvalidInputException if the direction has not d elements, or all samples of a class project to one point
     */
    public ClassMixture mixtureAlong(Vector direction) {
        ClassMixture mixture = null;
        for (double label : distinctLabels()) {
            Dataset members = ofClass(label);
            double share = (double) members.size() / size();
            Empirical law = Empirical.of(members.project(direction));
            mixture = mixture == null ? ClassMixture.of(label, share, law) : mixture.and(label, share, law);
        }
        return mixture;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dataset that
                && Arrays.equals(values, that.values)
                && Arrays.equals(labels, that.labels)
                && featureNames.equals(that.featureNames)
                && classNames.equals(that.classNames);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "Dataset[" + size() + " samples, " + features() + " features, labels " + distinctLabels() + "]";
    }
}
