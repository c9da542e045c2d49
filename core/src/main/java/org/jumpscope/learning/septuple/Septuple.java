package org.jumpscope.learning.septuple;

import java.util.List;
import java.util.OptionalInt;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.Connections;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * A neural septuple (x, P̂, p_∂, ŵ, b, f, H) (Section 2): any network of N neurons, cycles allowed, that is given by numbers.
 *
 * <p>x is a vector of N neurons; P̂ the projection of the {@link Boundary}; ŵ and b the {@link SharedWeights} at the trainable
 * variables q; f the {@link ActivationMap}; H = H_x + H_q (Eq. 3.2), H_x the loss of the outputs' activations against targets and
 * H_q the {@link Regulariser}. p_∂ is where samples come from:
 * {@link org.jumpscope.network.septuple.BoundaryDynamics}.
 */
public final class Septuple {
    private final SharedWeights weights;
    private final Vector trainables;
    private final Boundary boundary;
    private final ActivationMap map;
    private final OutputLoss loss;
    private final Regulariser regulariser;
    private final List<Integer> penalised;

    private Septuple(
            SharedWeights weights,
            Vector trainables,
            Boundary boundary,
            ActivationMap map,
            OutputLoss loss,
            Regulariser regulariser,
            List<Integer> penalised) {
        this.weights = weights;
        this.trainables = trainables;
        this.boundary = boundary;
        this.map = map;
        this.loss = loss;
        this.regulariser = regulariser;
        this.penalised = penalised;
    }

    /**
     * A septuple without a regulariser.
     *
     * @param weights how weights and biases depend on q
     * @param trainables q, of length K, finite
     * @param boundary which neurons are inputs and outputs
     * @param map f
     * @param loss H_x of the activations of the outputs, or of their logits where it makes probabilities of them
     * @throws InvalidInputException if the numbers of neurons or variables differ, or a variable is not finite
     */
    public static Septuple of(
            SharedWeights weights, Vector trainables, Boundary boundary, ActivationMap map, OutputLoss loss) {
        if (boundary.neurons() != weights.neurons() || map.neurons() != weights.neurons()) {
            throw new InvalidInputException("Weights of " + weights.neurons() + " neurons, a boundary of "
                    + boundary.neurons() + " and activations of " + map.neurons()
                    + " do not belong together; give equal numbers.");
        }
        weights.at(trainables);
        return new Septuple(weights, trainables, boundary, map, loss, Regulariser.NONE, weights.variablesOfWeights());
    }

    /**
     * A network of blocks as a septuple: a neuron for each input and each output of a layer, predicted outputs, and the trainable
     * variables of the network in their order. Its {@link #depth} is the number of layers, or that on the longest path where paths
     * part; paths of different lengths meet without delay lines, since inputs stay clamped until all neurons are settled.
     *
     * <p>Convolutions and steps of a recurrence have one variable at many places of W, padding is no connection, average pooling
     * and skips are fixed weights; largest values, products of gates, normalisation, and the products and weights of attention are
     * activation maps of groups of neurons. A softmax, or sigmoid, that the loss takes in is left to the loss.
     *
     * @param state the network at its trainable variables
     * @param loss the loss of its outputs
     * @throws InvalidInputException if there is no layer before the one that belongs to the loss, or a block of the caller's own has
     *     trainable variables
     */
    public static Septuple of(NetworkState state, OutputLoss loss) {
        return new LayeredSeptuple(state.network(), loss).at(state.trainables());
    }

    /** The same with another H_q. */
    public Septuple with(Regulariser other) {
        return new Septuple(weights, trainables, boundary, map, loss, other, penalised);
    }

    /**
     * The same with H_q over other trainable variables.
     *
     * @param variables their numbers, from 0
     * @throws InvalidInputException if one does not exist or is given twice
     */
    public Septuple withPenalised(List<Integer> variables) {
        List<Integer> sorted = variables.stream().sorted().distinct().toList();
        if (sorted.size() < variables.size()) {
            throw new InvalidInputException("A trainable variable is to be penalised twice; give each once.");
        }
        for (int l : sorted) {
            if (l < 0 || l >= weights.trainables()) {
                throw new InvalidInputException(
                        "Trainable variable " + l + " is to be penalised and does not exist; there" + " are "
                                + weights.trainables() + " of them, counted from 0.");
            }
        }
        return new Septuple(weights, trainables, boundary, map, loss, regulariser, sorted);
    }

    /**
     * The same at other trainable variables.
     *
     * @param q of length K, finite
     * @throws InvalidInputException if there are not K, or one is not finite
     */
    public Septuple at(Vector q) {
        weights.at(q);
        return new Septuple(weights, q, boundary, map, loss, regulariser, penalised);
    }

    /** N. */
    public int neurons() {
        return weights.neurons();
    }

    /** How weights and biases depend on q. */
    public SharedWeights weights() {
        return weights;
    }

    /** q. */
    public Vector trainables() {
        return trainables;
    }

    /** ŵ and b at q. */
    public Connections connections() {
        return weights.at(trainables);
    }

    /** P̂ and the outputs. */
    public Boundary boundary() {
        return boundary;
    }

    /** f. */
    public ActivationMap map() {
        return map;
    }

    /** H_x. */
    public OutputLoss loss() {
        return loss;
    }

    /** H_q. */
    public Regulariser regulariser() {
        return regulariser;
    }

    /**
     * The trainable variables that H_q is over, in ascending order: those that take part in a weight, unless others were asked for;
     * of a network of blocks those of weights, not of biases, shifts and scales.
     */
    public List<Integer> penalised() {
        return penalised;
    }

    /**
     * The steps after which the outputs no longer depend on the initial state: the most connections on a path to an output that
     * passes through the bulk only, a group with a vector-valued activation being one place of it; empty where there is a cycle in
     * the bulk.
     */
    public OptionalInt depth() {
        return PathLength.longest(this);
    }
}
