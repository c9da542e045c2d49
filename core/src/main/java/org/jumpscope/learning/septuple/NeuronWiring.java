package org.jumpscope.learning.septuple;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.SharedWeights;

/** Neurons that are added one after the other, with the terms of their weights and biases and their activations. */
final class NeuronWiring {
    private final List<SharedWeights.Weight> weights = new ArrayList<>();
    private final List<SharedWeights.Bias> biases = new ArrayList<>();
    private final List<SharedWeights.FixedWeight> fixedWeights = new ArrayList<>();
    private final List<SharedWeights.FixedBias> fixedBiases = new ArrayList<>();
    private final List<ActivationMap.Group> groups = new ArrayList<>();
    /** The linear neuron of a form that has one. */
    private final IdentityHashMap<AffineForm, Integer> linear = new IdentityHashMap<>();

    private final int inputs;
    private int neurons;

    /** The input neurons, which come first. */
    NeuronWiring(int inputs) {
        this.inputs = inputs;
        this.neurons = inputs;
    }

    int neurons() {
        return neurons;
    }

    List<ActivationMap.Group> groups() {
        return groups;
    }

    SharedWeights weights(int trainables) {
        return SharedWeights.of(neurons, trainables, weights, biases, fixedWeights, fixedBiases);
    }

    /** The states of the inputs. */
    List<AffineForm> inputs() {
        return IntStream.range(0, inputs).mapToObj(AffineForm::state).toList();
    }

    /** The state of the linear neuron of a form if it has one, so that its terms are not read twice; or else the form. */
    private AffineForm known(AffineForm form) {
        Integer neuron = linear.get(form);
        return neuron == null ? form : AffineForm.state(neuron);
    }

    /** a x + b y. */
    AffineForm sum(double a, AffineForm x, double b, AffineForm y) {
        return known(x).plus(a, b, known(y));
    }

    /** A neuron that reads a form. */
    private int add(AffineForm form) {
        int to = neurons++;
        for (AffineForm.Term term : form.terms()) {
            boolean bias = term.from() == AffineForm.BIAS;
            if (term.variable() == AffineForm.FIXED) {
                if (bias) {
                    fixedBiases.add(new SharedWeights.FixedBias(to, term.factor()));
                } else {
                    fixedWeights.add(new SharedWeights.FixedWeight(to, term.from(), term.factor()));
                }
            } else if (bias) {
                biases.add(new SharedWeights.Bias(to, term.variable(), term.factor()));
            } else {
                weights.add(new SharedWeights.Weight(to, term.from(), term.variable(), term.factor()));
            }
        }
        return to;
    }

    /** The neurons whose states some forms are: those that there are, or linear ones. */
    int[] states(List<AffineForm> forms) {
        int[] states = new int[forms.size()];
        for (int i = 0; i < states.length; i++) {
            AffineForm form = forms.get(i);
            if (form.neuron().isPresent()) {
                states[i] = form.neuron().getAsInt();
            } else {
                states[i] = linear.computeIfAbsent(form, this::add);
            }
        }
        return states;
    }

    /**
     * Neurons that become active together.
     *
     * @param forms what they read; neurons beyond these read nothing
     * @param block of as many neurons or more
     * @return their states
     */
    List<AffineForm> activate(List<AffineForm> forms, Block block) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < block.inputs(); i++) {
            members.add(add(i < forms.size() ? known(forms.get(i)) : AffineForm.constant(0)));
        }
        groups.add(new ActivationMap.Group(members, block));
        return members.stream().map(AffineForm::state).toList();
    }

    /** Neurons of the bulk, none twice, whose states some forms are. */
    List<Integer> outputs(List<AffineForm> forms) {
        List<Integer> outputs = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (int neuron : states(forms)) {
            boolean own = neuron >= inputs && taken.add(neuron);
            outputs.add(own ? neuron : add(AffineForm.state(neuron)));
        }
        return outputs;
    }
}
