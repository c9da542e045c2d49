package org.jumpscope.experiments;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.learning.training.Optimiser;
import org.jumpscope.learning.training.RateSchedule;
import org.jumpscope.network.Network;

/**
 * What a training of a network consists of. It comes from a YAML file, from options, or from both; an option wins over the
 * file. What is left out is chosen by the data or has the default of {@code train}.
 *
 * @param data path of the data
 * @param label the column of a table that is the label
 * @param heldOut share of the samples to hold out, 0 to below 1
 * @param scaling what is done with the inputs
 * @param network the architecture
 * @param loss the loss
 * @param target what the network is to answer
 * @param regulariser the penalty on weights
 * @param epochs passes through the data
 * @param steps steps, instead of epochs
 * @param equilibrium epochs of the windows over which learning equilibrium ends the training
 * @param batch samples per step
 * @param rate γ
 * @param schedule how the rate changes
 * @param optimiser the optimiser
 * @param seed seed of the start, the order of the samples and the choice of those held out
 */
public record Training(
        Optional<String> data,
        Optional<String> label,
        OptionalDouble heldOut,
        Optional<Scaling> scaling,
        Optional<Network> network,
        Optional<OutputLoss> loss,
        Optional<TargetKind> target,
        Regulariser regulariser,
        OptionalInt epochs,
        OptionalLong steps,
        OptionalInt equilibrium,
        OptionalInt batch,
        OptionalDouble rate,
        Optional<RateSchedule> schedule,
        Optional<Optimiser> optimiser,
        OptionalLong seed) {

    /** The keys of the file, which are also the names of the options. */
    public static final List<String> KEYS = List.of(
            "data",
            "label",
            "held-out",
            "scale",
            "network",
            "loss",
            "target",
            "l2",
            "l1",
            "epochs",
            "steps",
            "until-equilibrium",
            "batch",
            "rate",
            "schedule",
            "optimiser",
            "seed");

    /** What is done with the inputs before they are learnt. */
    public enum Scaling {
        /** Nothing. */
        NONE,
        /** Each input has mean 0 and variance 1 over the samples that are learnt. */
        STANDARD
    }

    /**
     * Reads a training.
     *
     * @param file the YAML file, if there is one
     * @param options what the options say, by key
     * @return the training
     * @throws org.jumpscope.numeric.InvalidInputException when the file or an option does not describe one; the message says
     *     file, line and column, or the option
     */
    public static Training of(Optional<Path> file, Map<String, String> options) {
        return new TrainingReader(file, options).read();
    }
}
