package org.jumpscope.learning.training;

import java.util.List;
import java.util.Locale;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;

/** How the rate changes along training: a factor on γ for each step. */
public sealed interface RateSchedule {

    /**
     * The factor of a step.
     *
     * @param step number of the step, from 0
     * @param steps steps of the whole training, at most
     * @param stepsPerEpoch steps of an epoch
     */
    double factor(long step, long steps, long stepsPerEpoch);

    /** Whether the factor depends on how long the whole training is. */
    default boolean dependsOnLength() {
        return false;
    }

    /** Always 1. */
    record Constant() implements RateSchedule {
        @Override
        public double factor(long step, long steps, long stepsPerEpoch) {
            return 1;
        }

        @Override
        public String toString() {
            return "constant";
        }
    }

    /**
     * Multiplied by c after each E epochs: c^⌊epoch/E⌋.
     *
     * @param epochs E, 1 or more
     * @param ratio c, positive, at most 1
     */
    record Steps(int epochs, double ratio) implements RateSchedule {
        /**
         * Checks the numbers.
         *
         * @throws InvalidInputException if E is less than 1, or c not above 0 and at most 1
         */
        public Steps {
            if (epochs < 1 || !(ratio > 0 && ratio <= 1)) {
                throw new InvalidInputException("Schedule 'step(" + epochs + ", " + ratio
                        + ")' does not say after how many epochs (1 or more) the rate is multiplied, and by what (above 0, at"
                        + " most 1); write step(10, 0.5).");
            }
        }

        @Override
        public double factor(long step, long steps, long stepsPerEpoch) {
            double factor = 1;
            for (long drops = step / stepsPerEpoch / epochs; drops > 0 && factor > 0; drops--) {
                factor *= ratio;
            }
            return factor;
        }

        @Override
        public String toString() {
            return Call.text("step", epochs, ratio);
        }
    }

    /**
     * From 1 to r along half a cosine: r + (1 − r)·½(1 + cos(πt/T)) at step t of T (Loshchilov and Hutter 2017, one
     * cycle).
     *
     * @param last r, the factor at the end, 0 to 1
     */
    record Cosine(double last) implements RateSchedule {
        /**
         * Checks r.
         *
         * @throws InvalidInputException if it is not from 0 to 1
         */
        public Cosine {
            if (!(last >= 0 && last <= 1)) {
                throw new InvalidInputException("Schedule 'cosine(" + last
                        + ")' ends at a factor that is not from 0 to 1; write cosine(0.01).");
            }
        }

        @Override
        public double factor(long step, long steps, long stepsPerEpoch) {
            // The cosine of StrictMath has the same bits on every processor.
            double part = Math.min(1, (double) step / steps);
            return last + (1 - last) * 0.5 * (1 + StrictMath.cos(Math.PI * part));
        }

        @Override
        public boolean dependsOnLength() {
            return true;
        }

        @Override
        public String toString() {
            return last == 0 ? "cosine" : Call.text("cosine", last);
        }
    }

    /**
     * Reads {@code constant}, {@code step(EPOCHS, RATIO)} or {@code cosine(LAST)}; without numbers step(10, 0.5) and
     * cosine(0).
     *
     * @throws InvalidInputException if it is none of these, with the nearest name
     */
    static RateSchedule parse(String text) {
        Call call = Call.parse(text);
        return switch (call.name()) {
            case "constant" -> {
                call.parameters("schedule", List.of());
                yield new Constant();
            }
            case "step" -> {
                List<Double> p = call.parameters("schedule", List.of(10.0, 0.5));
                if (p.get(0) != Math.rint(p.get(0)) || p.get(0) > Integer.MAX_VALUE) {
                    throw new InvalidInputException(
                            "Schedule '" + text.trim() + "' has " + p.get(0) + " for a number of epochs.");
                }
                yield new Steps(p.get(0).intValue(), p.get(1));
            }
            case "cosine" ->
                new Cosine(call.parameters("schedule", List.of(0.0)).get(0));
            default -> {
                List<String> known = List.of("constant", "step", "cosine");
                throw new InvalidInputException(
                        "There is no schedule '" + text.trim().toLowerCase(Locale.ROOT) + "'"
                                + NearestName.to(call.name(), known)
                                        .map(near -> ": did you mean '" + near + "'?")
                                        .orElse(": use " + String.join(", ", known) + "."));
            }
        };
    }
}
