package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.data.Projection.Method;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectionTest {
    private static Dataset plane(double[] labels, double... values) {
        return Dataset.of(values, List.of("x", "y"), labels, List.of());
    }

    private static double mean(Vector values) {
        return values.stream().average().orElseThrow();
    }

    @Test
    void meanDifferenceOfFourPoints() {
        // Means (1, 0) and (4, 4): direction (3, 4)/5, distance 5, origin 3/5.
        Dataset data = plane(new double[] {3, 3, 8, 8, 5}, 0, 0, 2, 0, 4, 3, 4, 5, 100, 100);
        Projection projection = Projection.of(Method.MEAN_DIFFERENCE, data, 3, 8);
        assertEquals(0.6, projection.direction().get(0), 1e-15);
        assertEquals(0.8, projection.direction().get(1), 1e-15);
        assertEquals(5, projection.scale(), 1e-14);
        assertEquals(0.6, projection.origin(), 1e-15);
        Vector z = projection.apply(data, 8);
        assertEquals(2, z.size());
        // (4, 3): (2.4 + 2.4 - 0.6)/5
        assertEquals(0.84, z.get(0), 1e-14);
        assertEquals(1, mean(z), 1e-14);
    }

    @Test
    void principalComponentOfAnEllipse() {
        // Centred points ±(2, 2) and ±(1, -1): covariance ∝ [[10, 6], [6, 10]], first eigenvector (1, 1)/√2.
        Dataset data = plane(new double[] {1, 0, 0, 0}, 2, 2, -2, -2, 1, -1, -1, 1);
        Projection projection = Projection.of(Method.PCA, data, 0, 1);
        // Power iteration stops at a residual of 1e-12 of the eigenvalue; the gap is 3/4 of it.
        assertEquals(Math.sqrt(0.5), projection.direction().get(0), 2e-12);
        assertEquals(Math.sqrt(0.5), projection.direction().get(1), 2e-12);
        Projection turned = Projection.of(Method.PCA, data, 1, 0);
        assertEquals(-Math.sqrt(0.5), turned.direction().get(0), 2e-12);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void classMeansAreZeroAndOne(Method method) {
        Dataset data = new ImageFolder(SharedData.file("mnist")).read(ImageFolder.Part.TRAIN, List.of(0, 1));
        Projection projection = Projection.of(method, data, 0, 1);
        // Sums of 6000 terms of order 1, each with relative rounding of some 784 additions.
        assertEquals(0, mean(projection.apply(data, 0)), 1e-11);
        assertEquals(1, mean(projection.apply(data, 1)), 1e-11);
    }

    @Test
    void principalComponentOfMnistIsThatOfNumpy() {
        Dataset data = new ImageFolder(SharedData.file("mnist")).read(ImageFolder.Part.TRAIN, List.of(0, 1));
        Projection projection = Projection.of(Method.PCA, data, 0, 1);
        // numpy 2.4.6 (numpy.linalg.eigh of the 784 x 784 covariance of zeros and ones, pixels over 255).
        assertEquals(MNIST_PIXEL_15_15, projection.direction().get(14 * 28 + 14), 1e-10);
        assertEquals(MNIST_PIXEL_9_20, projection.direction().get(8 * 28 + 19), 1e-10);
        assertEquals(MNIST_SCALE, projection.scale(), 1e-10);
        assertEquals(MNIST_ORIGIN, projection.origin(), 1e-10);
    }

    private static final double MNIST_PIXEL_15_15 = 0.11318889643735887;
    private static final double MNIST_PIXEL_9_20 = -0.0711952161458911;
    private static final double MNIST_SCALE = 7.543431937264703;
    private static final double MNIST_ORIGIN = -6.573222172381236;

    @Test
    void saysWhenThereIsNoDirection() {
        Dataset same = plane(new double[] {0, 1}, 1, 2, 1, 2);
        assertSays(() -> Projection.of(Method.MEAN_DIFFERENCE, same, 0, 1), "have the same mean");
        assertSays(() -> Projection.of(Method.PCA, same, 0, 1), "are all the same");
        // The variance lies along y, the means differ along x only.
        Dataset across = plane(new double[] {0, 0, 1, 1}, 0, -9, 0, 9, 1, -9, 1, 9);
        assertSays(() -> Projection.of(Method.PCA, across, 0, 1), "have the same mean in the direction of pca");
        assertSays(() -> Projection.of(Method.PCA, across, 0, 2), "Class 2 has no sample: the classes are 0, 1");
        String message = assertThrows(IllegalArgumentException.class, () -> Method.parse("lda"))
                .getMessage();
        assertTrue(message.contains("'lda': use pca or mean-difference"), message);
    }
}
