package org.jumpscope.data;

import java.util.Arrays;
import java.util.List;

/** An array of numbers with a shape, last index fastest. */
public final class Tensor {
    private final double[] values;
    private final List<Integer> shape;

    Tensor(double[] values, List<Integer> shape) {
        this.values = values;
        this.shape = List.copyOf(shape);
    }

    /**
     * A tensor.
     *
     * @param values the elements, last index fastest; copied
     * @param shape the lengths of the dimensions; none for a single number
     * @throws IllegalArgumentException when the shape does not have as many elements
     */
    public static Tensor of(double[] values, int... shape) {
        int total = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (total != values.length) {
            throw new IllegalArgumentException(
                    values.length + " elements do not have the shape " + Arrays.toString(shape) + ".");
        }
        return new Tensor(values.clone(), Arrays.stream(shape).boxed().toList());
    }

    /** The lengths of the dimensions; none for a single number. */
    public List<Integer> shape() {
        return shape;
    }

    /** The number of elements. */
    public int size() {
        return values.length;
    }

    /** One element, by its place in the order of the last index fastest. */
    public double value(int place) {
        return values[place];
    }

    /** The elements, last index fastest, as a new array. */
    public double[] toDoubles() {
        return values.clone();
    }

    /** The elements. Not to be modified. */
    double[] sharedValues() {
        return values;
    }

    /** The shape as NumPy writes it, such as (100, 784). */
    static String text(List<Integer> shape) {
        return "(" + String.join(", ", shape.stream().map(String::valueOf).toList()) + (shape.size() == 1 ? ",)" : ")");
    }

    @Override
    public String toString() {
        return "Tensor" + text(shape);
    }
}
