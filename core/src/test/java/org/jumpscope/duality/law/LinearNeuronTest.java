package org.jumpscope.duality.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

/**
 * One linear neuron with squared loss at x₀ = 0, of which all is known: q̇ = −2γ(y − t)(x, 1), y = w·x + b. With e = b − t and s
 * along w/|w|: σ₁² = 4γ²(|w|² + e²), φ₁(s) = σ₁ s + (4γ²/σ₁) e |w| s², and u₁ᵀq̇(x) depends on w·x alone; on the plateau, v
 * orthogonal to w, η = −2γ sign(e)(e + w·x)(−v·x).
 */
class LinearNeuronTest {
    private static final double[] W = {1.2, -0.5, 0.8};
    private static final double B = 0.3;
    private static final double T = 1.0;
    private static final double E = B - T;
    private static final double RATE = 0.7;
    private static final double SIZE = Math.sqrt(1.44 + 0.25 + 0.64);
    private static final double SIGMA = 2 * RATE * Math.sqrt(SIZE * SIZE + E * E);
    private static final double SCALE = 0.6;
    private static final int N = 20000;
    private static final DecoupledLaws.Result RESULT = find();

    private static DecoupledLaws.Result find() {
        Network network = Network.parse("3 1");
        NetworkLearningPass pass = NetworkLearningPass.of(
                        ActivationPass.of(network, new double[] {W[0], W[1], W[2], B}), new SquaredOutputs())
                .withRate(RATE);
        Vector zero = Laws.constant(3, 0);
        LabelSamples samples = Laws.normal(zero, Laws.constant(3, SCALE), N, Vector.of(T));
        return DecoupledLaws.withDefaults()
                .with(DecoupledLaws.Coordinates.NORMAL)
                .withDirections(3)
                .withThreads(2)
                .find(DualityJacobian.of(pass), samples, zero);
    }

    private static DirectionLaw top() {
        return RESULT.laws().get(0);
    }

    /** 1 where v is along w, −1 where it is against it; then φ(s) = σ s ± c s². */
    private static double sign() {
        double along = 0;
        for (int j = 0; j < 3; j++) {
            along += W[j] * top().direction().get(j) / SIZE;
        }
        assertEquals(1, Math.abs(along), 1e-14);
        return Math.signum(along);
    }

    private static double bend() {
        return sign() * 4 * RATE * RATE * E * SIZE / SIGMA;
    }

    /** The quadratic curve, its turning point and exponents: the cubic between nodes is exact. */
    @Test
    void theCurveIsAParabola() {
        assertEquals(SIGMA, top().value(), 1e-14 * SIGMA);
        double c = bend();
        DirectionCurve curve = top().law().curve();
        for (double s = curve.low(); s < curve.high(); s += 0.37) {
            double phi = SIGMA * s + c * s * s;
            assertEquals(phi, curve.value(s), 1e-13 * 30);
            assertEquals(SIGMA + 2 * c * s, curve.slope(s), 1e-12 * 30);
        }
        assertEquals(1, curve.turningPoints().size());
        assertEquals(-SIGMA / (2 * c), curve.turningPoints().get(0), 1e-10);
        assertEquals(0, curve.breaks());
        double mean = top().law().coordinate().mean();
        double deviation = top().law().coordinate().standardDeviation();
        for (CurvePoint point : top().points()) {
            double slope = SIGMA + 2 * c * point.s();
            assertEquals(SIGMA * point.s() + c * point.s() * point.s(), point.value(), 1e-13 * 30);
            // φ″ by differences is right to 1e-9 of the largest slope.
            assertEquals(
                    point.value() * 2 * c / (slope * slope),
                    point.jacobian(),
                    1e-7 * Math.abs(point.value()) / (slope * slope) * 30);
            double dataset = point.value() * (point.s() - mean) / (deviation * deviation) / slope;
            assertEquals(dataset, point.dataset(), 1e-10 * (1 + Math.abs(dataset)));
            assertEquals(point.jacobian() + point.dataset(), point.total(), 0);
        }
    }

    /** Density and distribution function of a parabola of a normal number, both branches. */
    @Test
    void theLawIsThatOfAParabola() {
        CurveLaw law = top().law();
        Normal normal = (Normal) law.coordinate();
        double c = bend();
        double fold = -SIGMA * SIGMA / (4 * c);
        for (double eta : new double[] {-3, -1, -0.2, 0.1, 0.5, 0.9}) {
            double value = c < 0 ? Math.min(eta, fold - 0.01) : Math.max(-eta, fold + 0.01);
            double root = Math.sqrt(SIGMA * SIGMA + 4 * c * value);
            double one = (-SIGMA + root) / (2 * c);
            double two = (-SIGMA - root) / (2 * c);
            double density = (normal.density(one) + normal.density(two)) / root;
            assertEquals(Math.log(density), law.logDensity(value), 1e-10);
            double low = Math.min(one, two);
            double high = Math.max(one, two);
            double between = normal.probability(low, high);
            assertEquals(c < 0 ? 1 - between : between, law.cumulative(value), 1e-11);
            assertEquals(1, law.cumulative(value) + law.survival(value), 1e-12);
            assertEquals(value, law.quantile(law.cumulative(value)), 1e-8);
            assertEquals(value, law.survivalQuantile(law.survival(value)), 1e-8);
            double step = 1e-5;
            double difference = (law.logDensity(value + step) - law.logDensity(value - step)) / (2 * step);
            assertEquals(difference, law.logDensityDerivative(value), 1e-6 * (1 + Math.abs(difference)));
        }
        double beyond = c < 0 ? fold + 0.1 : fold - 0.1;
        assertEquals(Double.NEGATIVE_INFINITY, law.logDensity(beyond));
        assertEquals(c < 0 ? 1 : 0, law.cumulative(beyond), 1e-15);
        // E φ = σμ + c(μ² + s²); the midpoints' own error is below 3e-5 of the deviation.
        double mean =
                SIGMA * normal.mean() + c * (normal.mean() * normal.mean() + Math.pow(normal.standardDeviation(), 2));
        assertEquals(mean, law.mean(), 3e-5 * law.standardDeviation());
        assertTrue(Double.isNaN(law.logDensity(Double.NaN)) && Double.isNaN(law.cumulative(Double.NaN)));
    }

