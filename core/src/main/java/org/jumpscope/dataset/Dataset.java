package org.jumpscope.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** A finite sample of labelled points: an n x d matrix of features and n labels. */
public final class Dataset {
    private final double[] values;
    private final List<String> featureNames;
    private final double[] labels;
    private final List<String> classNames;

    private Dataset(double[] values, List<String> featureNames, double[] labels, List<String> classNames) {
        this.values = values;
        this.featureNames = List.copyOf(featureNames);
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
    }

    /**
     * A dataset of given numbers.
     *
     * @param values the features, sample by sample (n x d); copied
     * @param featureNames the d names of the features
     * @param labels the n labels; copied
     * @param classNames the names of the classes 0, 1, ...; none when the labels are only numbers
     * @return the dataset
     * @throws IllegalArgumentException when there are not n x d values
     */
    public static Dataset of(double[] values, List<String> featureNames, double[] labels, List<String> classNames) {
        if (values.length != (long) labels.length * featureNames.size()) {
            throw new IllegalArgumentException(
                    values.length + " values are not " + labels.length + " x " + featureNames.size() + ".");
        }
        return new Dataset(values.clone(), featureNames, labels.clone(), classNames);
    }

    /**
     * The number of samples n.
     *
     * @return n
     */
    public int size() {
        return labels.length;
    }

    /**
     * The number of features d.
     *
     * @return d
     */
    public int features() {
        return featureNames.size();
    }

    /**
     * One feature of one sample.
     *
     * @param sample index of the sample, from 0
     * @param feature index of the feature, from 0
     * @return its value
     */
    public double value(int sample, int feature) {
        return values[sample * features() + feature];
    }

    /**
     * The label of a sample.
     *
     * @param sample index of the sample, from 0
     * @return its label
     */
    public double label(int sample) {
        return labels[sample];
    }

    /**
     * The distinct labels.
     *
     * @return the labels, smallest first
     */
    public List<Double> distinctLabels() {
        return Arrays.stream(labels).distinct().sorted().boxed().toList();
    }

    /**
     * The samples of one class.
     *
     * @param label the label of the class
     * @return their indices, ascending; at least one
     * @throws InvalidInputException when the class has no sample
     */
    public List<Integer> samplesOf(double label) {
        List<Integer> samples = IntStream.range(0, size())
                .filter(i -> labels[i] == label)
                .boxed()
                .toList();
        if (samples.isEmpty()) {
            throw new InvalidInputException("Class " + text(label) + " has no sample: the classes are "
                    + distinctLabels().stream().map(Dataset::text).collect(Collectors.joining(", ")) + ".");
        }
        return samples;
    }

    /**
     * One feature of the samples of one class.
     *
     * @param feature index of the feature, from 0
     * @param label the label of the class
     * @return its values, in the order of the samples
     * @throws InvalidInputException when the class has no sample
     */
    public Vector column(int feature, double label) {
        return Vector.of(samplesOf(label).stream()
                .mapToDouble(sample -> value(sample, feature))
                .toArray());
    }

    /**
     * The names of the features.
     *
     * @return d names
     */
    public List<String> featureNames() {
        return featureNames;
    }

    /**
     * The names of the classes 0, 1, ...
     *
     * @return the names; none when the labels are only numbers
     */
    public List<String> classNames() {
        return classNames;
    }

    /** A label as its users write it: 3, not 3.0. */
    private static String text(double label) {
        return label == Math.rint(label) && Math.abs(label) < 1e15 ? Long.toString((long) label) : "" + label;
    }
}
