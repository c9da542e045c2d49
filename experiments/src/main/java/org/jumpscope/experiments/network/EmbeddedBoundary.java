package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Embedding;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * What the duality Jacobian is taken by: the inputs, or, where these are tokens, a discrete boundary that nothing has a derivative
 * by, the embedded values at the tokens of each sample.
 */
final class EmbeddedBoundary {
    private final NetworkLearningPass pass;
    /** The Jacobian by the inputs; none where they are tokens. */
    private final Optional<DualityJacobian> jacobian;

    private final int threads;

    private EmbeddedBoundary(NetworkLearningPass pass, Optional<DualityJacobian> jacobian, int threads) {
        this.pass = pass;
        this.jacobian = jacobian;
        this.threads = threads;
    }

    /**
     * What a network's Jacobian is taken by.
     *
     * @param pass network, trainable variables and loss
     * @param targets what the targets do
     * @param threads for each sample
     * @throws InvalidInputException if tokens are to be the targets
     */
    static EmbeddedBoundary of(NetworkLearningPass pass, TargetColumns targets, int threads) {
        if (!pass.activation().network().blocks().get(0).readsTokens()) {
            DualityJacobian jacobian = DualityJacobian.of(pass).withThreads(threads);
            return new EmbeddedBoundary(
                    pass, Optional.of(targets == TargetColumns.FIXED ? jacobian : jacobian.with(targets)), threads);
        }
        if (targets == TargetColumns.INPUTS) {
            throw new InvalidInputException("The inputs of the network "
                    + pass.activation().network()
                    + " are the numbers of tokens, which cannot be its targets: name labels with"
                    + " --labels.");
        }
        return new EmbeddedBoundary(pass, Optional.empty(), threads);
    }

    /** The network that is differentiated by its inputs: one that begins with an embedding, at tokens of any sample. */
    static Network of(Network network) {
        if (!(network.blocks().get(0) instanceof Embedding embedding)) {
            return network;
        }
        List<Block> blocks = new ArrayList<>(network.blocks());
        blocks.set(0, embedding.given(Vector.of(new double[embedding.tokens()])));
        return Network.of(blocks);
    }

    /** What it is taken by, in words. */
    String words() {
        return jacobian.isPresent() ? "inputs" : "embedded values at the sample's tokens";
    }

    /** The Jacobian at a sample. */
    SampleJacobian at(Vector x, Vector target) {
        if (jacobian.isPresent()) {
            return jacobian.get().at(x, target);
        }
        NetworkLearningPass given = NetworkLearningPass.of(pass.activation().given(x), pass.loss());
        Vector still = Vector.of(new double[given.activation().network().inputs()]);
        return DualityJacobian.of(given).withThreads(threads).at(still, target);
    }
}
