package org.jumpscope.learning.trajectory;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;

/**
 * At which states of a training potential jumps are recorded: its moments, which also divide the steps into stretches. The first
 * moment is before the first step.
 */
public sealed interface RecordingRule {

    /**
     * The next moment.
     *
     * @param step a number of steps made
     * @param stepsPerEpoch steps of an epoch
     * @return the first moment after it, as a number of steps made
     */
    long next(long step, long stepsPerEpoch);

    /**
     * As many moments in each decade of steps, 10^(i/n) rounded: 0, 1, 2, 5, 10, 22, 46, 100, ... for n = 3.
     *
     * @param perDecade n, 1 to 100
     */
    record Logarithmic(int perDecade) implements RecordingRule {
        /**
         * Checks n.
         *
         * @throws InvalidInputException if it is not 1 to 100
         */
        public Logarithmic {
            if (perDecade < 1 || perDecade > 100) {
                throw new InvalidInputException("Rule 'log(" + perDecade
                        + ")' does not say how many moments there are in a decade of steps: write log(1) to log(100).");
            }
        }

        @Override
        public long next(long step, long stepsPerEpoch) {
            int i = 0;
            long moment = 1;
            while (moment <= step) {
                moment = (long) Math.rint(StrictMath.pow(10, (double) ++i / perDecade));
            }
            return moment;
        }

        @Override
        public String toString() {
            return "log(" + perDecade + ")";
        }
    }

    /**
     * The ends of epochs.
     *
     * @param every number of epochs from one to the next, 1 or more
     */
    record Epochs(int every) implements RecordingRule {
        /**
         * Checks the number.
         *
         * @throws InvalidInputException if it is less than 1
         */
        public Epochs {
            if (every < 1) {
                throw new InvalidInputException("Rule 'epochs(" + every + ")' has no moment: write epochs(1) or more.");
            }
        }

        @Override
        public long next(long step, long stepsPerEpoch) {
            long length = Math.multiplyExact(every, stepsPerEpoch);
            return (step / length + 1) * length;
        }

        @Override
        public String toString() {
            return "epochs(" + every + ")";
        }
    }

    /**
     * Reads {@code log}, {@code log(3)}, {@code epochs} or {@code epochs(2)}; without a number log(3) and epochs(1).
     *
     * @throws InvalidInputException if it is none of these, with the nearest name
     */
    static RecordingRule parse(String text) {
        Matcher parts = Pattern.compile("([a-z-]+)(?:\\(\\s*(\\d{1,9})\\s*\\))?")
                .matcher(text.trim().toLowerCase(Locale.ROOT));
        String name = parts.matches() ? parts.group(1) : text.trim();
        boolean given = parts.matches() && parts.group(2) != null;
        return switch (name) {
            case "log" -> new Logarithmic(given ? Integer.parseInt(parts.group(2)) : 3);
            case "epochs" -> new Epochs(given ? Integer.parseInt(parts.group(2)) : 1);
            default ->
                throw new InvalidInputException("There is no rule '" + text.trim() + "'"
                        + NearestName.to(name, java.util.List.of("log", "epochs"))
                                .map(near -> ": did you mean '" + near + "'?")
                                .orElse(": write log(3), three moments in each decade of steps, or epochs(1)."));
        };
    }
}
