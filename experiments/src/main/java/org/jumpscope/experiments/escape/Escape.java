package org.jumpscope.experiments.escape;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.experiments.Progress;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Workers;

/**
 * How long x ← x − η V′(x) + ξ takes to leave a local minimum, for symmetric noise ξ of one variance and several laws; the plan
 * and its finding are in {@code docs/escape.md}.
 */
public final class Escape {
    /** Runs of each cell, fixed before the first run. */
    public static final int RUNS = 1000;

    /** η. */
    private static final double RATE = 0.01;
    /** Decades of the power laws. */
    private static final double DECADES = 3;

    private static final double[] EXPONENTS = {1.5, 2, 2.5};
    /** ΔV/T, with ΔV the barrier ¼ and T = E[ξ²]/(2η). */
    private static final double[] BARRIERS = {1.5, 3, 4.5};

    private static final double BARRIER = 0.25;
    private static final long MOST_STEPS = 5_000_000;

    private Escape() {}

    /** The potentials. */
    public enum Landscape {
        /** V = (x² − 1)²/4 from x = −1: left when x is above 0. */
        DOUBLE_WELL("double well", -1, 0) {
            @Override
            double slope(double x) {
                return x * (x * x - 1);
            }
        },
        /** V = x²/20 + (1 − cos 2πx)/8 from x = −3: left when x is above −½, in the lowest well. */
        RUGGED("rugged", -3, -0.5) {
            @Override
            double slope(double x) {
                return 0.1 * x + 0.25 * Math.PI * StrictMath.sin(2 * Math.PI * x);
            }
        };

        private final String text;
        private final double start;
        private final double goal;

        Landscape(String text, double start, double goal) {
            this.text = text;
            this.start = start;
            this.goal = goal;
        }

        abstract double slope(double x);

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * What is asked for.
     *
     * @param runs runs of each cell
     * @param seed seed
     * @param threads threads; no number depends on them
     */
    public record Request(int runs, long seed, int threads) {}

    /**
     * The answer.
     *
     * @param runs runs of each cell
     * @param cells one for each landscape, barrier and noise
     * @param digits the part with images; null without images
     */
    public record Result(int runs, List<Cell> cells, DigitEscape.Result digits) {
        /** The same with the part with images. */
        public Result with(DigitEscape.Result other) {
            return new Result(runs, cells, other);
        }
    }

    /**
     * One landscape, barrier and noise.
     *
     * @param landscape the potential
     * @param barrier ΔV/T
     * @param noise the law of the noise
     * @param escaped runs that left
     * @param meanSteps all steps over runs that left
     * @param standardError of it
     * @param ratio of the mean to that of normal noise; 1 for normal noise
     * @param interval its 95 % interval
     */
    public record Cell(
            String landscape,
            double barrier,
            String noise,
            int escaped,
            double meanSteps,
            double standardError,
            double ratio,
            List<Double> interval) {}

    /**
     * Runs all cells.
     *
     * @param request what is asked for
     * @param progress hears how far it has come
     * @throws InvalidInputException if there are fewer than 10 runs
     */
    public static Result run(Request request, Progress progress) {
        if (request.runs() < 10 || request.runs() > 1_000_000) {
            throw new InvalidInputException(
                    "Number of runs " + request.runs() + " is not between 10 and 1000000; give for example 1000.");
        }
        List<Cell> cells = new ArrayList<>();
        for (Landscape landscape : Landscape.values()) {
            for (double barrier : BARRIERS) {
                double deviation = Math.sqrt(2 * RATE * BARRIER / barrier);
                Cell normal = null;
                for (Noise noise : noises(deviation)) {
                    Cell cell = cell(landscape, barrier, noise, request, normal);
                    normal = normal == null ? cell : normal;
                    cells.add(cell);
                    int all = Landscape.values().length * BARRIERS.length * (1 + EXPONENTS.length);
                    progress.report("escape", (double) cells.size() / all);
                }
            }
        }
        return new Result(request.runs(), List.copyOf(cells), null);
    }

    private static List<Noise> noises(double deviation) {
        List<Noise> noises = new ArrayList<>(List.of(Noise.normal(deviation)));
        for (double exponent : EXPONENTS) {
            noises.add(Noise.powerLaw(exponent, DECADES, deviation));
        }
        return noises;
    }

    private static Cell cell(Landscape landscape, double barrier, Noise noise, Request request, Cell normal) {
        long[] steps = new long[request.runs()];
        RandomBlocks random =
                RandomBlocks.of(request.seed()).stream("escape " + landscape + " " + barrier + " " + noise.name());
        Workers.of(request.threads())
                .share(steps.length, run -> steps[run] = steps(landscape, noise, random.stream("run " + run)));
        EscapeTime time = EscapeTime.of(steps, MOST_STEPS);
        if (normal == null) {
            return new Cell(
                    landscape.toString(),
                    barrier,
                    noise.name(),
                    time.escaped(),
                    time.meanSteps(),
                    time.standardError(),
                    1,
                    List.of(1.0, 1.0));
        }
        EscapeTime other = new EscapeTime(normal.escaped(), normal.meanSteps(), normal.standardError());
        return new Cell(
                landscape.toString(),
                barrier,
                noise.name(),
                time.escaped(),
                time.meanSteps(),
                time.standardError(),
                time.ratio(other),
                time.interval(other));
    }

    private static long steps(Landscape landscape, Noise noise, RandomBlocks random) {
        double[] kicks = new double[RandomBlocks.BLOCK];
        double x = landscape.start;
        for (long step = 0; step < MOST_STEPS; step++) {
            int i = (int) (step % kicks.length);
            if (i == 0) {
                noise.sample(random.block(step / kicks.length), kicks);
            }
            x += kicks[i] - RATE * landscape.slope(x);
            if (x > landscape.goal) {
                return step + 1;
            }
        }
        return MOST_STEPS;
    }
}
