package org.jumpscope.bench;

import java.util.Locale;
import org.jumpscope.bench.JacobianReport.Time;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/** The part of {@link JacobianReport} about a convolutional network of LeNet's size. */
final class ImageReport {
    private static final String NETWORK =
            "1x28x28 conv 6 5x5 tanh avgpool 2 conv 16 5x5 tanh avgpool 2 120 tanh 84 tanh 10 softmax";
    private static final int INPUTS = 784;

    private ImageReport() {}

    static void run() {
        DualityJacobian jacobian = DualityJacobian.of(JacobianReport.pass(NETWORK));
        singularValues(jacobian);
        norms(jacobian.pass());
    }

    private static void singularValues(DualityJacobian jacobian) {
        Vector x = JacobianReport.sample(INPUTS, 0);
        Vector target = jacobian.pass().target(3);
        SampleJacobian at = jacobian.at(x, target);
        Time values = JacobianReport.seconds(
                JacobianReport.THREAD, 10, 8, 1, () -> jacobian.at(x, target).singularValues());
        JacobianReport.line("LeNet: singular values, 1 thread", values);
        DualityJacobian two = jacobian.withThreads(2);
        JacobianReport.line(
                "  2 threads",
                JacobianReport.seconds(
                        JacobianReport.PROCESS, 2, 6, 1, () -> two.at(x, target).singularValues()));
        int trainables = jacobian.pass().activation().network().trainables();
        Time write = JacobianReport.seconds(
                JacobianReport.THREAD, 0, 2, 1, () -> JacobianReport.materialised(at, trainables, INPUTS));
        double[][] written = JacobianReport.materialised(at, trainables, INPUTS);
        double[][] gram = new double[INPUTS][INPUTS];
        Vector[] reference = new Vector[1];
        Time product = JacobianReport.seconds(JacobianReport.THREAD, 0, 2, 1, () -> {
            MatrixProduct.gram(trainables, INPUTS, written, gram);
            return gram;
        });
        Time eigenvalues = JacobianReport.seconds(JacobianReport.THREAD, 0, 2, 1, () -> {
            MatrixProduct.gram(trainables, INPUTS, written, gram);
            reference[0] = JacobianReport.roots(gram);
            return gram;
        });
        // What a library without a symmetric product does: JᵀJ as a product of two matrices.
        double[][] standing = new double[INPUTS][trainables];
        MatrixProduct.transpose(trainables, INPUTS, written, standing);
        Time whole = JacobianReport.seconds(JacobianReport.THREAD, 0, 2, 1, () -> {
            MatrixProduct.multiply(INPUTS, trainables, INPUTS, standing, written, gram);
            return gram;
        });
        JacobianReport.line("  J written out, " + trainables + " x " + INPUTS, write);
        JacobianReport.line("  its blocked Gram matrix, half of it", product);
        JacobianReport.line("  its blocked Gram matrix, as a product", whole);
        Time all = new Time(write.cpu() + eigenvalues.cpu(), write.wall() + eigenvalues.wall());
        JacobianReport.line("  J, half the Gram matrix, eigenvalues", all);
        JacobianReport.ratio("written out against ours", all, values);
        double more = whole.cpu() - product.cpu();
        JacobianReport.ratio("with the whole product against ours", new Time(all.cpu() + more, all.wall()), values);
        System.out.printf(
                Locale.ROOT,
                "  memory beside the network: ours %.0f MB, J %.0f MB%n",
                jacobian.workBytes() * 1e-6,
                8e-6 * trainables * INPUTS);
        JacobianReport.agree(reference[0], at.singularValues());
    }

    private static void norms(NetworkLearningPass pass) {
        int m = 10_000;
        int part = 200;
        double[][] inputs = new double[INPUTS][m];
        double[][] targets = new double[10][m];
        for (int c = 0; c < m; c++) {
            Vector x = JacobianReport.sample(INPUTS, c);
            for (int i = 0; i < INPUTS; i++) {
                inputs[i][c] = x.get(i);
            }
            targets[c % 10][c] = 1;
        }
        Vector[] norms = new Vector[1];
        Time ours = JacobianReport.seconds(
                JacobianReport.THREAD, 1, 3, 1, () -> norms[0] = pass.squaredJumpNorms(inputs, targets, m));
        JacobianReport.line("LeNet: 10,000 squared norms, 1 thread", ours);
        Vector one = norms[0];
        JacobianReport.line(
                "  2 threads",
                JacobianReport.seconds(
                        JacobianReport.PROCESS,
                        0,
                        2,
                        1,
                        () -> norms[0] = pass.squaredJumpNorms(inputs, targets, m, Workers.of(2))));
        if (!one.equals(norms[0])) {
            throw new AssertionError("the number of threads matters");
        }
        double[] squares = new double[part];
        Time loop = JacobianReport.seconds(JacobianReport.THREAD, 1, 3, 1, () -> {
            for (int c = 0; c < part; c++) {
                double[] jump = pass.jump(JacobianReport.sample(INPUTS, c), pass.target(c % 10))
                        .toArray();
                squares[c] = MatrixProduct.dot(jump.length, jump, jump);
            }
            return squares;
        });
        Time scaled = new Time(loop.cpu() * m / part, loop.wall() * m / part);
        JacobianReport.line("  jump by jump (200, scaled)", scaled);
        JacobianReport.ratio("jump by jump against ours", scaled, ours);
        for (int c = 0; c < part; c++) {
            if (Math.abs(squares[c] - one.get(c)) > 1e-12 * squares[c]) {
                throw new AssertionError("sample " + c);
            }
        }
    }
}
