package org.jumpscope.criticality;

import java.util.Optional;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.FitBootstrap;
import org.jumpscope.criticality.range.RangeBootstrap;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.numeric.RandomBlocks;

/**
 * A parametric bootstrap in which everything is refitted, the range too if it was searched.
 *
 * @param bootstrap replicates, threads and progress
 * @param random source of random numbers
 */
public record RefittedBootstrap(FitBootstrap bootstrap, RandomBlocks random) {

    FitReport.Bootstrap run(SortedSample values, RangeSearch search, RangeSearch.Found found) {
        if (search.choosesAnEnd()) {
            RangeBootstrap.Result result =
                    RangeBootstrap.withDefaults().with(bootstrap).run(search, values, found, random);
            return new FitReport.Bootstrap(
                    result.replicates(), result.pValue(), result.exponent(), result.lower(), result.upper());
        }
        FitBootstrap.Result result = bootstrap.window(values, found.window(), random);
        return new FitReport.Bootstrap(
                result.simulated().values().size(),
                result.pValue(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
