package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jumpscope.duality.law.FrameCoupling;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.GradientWork;
import org.jumpscope.network.block.TrainableGroup;

/**
 * What an analysis of a network takes, estimated from its sizes.
 *
 * @param analysis what is analysed
 * @param bytes memory for it, beside that of the network
 * @param operations multiplications and additions
 */
public record NetworkCost(String analysis, double bytes, double operations) {
    private static final double NUMBER = 8;
    /** Directions that laws are counted with. */
    private static final int LAWS = 5;
    /** Samples that go through a network together. */
    private static final double TOGETHER = 32;
    /** Arrays of one sample's pass and others that are as small. */
    private static final double BASE = 32e6;

    /**
     * The costs of the analyses that there are, of one sample each.
     *
     * @param network the network
     * @param reading bytes that reading it takes
     */
    public static List<NetworkCost> of(Network network, double reading) {
        double pass = products(network, 1);
        double columns = EmbeddedBoundary.of(network).inputs();
        return List.of(
                new NetworkCost("reading the network", reading, network.trainables()),
                new NetworkCost("norm of a jump", NUMBER * 3 * neurons(network), 2 * pass),
                preparation(network),
                spectrum(network),
                laws(network),
                new NetworkCost(
                        "the whole Jacobian, for comparison",
                        NUMBER * network.trainables() * columns,
                        2 * pass * columns));
    }

    /** The orthonormal directions of the first weights, once for a network. */
    static NetworkCost preparation(Network asked) {
        Network network = EmbeddedBoundary.of(asked);
        if (!isReduced(network)) {
            return new NetworkCost("spectrum, once per network", 0, 0);
        }
        double rows = network.blocks().get(0).outputs();
        double n = network.inputs();
        return new NetworkCost(
                "spectrum, once per network", NUMBER * (rows * n + rows * rows), 4 * 2 * rows * rows * n / 2);
    }

    /** All singular values of one sample, with right vectors. */
    static NetworkCost spectrum(Network asked) {
        Network network = EmbeddedBoundary.of(asked);
        double m = directions(network);
        double gram = 0;
        double work = 0;
        for (int i = 0; i < network.blocks().size(); i++) {
            if (network.blocks().get(i) instanceof Affine affine) {
                gram += (double) affine.outputs() * m * m;
                gram += i == 0 ? 0 : (double) affine.inputs() * m * m;
            } else {
                double bytes = 0;
                for (GradientWork own : network.blocks().get(i).gramWork((int) m)) {
                    gram += 2 * own.multiplications();
                    bytes += own.bytes();
                }
                work = Math.max(work, bytes);
            }
        }
        double bytes = NUMBER * (m * tangentRows(network) + 4 * m * m) + work;
        // Forward and backward tangents through all layers but the first, the Gram matrix, eigenvalues and vectors.
        double first =
                2.0 * network.blocks().get(0).inputs() * network.blocks().get(0).outputs() * m;
        double through = isAffineFirst(network) ? Math.max(0, products(network, m) - first) : products(network, m);
        return new NetworkCost("spectrum of a sample", bytes, 2 * through + gram + 9 * m * m * m);
    }

    /** Laws of one label's jumps along five directions, beside its samples. */
    static NetworkCost laws(Network network) {
        NetworkCost spectrum = spectrum(network);
        double directions = directions(network);
        // Of each direction some 250 points of its curve, with tangents there and back and the change of the gradient,
        // and some
        // 130 gradients.
        double curves = LAWS * 400 * 4 * 2 * products(network, 1);
        return new NetworkCost(
                "laws of a label (" + LAWS + " directions)",
                2 * spectrum.bytes,
                spectrum.operations + FrameCoupling.operations(network, (int) directions) + curves);
    }

    /**
     * How the part of one layer of a Gram matrix or of a norm is made.
     *
     * @param layer its number, or the first and last of those of a block
     * @param what "Gram matrix", or "squared norm" of one sample in a batch
     * @param way in words; several where the parts of a block have different ones
     * @param bytes memory for it
     * @param operations multiplications and additions
     */
    public record LayerWay(String layer, String what, String way, double bytes, double operations) {}

    /** The ways of all layers with trainable variables, which are those that are taken. */
    public static List<LayerWay> ways(Network network) {
        int m = (int) directions(network);
        List<LayerWay> ways = new ArrayList<>();
        int layer = 1;
        for (Block block : network.blocks()) {
            List<TrainableGroup> groups = block.groups(layer, 0);
            if (groups.isEmpty()) {
                continue;
            }
            int last = groups.get(groups.size() - 1).layer();
            String name = layer == last ? String.valueOf(layer) : layer + " to " + last;
            ways.add(way(name, "Gram matrix", block.gramWork(m)));
            ways.add(way(name, "squared norm", block.normWork()));
            layer = last + 1;
        }
        return ways;
    }

    private static LayerWay way(String layer, String what, List<GradientWork> work) {
        String way = work.stream().map(one -> one.way().toString()).distinct().collect(Collectors.joining(" and "));
        return new LayerWay(
                layer,
                what,
                way,
                work.stream().mapToDouble(GradientWork::bytes).sum(),
                2 * work.stream().mapToDouble(GradientWork::multiplications).sum());
    }

    private static boolean isAffineFirst(Network network) {
        return network.blocks().get(0) instanceof Affine;
    }

    private static boolean isReduced(Network network) {
        return isAffineFirst(network) && network.blocks().get(0).outputs() < network.inputs();
    }

    /** The order of the matrix whose eigenvalues are sought. */
    private static double directions(Network network) {
        return isReduced(network) ? network.blocks().get(0).outputs() + 1.0 : network.inputs();
    }

    /** The products of all layers with m columns. */
    private static double products(Network network, double m) {
        double sum = 0;
        for (Block block : network.blocks()) {
            sum += 2 * block.multiplications() * m;
        }
        return sum;
    }

    /**
     * The rows of derivatives along m directions that are held: of what each block writes, where the first weights are not
     * their own, and of what it hands back, which an activation writes in place.
     */
    private static double tangentRows(Network network) {
        List<Block> blocks = network.blocks();
        double rows = isAffineFirst(network) ? 0 : network.inputs();
        for (int i = 0; i < blocks.size(); i++) {
            double outputs = blocks.get(i).outputs();
            boolean inPlace = i + 1 < blocks.size() && blocks.get(i + 1).keepsPlaces();
            rows += (i == 0 && isAffineFirst(network) ? 0 : outputs) + (inPlace ? 0 : outputs);
        }
        return rows;
    }

    private static double neurons(Network network) {
        double sum = network.inputs();
        for (Block block : network.blocks()) {
            sum += block.outputs();
        }
        return sum;
    }

    /**
     * Memory for the jumps of samples on a number of threads beside the network, in bytes: transposed weights, and values and
     * deltas of the samples that go through together.
     */
    static double ofJumps(Network network, int threads) {
        return NUMBER * network.trainables() + threads * NUMBER * 2 * TOGETHER * neurons(network) + BASE;
    }

    /** Memory for the spectra of samples on a number of threads beside the network, in bytes. */
    public static double ofSpectra(Network network, int threads) {
        return preparation(network).bytes + threads * spectrum(network).bytes + BASE;
    }
}
