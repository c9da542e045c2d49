package org.jumpscope.experiments;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.InvalidInputException;

/**
 * What a toy experiment consists of: the classes of the boundary, the activation and the loss, the state at which the map
 * is taken, and the learning rate. It comes from a YAML file, from options, or from both; an option wins over the file.
 *
 * <p>What neither says is the paper's first experiment: classes 0 and 1 with equal shares, normal about 0 and 1 with
 * standard deviation 1/4 (8.2), (8.3), the sigmoid with squared loss, at equilibrium, γ = 1.
 *
 * @param classes the boundary distribution: target, share and law of each class
 * @param activation the activation f
 * @param loss the loss
 * @param state where the map is taken
 * @param rate the learning rate γ, positive
 */
public record Experiment(ClassMixture classes, Activation activation, Loss loss, StateSource state, double rate) {
    /** Where the state (w, b) comes from. */
    public sealed interface StateSource {
        /** The minimum of the mean loss. */
        record Equilibrium() implements StateSource {}

        /** What stochastic gradient descent reaches. */
        record Sgd() implements StateSource {}

        /**
         * Given numbers.
         *
         * @param weight w
         * @param bias b
         */
        record Given(double weight, double bias) implements StateSource {}
    }

    /**
     * Options that were given beside a file; each that is present wins over the file.
     *
     * @param inputs {@code --input T=LAW}, which together replace the file's classes, with equal shares; none when not given
     * @param activation {@code --activation}
     * @param loss {@code --loss}
     * @param state {@code --state}
     * @param rate {@code --rate}
     */
    public record Options(
            List<String> inputs,
            Optional<String> activation,
            Optional<String> loss,
            Optional<String> state,
            OptionalDouble rate) {
        /** Keeps a copy of the list. */
        public Options {
            inputs = List.copyOf(inputs);
        }

        /**
         * No options.
         *
         * @return options of which none is given
         */
        public static Options none() {
            return new Options(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty());
        }
    }

    /**
     * Reads an experiment.
     *
     * @param file the YAML file, if there is one
     * @param options the options beside it
     * @return the experiment
     * @throws InvalidInputException when the file or an option does not describe one; the message says file, line and
     *     column, or the option
     */
    public static Experiment of(Optional<Path> file, Options options) {
        Experiment start = file.map(ExperimentReader::read).orElseGet(Experiment::paper);
        return ExperimentReader.with(start, options);
    }

    /**
     * The loss after the activation.
     *
     * @return H(y)
     */
    public Composition composition() {
        return Composition.of(activation, loss);
    }

    /**
     * The same with other classes.
     *
     * @param other the boundary distribution
     * @return the experiment
     */
    public Experiment withClasses(ClassMixture other) {
        return new Experiment(other, activation, loss, state, rate);
    }

    /**
     * The paper's first experiment, which is used where nothing else is said.
     *
     * @return classes (8.2) and (8.3), sigmoid, squared loss, equilibrium, γ = 1
     */
    public static Experiment paper() {
        ClassMixture classes = ClassMixture.of(0, 0.5, Normal.of(0, 0.25)).and(1, 0.5, Normal.of(1, 0.25));
        return new Experiment(
                classes, Activation.sigmoid(), Loss.squared(), new StateSource.Equilibrium(), Defaults.RATE);
    }
}
