package org.jumpscope.network.septuple;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * Which of N neurons hold the data: the projection P̂ on the boundary, and the neurons whose activation the loss compares with
 * targets (Section 2, Eq. 2.2).
 *
 * <p>An input neuron is clamped to its datum. An output neuron j is compared as f_j(ŵx + b) with a target. It is
 * <em>clamped</em> if the target is its state during the activation pass, as in Section 5, or <em>predicted</em> if its state
 * is its own activation; then the target stands beside the network, at a neuron of the boundary without connections that
 * is not counted in N.
 *
 * @param neurons N
 * @param inputs the input neurons in the order of the data, from 0
 * @param outputs the output neurons in the order of the targets
 */
public record Boundary(int neurons, List<Integer> inputs, List<Output> outputs) {

    /** What the state of an output neuron is during the activation pass. */
    public enum OutputState {
        /** Its own activation; it belongs to the bulk. */
        PREDICTED,
        /** The target; it belongs to the boundary. */
        CLAMPED
    }

    /**
     * An output neuron.
     *
     * @param neuron its number, from 0
     * @param state what its state is
     */
    public record Output(int neuron, OutputState state) {}

    /**
     * Checks the neurons.
     *
     * @throws InvalidInputException if one does not exist or is given twice, or there is no output
     */
    public Boundary {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new InvalidInputException("No neuron is compared with a target; give at least one output.");
        }
        Set<Integer> known = new HashSet<>();
        List<Integer> all = new ArrayList<>(inputs);
        outputs.forEach(output -> all.add(output.neuron()));
        for (int neuron : all) {
            if (neuron < 0 || neuron >= neurons) {
                throw new InvalidInputException(
                        "Neuron " + neuron + " does not exist; the neurons are 0 to " + (neurons - 1) + ".");
            }
            if (!known.add(neuron)) {
                throw new InvalidInputException("Neuron " + neuron
                        + " is given twice; a neuron is one input, or one output, or belongs to the bulk.");
            }
        }
    }

    /**
     * A boundary whose outputs are all of one kind.
     *
     * @param neurons N
     * @param inputs the input neurons
     * @param outputs the output neurons
     * @param state what their states are
     */
    public static Boundary of(int neurons, List<Integer> inputs, List<Integer> outputs, OutputState state) {
        return new Boundary(
                neurons,
                inputs,
                outputs.stream().map(neuron -> new Output(neuron, state)).toList());
    }

    /** N_∂ = Tr P̂, the neurons that are clamped. */
    public int dimension() {
        return inputs.size()
                + (int) outputs.stream()
                        .filter(output -> output.state() == OutputState.CLAMPED)
                        .count();
    }

    /** The diagonal of P̂: 1 for a clamped neuron, 0 for one of the bulk. */
    public Vector projection() {
        double[] diagonal = new double[neurons];
        inputs.forEach(i -> diagonal[i] = 1);
        for (Output output : outputs) {
            diagonal[output.neuron()] = output.state() == OutputState.CLAMPED ? 1 : 0;
        }
        return Vector.of(diagonal);
    }

    /**
     * Puts data in the rows of the clamped neurons.
     *
     * @param inputValues rows of inputs. Not modified.
     * @param targetValues rows of targets. Not modified.
     * @param m columns
     * @param state N rows. Modified.
     */
    void clamp(double[][] inputValues, double[][] targetValues, int m, double[][] state) {
        for (int i = 0; i < inputs.size(); i++) {
            System.arraycopy(inputValues[i], 0, state[inputs.get(i)], 0, m);
        }
        for (int k = 0; k < outputs.size(); k++) {
            if (outputs.get(k).state() == OutputState.CLAMPED) {
                System.arraycopy(targetValues[k], 0, state[outputs.get(k).neuron()], 0, m);
            }
        }
    }
}