    /** Nothing but w·x moves the top coordinate: the law is exact, sample by sample. */
    @Test
    void theTopDirectionIsDecoupled() {
        DirectionLaw top = top();
        assertEquals(1, top.sobol().value(), 1e-12);
        assertEquals(0, top.sobol().coupling(), 1e-6);
        for (int i = 0; i < N; i += 97) {
            double xi = top.coordinates().get(i);
            assertEquals(SIGMA * xi + bend() * xi * xi, top.jumps().get(i), 1e-12 * 30);
        }
        // Of a normal law with the samples' own moments, the distance of n samples has its 95 % point below 1.36/√n.
        assertTrue(top.distance().withinNoise(), top.distance().toString());
        assertInstanceOf(Validity.Holds.class, top.validity());
        CouplingCorrection correction = top.correction().orElseThrow();
        for (int k = 0; k < correction.nodes().size(); k++) {
            // m = 0 and V = 0, differences of gradients being right to about 1e-11 over a step of 1e-4.
            assertEquals(0, correction.mean().get(k), 1e-7);
            assertEquals(0, correction.variance().get(k), 1e-7);
        }
        assertEquals(correction.decoupled(), correction.secondOrder(), 1e-6);
        assertEquals(1, correction.componentShare(), 1e-12);
    }

    /** η = dξ with d normal and independent: S = (E d)²/E d², V = 4γ²|w|²s²ξ² and m = (E d − d₀)ξ. */
    @Test
    void thePlateauIsAProductOfNormalNumbers() {
        DirectionLaw flat = RESULT.laws().stream()
                .filter(DirectionLaw::onPlateau)
                .findFirst()
                .orElseThrow();
        assertEquals(2 * RATE * Math.abs(E), flat.value(), 1e-14);
        double mean = 2 * RATE * Math.abs(E);
        double deviation = 2 * RATE * SIZE * SCALE;
        double index = mean * mean / (mean * mean + deviation * deviation);
        // A jackknife's error is good to about a sixth; the sample's own slopes move S by about as much.
        assertEquals(index, flat.sobol().value(), 5 * flat.sobol().standardError() + 0.01);
        assertTrue(
                flat.distance().kolmogorov() > 2 * flat.distance().noiseFloor(),
                flat.distance().toString());
        DirectionLaw.ProductAgreement product = flat.product().orElseThrow();
        assertTrue(product.distance().withinNoise(), product.distance().toString());
        Validity.Product validity = assertInstanceOf(Validity.Product.class, flat.validity());
        assertTrue(validity.sentence().contains("product law"), validity.sentence());
        CouplingCorrection correction = flat.correction().orElseThrow();
        for (int k = 0; k < correction.nodes().size(); k++) {
            double s = correction.nodes().get(k);
            // Moments of 20,000 samples: their mean moves d by 0.01 and their variance is right to 1 %.
            double variance = deviation * deviation * s * s;
            assertEquals(variance, correction.variance().get(k), 0.04 * variance + 0.01);
            assertEquals(0, correction.mean().get(k), 0.04 * (1 + Math.abs(s)));
        }
        // P(η ≤ a) = ∫ N(d) Φ(a/(d s)) dd by the trapezoidal rule; the mean over N slopes is off by at most 1.4/√N.
        for (double a : new double[] {-1.5, -0.3, 0.2, 1}) {
            double sum = 0;
            for (int i = -400; i < 400; i++) {
                double d = mean + deviation * (i + 0.5) / 50;
                double weight = Normal.of(mean, deviation).density(d) * deviation / 50;
                sum += weight
                        * (d > 0
                                ? Normal.of(0, SCALE * d).cumulative(a)
                                : Normal.of(0, -SCALE * d).cumulative(a));
            }
            assertEquals(sum, product.law().cumulative(a), 0.01);
        }
        double step = 1e-3;
        double slope = (product.law().cumulative(0.5 + step) - product.law().cumulative(0.5 - step)) / (2 * step);
        assertEquals(slope, product.law().density(0.5), 1e-3 * slope);
    }
}
