package org.jumpscope.network.graph;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.ImageShape;
import org.jumpscope.network.image.SlidingWindow;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Attention of several heads (Vaswani and others 2017): from the features X (D × T) of T positions queries Q = W_Q X + b_Q, keys
 * and values alike; each head has D/heads rows of them, weights P = softmax(QᵀK/√(D/heads)) over the keys of each query, and
 * V Pᵀ; all heads together go through a last affine map W_O.
 *
 * <p>Neurons are in the order of an image: feature by feature, of each all positions; so an affine map that all positions share is
 * a convolution of 1x1 windows.
 */
public final class Attention {
    private Attention() {}

    /**
     * The block.
     *
     * @param shape D channels of T places
     * @param heads a divisor of D
     * @param view which positions a query sees
     * @throws InvalidInputException if the heads do not divide the features, or a size is not positive
     */
    public static Graph of(ImageShape shape, int heads, AttentionWeights.View view) {
        int features = shape.channels();
        int positions = shape.positions();
        if (heads < 1 || features % heads != 0) {
            throw new InvalidInputException("Attention of " + heads + " heads cannot share " + features
                    + " features evenly; give a divisor of them.");
        }
        GraphBuilder graph = GraphBuilder.of(shape.size());
        int queries = graph.apply(shared(shape, features), 0);
        int keys = graph.apply(shared(shape, features), 0);
        int values = graph.apply(shared(shape, features), 0);
        int own = features / heads;
        Operation.Product scores = new Operation.Product(
                positions,
                own,
                positions,
                Operation.Product.Side.TRANSPOSED,
                Operation.Product.Side.PLAIN,
                1 / Math.sqrt(own));
        Operation.Product context = new Operation.Product(
                own, positions, positions, Operation.Product.Side.PLAIN, Operation.Product.Side.TRANSPOSED, 1);
        List<Integer> parts = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            int from = head * own * positions;
            int size = own * positions;
            int score = graph.product(scores, graph.take(queries, from, size), graph.take(keys, from, size));
            int weights = graph.apply(new AttentionWeights(positions, view), score);
            parts.add(graph.product(context, graph.take(values, from, size), weights));
        }
        graph.apply(shared(shape, features), heads == 1 ? parts.get(0) : graph.concatenate(parts));
        return graph.build(
                (view == AttentionWeights.View.ALL ? "attention " : "causal-attention ") + heads, shape.toString());
    }

    /** An affine map of the features that all positions share. */
    static Convolution shared(ImageShape shape, int outputs) {
        return new Convolution(shape, outputs, SlidingWindow.of(1, 1), 1);
    }
}
