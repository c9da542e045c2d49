package org.jumpscope.experiments.network;

import java.util.List;
import java.util.Locale;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.numeric.InvalidInputException;

/**
 * What an analysis of a network takes, estimated from its sizes.
 *
 * @param analysis what is analysed
 * @param bytes memory for it, beside that of the network
 * @param operations multiplications and additions
 */
public record NetworkCost(String analysis, double bytes, double operations) {
    private static final double NUMBER = 8;
    /** The values as they are read, in the state, in the layers, and transposed. */
    private static final int COPIES = 4;

    /** Arrays of one sample's pass and others that are as small. */
    private static final double BASE = 32e6;

    private static final double MEGABYTE = 1 << 20;

    /** Memory of a network with its values, in bytes. */
    static double ofValues(Network network) {
        return COPIES * NUMBER * network.trainables();
    }

    /** The costs of the analyses that there are, of one sample each. */
    public static List<NetworkCost> of(Network network) {
        double pass = products(network, 1);
        return List.of(
                new NetworkCost("reading the network", ofValues(network), network.trainables()),
                new NetworkCost("norm of a jump", NUMBER * 3 * neurons(network), 2 * pass),
                preparation(network),
                spectrum(network),
                new NetworkCost(
                        "the whole Jacobian, for comparison",
                        NUMBER * network.trainables() * network.inputs(),
                        2 * pass * network.inputs()));
    }

    /** The orthonormal directions of the first weights, once for a network. */
    static NetworkCost preparation(Network network) {
        if (!isReduced(network)) {
            return new NetworkCost("spectrum, once per network", 0, 0);
        }
        double rows = network.blocks().get(0).outputs();
        double n = network.inputs();
        return new NetworkCost(
                "spectrum, once per network", NUMBER * (rows * n + rows * rows), 4 * 2 * rows * rows * n / 2);
    }

    /** All singular values of one sample, with right vectors. */
    static NetworkCost spectrum(Network network) {
        double m = directions(network);
        double gram = 0;
        for (int i = 0; i < network.blocks().size(); i++) {
            if (network.blocks().get(i) instanceof Affine affine) {
                gram += (double) affine.outputs() * m * m;
                gram += i == 0 ? 0 : (double) affine.inputs() * m * m;
            }
        }
        double bytes = NUMBER * (2 * m * neurons(network) + 4 * m * m);
        // Forward and backward tangents through all layers but the first, the Gram matrix, eigenvalues and vectors.
        double first =
                2.0 * network.blocks().get(0).inputs() * network.blocks().get(0).outputs() * m;
        double through = isAffineFirst(network) ? Math.max(0, products(network, m) - first) : products(network, m);
        return new NetworkCost("spectrum of a sample", bytes, 2 * through + gram + 9 * m * m * m);
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
            sum += block instanceof Affine affine ? 2.0 * affine.inputs() * affine.outputs() * m : 0;
        }
        return sum;
    }

    private static double neurons(Network network) {
        double sum = network.inputs();
        for (Block block : network.blocks()) {
            sum += block.outputs();
        }
        return sum;
    }

    /** Memory for the spectra of samples on a number of threads, with the network, in bytes. */
    static double ofSpectra(Network network, int threads) {
        return ofValues(network) + preparation(network).bytes + threads * spectrum(network).bytes + BASE;
    }

    /**
     * Refuses what needs more memory than Java has.
     *
     * @param what what needs it, the start of a sentence
     * @param bytes how much
     * @throws InvalidInputException if it is more; it says how to give more
     */
    static void requireMemory(String what, double bytes) {
        double there = Runtime.getRuntime().maxMemory();
        if (bytes > there) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "%s needs about %s of memory, and Java has %s: give it more with JUMPSCOPE_OPTS=-Xmx%dm.",
                    what,
                    size(bytes),
                    size(there),
                    (long) Math.ceil(1.2 * bytes / MEGABYTE)));
        }
    }

    /** A number of bytes for people. */
    public static String size(double bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB", "PB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }
}
