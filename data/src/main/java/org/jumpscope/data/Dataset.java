package org.jumpscope.data;

import java.util.Arrays;
import java.util.List;

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

    static Dataset of(double[] values, List<String> featureNames, double[] labels, List<String> classNames) {
        if (values.length != labels.length * featureNames.size()) {
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
}
