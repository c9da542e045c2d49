package org.jumpscope.dataset;

import java.util.Objects;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * n labelled samples of N inputs, held compactly for learning: a byte an input for images, where an input is the byte over
 * 255, and a double otherwise.
 *
 * <p>A sample's label is a number. A network with several outputs takes it as a class: its targets are 1 at the output of
 * that number, from 0, and 0 at the others. A network with one output takes it as the target itself.
 */
public final class LabelledSamples {
    private static final double[] UNIT = new double[256];

    static {
        for (int i = 0; i < UNIT.length; i++) {
            UNIT[i] = i / 255.0;
        }
    }

    private final byte[] bytes;
    private final double[] doubles;
    private final int inputs;
    private final double[] labels;
    private final Standardisation standardisation;
    /** Where the samples were among those that they were chosen from; null if they are all. */
    private final int[] positions;

    private LabelledSamples(
            byte[] bytes,
            double[] doubles,
            int inputs,
            double[] labels,
            Standardisation standardisation,
            int[] positions) {
        this.bytes = bytes;
        this.doubles = doubles;
        this.inputs = inputs;
        this.labels = labels;
        this.standardisation = standardisation;
        this.positions = positions;
    }

    /**
     * Samples of numbers.
     *
     * @param values the n·N inputs, sample by sample, finite. Not modified; copied.
     * @param inputs N
     * @param labels the n labels, finite. Not modified; copied.
     * @throws InvalidInputException if there is no sample or no input, the sizes differ or a number is not finite
     */
    public static LabelledSamples of(double[] values, int inputs, double[] labels) {
        check(values.length, inputs, labels);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InvalidInputException("Input " + (i % inputs + 1) + " of sample " + i / inputs + " is "
                        + values[i] + "; give a finite number or leave out the sample.");
            }
        }
        return new LabelledSamples(null, values.clone(), inputs, labels.clone(), null, null);
    }

    /**
     * Samples of bytes, such as the pixels of images: an input is the unsigned byte over 255.
     *
     * @param values the n·N inputs, sample by sample. Not modified; copied.
     * @param inputs N
     * @param labels the n labels, finite. Not modified; copied.
     * @throws InvalidInputException if there is no sample or no input, the sizes differ or a label is not finite
     */
    public static LabelledSamples of(byte[] values, int inputs, double[] labels) {
        check(values.length, inputs, labels);
        return new LabelledSamples(values.clone(), null, inputs, labels.clone(), null, null);
    }

    /** All features of a dataset as inputs. */
    public static LabelledSamples of(Dataset data) {
        int d = data.features();
        double[] values = new double[data.size() * d];
        double[] labels = new double[data.size()];
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < d; j++) {
                values[i * d + j] = data.value(i, j);
            }
            labels[i] = data.label(i);
        }
        return new LabelledSamples(null, values, d, labels, null, null);
    }

    private static void check(int values, int inputs, double[] labels) {
        if (inputs < 1 || labels.length < 1) {
            throw new InvalidInputException(labels.length + " samples of " + inputs
                    + " inputs are nothing to learn; give at least one of each.");
        }
        if (values != (long) labels.length * inputs) {
            throw new InvalidInputException("There are " + values + " values for " + labels.length + " samples of "
                    + inputs + " inputs; give " + (long) labels.length * inputs + ".");
        }
        for (int i = 0; i < labels.length; i++) {
            if (!Double.isFinite(labels[i])) {
                throw new InvalidInputException("The label of sample " + i + " is " + labels[i]
                        + "; give a finite number or leave out the sample.");
            }
        }
    }

    /**
     * The same samples, standardised: (x − m)/s for each input.
     *
     * @param means and scales
     * @throws InvalidInputException if it is of another number of inputs, or the samples are standardised already
     */
    public LabelledSamples standardised(Standardisation means) {
        if (means.inputs() != inputs) {
            throw new InvalidInputException(
                    "The standardisation is of " + means.inputs() + " inputs, and the samples have " + inputs + ".");
        }
        if (standardisation != null) {
            throw new InvalidInputException("The samples are standardised already.");
        }
        return new LabelledSamples(bytes, doubles, inputs, labels, means, positions);
    }

    /**
     * Some of the samples.
     *
     * @param rows their positions, from 0; at least one. Not modified.
     * @return the samples in the order of the positions
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public LabelledSamples chosen(int[] rows) {
        double[] theirs = new double[rows.length];
        byte[] fewBytes = bytes == null ? null : new byte[rows.length * inputs];
        double[] fewDoubles = doubles == null ? null : new double[rows.length * inputs];
        int[] places = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = Objects.checkIndex(rows[i], labels.length);
            theirs[i] = labels[row];
            places[i] = position(row);
            if (bytes != null) {
                System.arraycopy(bytes, row * inputs, fewBytes, i * inputs, inputs);
            } else {
                System.arraycopy(doubles, row * inputs, fewDoubles, i * inputs, inputs);
            }
        }
        if (rows.length == 0) {
            throw new InvalidInputException("No sample was chosen; choose at least one.");
        }
        return new LabelledSamples(fewBytes, fewDoubles, inputs, theirs, standardisation, places);
    }

    /** n. */
    public int size() {
        return labels.length;
    }

    /** N. */
    public int inputs() {
        return inputs;
    }

    /** The position of a sample, from 0, in the data that these were chosen from. */
    public int position(int sample) {
        return positions == null ? sample : positions[sample];
    }

    /** The label of a sample. */
    public double label(int sample) {
        return labels[sample];
    }

    /** The inputs of a sample. */
    public Vector input(int sample) {
        double[][] column = new double[inputs][1];
        inputs(new int[] {sample}, 0, 1, column);
        double[] values = new double[inputs];
        for (int j = 0; j < inputs; j++) {
            values[j] = column[j][0];
        }
        return Vector.of(values);
    }

    /**
     * Checks that the labels are targets of a network.
     *
     * @param outputs its number of outputs; with more than one, labels are classes
     * @throws InvalidInputException if a label is not one of the outputs
     */
    public void checkLabels(int outputs) {
        if (outputs == 1) {
            return;
        }
        for (int i = 0; i < labels.length; i++) {
            double label = labels[i];
            if (!(label >= 0 && label < outputs && label == Math.rint(label))) {
                throw new InvalidInputException("The label " + text(label) + " of sample " + position(i)
                        + " is not one of the " + outputs + " outputs of the network, 0 to " + (outputs - 1)
                        + ": give the network more outputs, or leave out the sample.");
            }
        }
    }

    private static String text(double label) {
        return label == Math.rint(label) && Math.abs(label) < 1e15 ? Long.toString((long) label) : "" + label;
    }

    /**
     * The inputs of some samples as columns.
     *
     * @param rows positions of samples. Not modified.
     * @param from the first of them to take
     * @param m how many to take
     * @param columns N rows of at least m. Modified.
     */
    public void inputs(int[] rows, int from, int m, double[][] columns) {
        int[] starts = new int[m];
        for (int c = 0; c < m; c++) {
            starts[c] = rows[from + c] * inputs;
        }
        for (int j = 0; j < inputs; j++) {
            double[] row = columns[j];
            if (bytes != null) {
                for (int c = 0; c < m; c++) {
                    row[c] = UNIT[bytes[starts[c] + j] & 0xff];
                }
            } else {
                for (int c = 0; c < m; c++) {
                    row[c] = doubles[starts[c] + j];
                }
            }
            if (standardisation != null) {
                standardisation.apply(j, row, m);
            }
        }
    }

    /**
     * The targets of some samples as columns, for a network of as many outputs as there are rows.
     *
     * @param rows positions of samples. Not modified.
     * @param from the first of them to take
     * @param m how many to take
     * @param columns rows of at least m; 1 or 0 of a class, or the label itself where there is one row. Modified.
     */
    public void targets(int[] rows, int from, int m, double[][] columns) {
        for (int k = 0; k < columns.length; k++) {
            for (int c = 0; c < m; c++) {
                double label = labels[rows[from + c]];
                columns[k][c] = columns.length == 1 ? label : label == k ? 1 : 0;
            }
        }
    }

    /**
     * The means of the targets: shares of the classes, or the mean label of a network of one output.
     *
     * @param outputs the number of outputs, more than every class
     * @return one mean for each output
     */
    public double[] targetMeans(int outputs) {
        double[] means = new double[outputs];
        for (double label : labels) {
            means[outputs == 1 ? 0 : (int) label] += (outputs == 1 ? label : 1) / labels.length;
        }
        return means;
    }

    @Override
    public String toString() {
        return "LabelledSamples[" + size() + " samples of " + inputs + " inputs]";
    }
}
