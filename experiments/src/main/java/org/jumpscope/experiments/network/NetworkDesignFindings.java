package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;

/** What a design for a network comes to, one sentence a result over all units. */
final class NetworkDesignFindings {
    private final List<String> sentences = new ArrayList<>();
    private final List<NetworkDesignResult.UnitResult> units;
    private final List<NetworkDesignResult.BranchResult> branches;
    private final Distribution target;

    private NetworkDesignFindings(List<NetworkDesignResult.UnitResult> units, Distribution target) {
        this.units = units;
        this.branches = units.stream().flatMap(u -> u.branches().stream()).toList();
        this.target = target;
    }

    static List<String> of(
            List<NetworkDesignResult.UnitResult> units,
            List<NetworkDesignResult.EarlierResult> earlier,
            Distribution target) {
        NetworkDesignFindings findings = new NetworkDesignFindings(units, target);
        findings.law("Bias jumps", "", NetworkDesignResult.BranchResult::bias);
        findings.law("Weight jumps", "", NetworkDesignResult.BranchResult::weights);
        findings.law("Lengths of the weight jumps", "", NetworkDesignResult.BranchResult::length);
        String out = " of held-out samples";
        findings.law(
                "Bias jumps", out, b -> b.heldOut() == null ? null : b.heldOut().bias());
        findings.law(
                "Weight jumps",
                out,
                b -> b.heldOut() == null ? null : b.heldOut().weights());
        findings.law(
                "Lengths of the weight jumps",
                out,
                b -> b.heldOut() == null ? null : b.heldOut().length());
        findings.gradient();
        findings.earlier(earlier);
        return findings.sentences;
    }

    private void law(
            String what, String samples, Function<NetworkDesignResult.BranchResult, NetworkDesignResult.LawResult> of) {
        List<NetworkDesignResult.LawResult> all = branches.stream()
                .map(of)
                .filter(Objects::nonNull)
                .filter(law -> law.ksDistance() != null)
                .toList();
        if (all.isEmpty()) {
            return;
        }
        long within = all.stream().filter(l -> l.ksDistance() <= l.ksLimit()).count();
        double[] distances = all.stream()
                .mapToDouble(NetworkDesignResult.LawResult::ksDistance)
                .sorted()
                .toArray();
        sentences.add(String.format(
                Locale.ROOT,
                "%s%s are within the 95 %% limit of the law on %d of %d branches; the median distance is %.3g, the largest %.3g%s.",
                what,
                samples,
                within,
                all.size(),
                distances[distances.length / 2],
                distances[distances.length - 1],
                exponents(all)));
    }

    private String exponents(List<NetworkDesignResult.LawResult> all) {
        double[] found = all.stream()
                .filter(l -> l.exponentMeasured() != null)
                .mapToDouble(NetworkDesignResult.LawResult::exponentMeasured)
                .sorted()
                .toArray();
        if (found.length == 0 || !(target instanceof BoundedPowerLaw power)) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "; exponents are from %.4g to %.4g where %.4g was asked",
                found[0],
                found[found.length - 1],
                power.exponent());
    }

    private void gradient() {
        double[] ratios = units.stream()
                .filter(u -> u.equilibrium() != null)
                .mapToDouble(u -> u.equilibrium().residual() / u.equilibrium().meanLength())
                .sorted()
                .toArray();
        double[] samples = units.stream()
                .filter(u -> u.equilibrium() != null)
                .mapToDouble(u -> u.equilibrium().equilibriumSamples())
                .sorted()
                .toArray();
        long reached = units.stream()
                .filter(u -> u.equilibrium() != null && u.equilibrium().reached())
                .count();
        int last = ratios.length - 1;
        sentences.add(String.format(
                Locale.ROOT,
                "The mean gradient of a unit is %.3g to %.3g of the mean length of a sample's: two of its conditions hold by design, "
                        + "the others do not, and it outgrows its fluctuation after %.3g to %.3g samples (%d of %d units are at an "
                        + "equilibrium over the samples).",
                ratios[0],
                ratios[last],
                samples[0],
                samples[last],
                reached,
                ratios.length));
    }

    private void earlier(List<NetworkDesignResult.EarlierResult> earlier) {
        for (String group : earlier.stream()
                .map(NetworkDesignResult.EarlierResult::group)
                .distinct()
                .toList()) {
            List<NetworkDesignResult.EarlierResult> own =
                    earlier.stream().filter(e -> e.group().equals(group)).toList();
            double[][] found = own.stream()
                    .filter(e -> e.constant() != null)
                    .map(e ->
                            new double[] {e.constant().exponent(), e.constant().decades()})
                    .toArray(double[][]::new);
            if (found.length == 0) {
                sentences.add(
                        "Jumps of " + group + " have no run of decades with one exponent, for any class and sign.");
                continue;
            }
            double[] exponents =
                    Arrays.stream(found).mapToDouble(f -> f[0]).sorted().toArray();
            double[] decades =
                    Arrays.stream(found).mapToDouble(f -> f[1]).sorted().toArray();
            sentences.add(String.format(
                    Locale.ROOT,
                    "Jumps of %s have a run of decades with one exponent in %d of %d classes and signs: exponents from %.3g to %.3g, "
                            + "%.0f to %.0f decades.",
                    group,
                    found.length,
                    own.size(),
                    exponents[0],
                    exponents[exponents.length - 1],
                    decades[0],
                    decades[decades.length - 1]));
        }
    }
}
