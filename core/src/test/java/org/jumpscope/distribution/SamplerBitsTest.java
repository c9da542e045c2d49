package org.jumpscope.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bits of the samples, the same on every JDK.
 *
 * <p>The hashes are no reference for the laws (the contract test is): they were found equal on JDK 17 and 25, and a
 * change of one says that runs of an older version cannot be repeated.
 */
class SamplerBitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normal(0.1, 0.3) | 72e47c4e2f734bc7",
                "laplace(0.1, 0.3) | ab2a619199e6dffe",
                "logistic(0.1, 0.3) | 82565b44df386cda",
                "student(2.7, 0.1, 0.3) | 5bb1fb8a5c727c85",
                "powerlaw(2.3, 1, 10) | 7186c3225ba53ad4",
                "powerlaw(0.4, 0.001, 10) | 4a709f40c2dc2352",
                "powerlaw(1, 0.001, 10) | c8a2a087fcc0a747",
                "uniform(0.1, 0.7) | 72a54fae0a880456",
                "mixture(0.3, normal(0, 1), 0.7, student(1.1, 1, 1)) | 8eadc7237b483806",
            })
    void samplesKeepTheirBits(String law, String hash) {
        UniformRandomProvider random = DistributionContractTest.random();
        Distribution distribution = DistributionParser.parse(law);
        double[] block = new double[4096];
        long bits = 0;
        for (int i = 0; i < 50; i++) {
            distribution.sample(random, block, block.length);
            for (double x : block) {
                bits = 31 * bits + Double.doubleToRawLongBits(x);
            }
        }
        assertEquals(hash, Long.toHexString(bits));
    }
}
