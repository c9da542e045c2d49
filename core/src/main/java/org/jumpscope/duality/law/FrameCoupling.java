package org.jumpscope.duality.law;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.JacobianFrame;
import org.jumpscope.duality.jacobian.SingularSpectrum;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * How well one frame, that of x₀, serves at all samples of a label.
 *
 * @param offDiagonal E[1 − Σ_i (u_iᵀJ(x)v_i)²/|J(x)|²] over all directions: 0 where the frame decouples the map everywhere (D1 of
 *     theory §7)
 * @param offDiagonalError its standard error
 * @param offDiagonalSamples how many samples, evenly spread, it is the mean over
 * @param totalVariance E|q̇ − E q̇|² of the samples, of all trainable variables together
 * @param outsideShare the share of that variance beside the plane q̇(x₀) + span J(x₀), which the dynamical subspace of (3.13) is
 *     taken for: the image of the boundary is curved (erratum 5)
 * @param planeDimension the dimension of that plane, the rank of J(x₀)
 */
public record FrameCoupling(
        double offDiagonal,
        double offDiagonalError,
        int offDiagonalSamples,
        double totalVariance,
        double outsideShare,
        int planeDimension) {
    private static final int MOST = 128;
    private static final int LEAST = 16;
    /** Multiplications that the mean of D1 may take. */
    private static final double BUDGET = 2e10;

    private static final int CHUNK = 256;

    static FrameCoupling of(
            DualityJacobian jacobian, SingularSpectrum spectrum, LabelSamples samples, Workers workers) {
        JacobianFrame frame = spectrum.frame();
        LabelSamples few = samples.thinned((int) Math.max(
                LEAST, Math.min(MOST, BUDGET / cost(jacobian.pass(), frame.directions()))));
        int m = few.size();
        double[] off = new double[m];
        workers.share(m, c -> {
            Vector x = few.input(c);
            off[c] = frame.at(x, few.target(x)).offDiagonal();
        });
        double mean = 0;
        for (double value : off) {
            mean += value / m;
        }
        double squares = 0;
        for (double value : off) {
            squares += (value - mean) * (value - mean);
        }
        double total = totalVariance(jacobian.pass(), samples);
        double inside = inside(frame, spectrum, samples, workers);
        return new FrameCoupling(
                mean,
                m < 2 ? 0 : Math.sqrt(squares / (m - 1) / m),
                m,
                total,
                total == 0 ? 0 : Math.max(0, 1 - inside / total),
                frame.directions() + frame.plateau());
    }

    private static double cost(NetworkLearningPass pass, int directions) {
        double products = 0;
        double neurons = 0;
        List<Block> blocks = pass.activation().network().blocks();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Affine affine) {
                products += i == 0 ? 0 : 4.0 * affine.inputs() * affine.outputs();
                neurons += 10.0 * (affine.inputs() + affine.outputs());
            } else {
                // Tangents there and back, and the derivative of the gradient written out at both samples.
                products += 12 * blocks.get(i).multiplications()
                        + 6.0 * blocks.get(i).trainables();
            }
        }
        return directions * (products + neurons);
    }

    /** E|q̇|² − |E q̇|². */
    private static double totalVariance(NetworkLearningPass pass, LabelSamples samples) {
        int n = samples.size();
        double[] gradient = new double[pass.activation().network().trainables()];
        double squares = 0;
        for (int from = 0; from < n; from += CHUNK) {
            int m = Math.min(CHUNK, n - from);
            double[][] inputs = columns(samples.columns(), from, m);
            double[][] targets = samples.targets(inputs, m);
            pass.addGradient(inputs, targets, m, gradient);
            squares += pass.squaredJumpNorms(inputs, targets, m).stream().sum();
        }
        double mean = 0;
        for (double value : gradient) {
            mean += value * value;
        }
        return Math.max(0, squares / n - pass.rate() * pass.rate() * mean / n / n);
    }

    /** The variance along u of all directions, those that no first weight sees by d(x) times that part of x. */
    private static double inside(
            JacobianFrame frame, SingularSpectrum spectrum, LabelSamples samples, Workers workers) {
        int n = samples.size();
        int chunks = (n + CHUNK - 1) / CHUNK;
        int k = frame.directions();
        int inputs = samples.inputs();
        double[][] sums = new double[chunks][k + inputs];
        double[][] squares = new double[chunks][k + 1];
        // Less the coordinates at the mean, since a variance is small beside the square of a mean.
        Vector mean = samples.mean();
        double[] shift = frame.at(mean, samples.target(mean)).coordinates().toArray();
        workers.share(chunks, i -> {
            int from = i * CHUNK;
            int m = Math.min(CHUNK, n - from);
            double[][] columns = columns(samples.columns(), from, m);
            double[][] targets = samples.targets(columns, m);
            double[] flat = frame.left().project(columns, targets, m).toArray();
            for (int c = 0; c < k; c++) {
                for (int s = 0; s < m; s++) {
                    double value = flat[c * m + s] - shift[c];
                    sums[i][c] += value;
                    squares[i][c] += value * value;
                }
            }
            if (frame.plateau() > 0) {
                double[] slopes = frame.plateauSlopes(columns, targets, m).toArray();
                for (int s = 0; s < m; s++) {
                    double[] part = spectrum.unseenPart(samples.input(from + s)).toArray();
                    for (int j = 0; j < inputs; j++) {
                        double value = slopes[s] * part[j];
                        sums[i][k + j] += value;
                        squares[i][k] += value * value;
                    }
                }
            }
        });
        double total = 0;
        double[] all = new double[k + inputs];
        for (int i = 0; i < chunks; i++) {
            for (double square : squares[i]) {
                total += square / n;
            }
            MatrixProduct.axpy(all.length, 1, sums[i], all);
        }
        return total - MatrixProduct.dot(all.length, all, all) / n / n;
    }

    private static double[][] columns(double[][] rows, int from, int m) {
        double[][] some = new double[rows.length][];
        for (int j = 0; j < rows.length; j++) {
            some[j] = Arrays.copyOfRange(rows[j], from, from + m);
        }
        return some;
    }
}
