package org.jumpscope.figures.paper;

import java.util.List;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.RealCases;
import org.jumpscope.experiments.Reproduce;

/**
 * A run of {@code reproduce}: what was asked, what was found, and where it comes from.
 *
 * @param request what was asked
 * @param result what was found
 * @param provenance where it comes from
 * @param missing real data that were not there
 * @param companions what else was computed, with pages of their own
 */
public record ReproduceRun(
        Reproduce.Request request,
        Reproduce.Result result,
        Provenance provenance,
        List<RealCases.Missing> missing,
        List<Companion> companions) {
    /** Keeps copies of the lists. */
    public ReproduceRun {
        missing = List.copyOf(missing);
        companions = List.copyOf(companions);
    }

    Settings settings() {
        return request.settings();
    }

    double tolerance() {
        return request.settings().tolerance();
    }

    boolean complete() {
        return request.figure() == null;
    }
}
