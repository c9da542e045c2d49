package org.jumpscope.data;

import java.util.List;
import org.jumpscope.dataset.LabelledSamples;

/**
 * An array of unsigned bytes as an IDX file holds it, last dimension fastest.
 *
 * <p>For images the shape is (images, rows, columns), for labels (labels).
 */
public final class IdxArray {
    private final List<Integer> shape;
    private final byte[] content;
    private final int itemSize;

    IdxArray(List<Integer> shape, byte[] content) {
        this.shape = List.copyOf(shape);
        this.content = content;
        this.itemSize = shape.stream().skip(1).reduce(1, Math::multiplyExact);
    }

    /**
     * The shape.
     *
     * @return the lengths of the dimensions, items first
     */
    public List<Integer> shape() {
        return shape;
    }

    /**
     * The number of items, the length of the first dimension.
     *
     * @return images or labels
     */
    public int size() {
        return shape.get(0);
    }

    /**
     * The number of values of one item, the product of the dimensions after the first.
     *
     * @return pixels of an image; 1 for labels
     */
    public int itemSize() {
        return itemSize;
    }

    /**
     * One value.
     *
     * @param item index of the item, from 0
     * @param place index within the item, from 0
     * @return the value, 0 to 255
     */
    public int value(int item, int place) {
        return content[item * itemSize + place] & 0xff;
    }

    /** All values in the order of the file. Not to be modified. */
    byte[] sharedContent() {
        return content;
    }

    /**
     * The items as samples: an input is the value over 255.
     *
     * @param labels one for each item. Not modified.
     * @return the samples
     * @throws org.jumpscope.numeric.InvalidInputException when there is not one finite label for each item
     */
    public LabelledSamples samples(double[] labels) {
        return LabelledSamples.of(content, itemSize, labels);
    }
}
