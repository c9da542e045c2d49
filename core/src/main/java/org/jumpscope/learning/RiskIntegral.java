package org.jumpscope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.numeric.Interval;

/**
 * Deterministic integrals over the boundary distribution of H, h, h′ and h² times powers of the input.
 *
 * <p>Gauss–Kronrod panels of (10, 21) nodes on each class's mesh, cut where the state puts a kink, x_k = (y_k − b)/w, and
 * halved until the rule's error estimate is below a tolerance. All panels of a level are evaluated in one block per
 * smooth stretch of H. Cells of the tails are added outwards until they contribute nothing. For one thread at a time.
 */
final class RiskIntegral {
    /** Contributions of a tail cell below this part of the whole end the sum. */
    private static final double NEGLIGIBLE = 1e-19;
    /** Contributions of the outermost cell, at a mass of 1e−300, above this part of the whole mean divergence. */
    private static final double DIVERGING = 1e-10;

    private static final double ROUNDING = 0x1p-53;
    private static final int DEEPEST_LEVEL = 60;
    private static final int MOST_HALVES_PER_PANEL = 4;
    private static final int TAIL_CELLS = 4;

    private final double centre;
    private final double scale;
    private final List<Part> parts = new ArrayList<>();
    private double[] preActivations = new double[64 * Panel.NODES];
    private double[][] outputs = new double[3][64 * Panel.NODES];

    RiskIntegral(Composition composition, ClassMixture mixture) {
        List<ClassMixture.Component> components = mixture.components();
        double middle = 0;
        for (ClassMixture.Component component : components) {
            middle += component.share() * component.law().quantile(0.5);
        }
        double square = 0;
        for (ClassMixture.Component component : components) {
            double offset = component.law().quantile(0.5) - middle;
            double spread = 0.5
                    * (BoundaryMesh.quantileAtScore(component.law(), 1)
                            - BoundaryMesh.quantileAtScore(component.law(), -1));
            square += component.share() * (offset * offset + spread * spread);
        }
        this.centre = middle;
        this.scale = Math.sqrt(square);
        for (ClassMixture.Component component : components) {
            parts.add(new Part(composition.at(component.target()), new BoundaryMesh(component, centre, scale)));
        }
    }

    double centre() {
        return centre;
    }

    double scale() {
        return scale;
    }

    /** One class: its composition's stretches by window, its mesh, and where the state puts the cuts. */
    private final class Part {
        final TargetComposition composition;
        final BoundaryMesh mesh;
        final TreeMap<Double, List<Stretch>> byWindow = new TreeMap<>();
        List<Stretch> stretches;
        /** Ends in x of the stretches, in order of x: stretch i lies between cuts i and i + 1. */
        double[] cuts;

        Stretch[] inOrder;
        int firstCell;
        int lastCell;

        Part(TargetComposition composition, BoundaryMesh mesh) {
            this.composition = composition;
            this.mesh = mesh;
        }

        void place(double weight, double bias) {
            double far = Math.max(
                    Math.abs(mesh.low(mesh.firstCentral()) - centre), Math.abs(mesh.high(mesh.lastCentral()) - centre));
            double reach = Math.abs(weight) * far / scale + Math.abs(bias);
            double window = 64;
            while (window < reach && window < 1e300) {
                window *= 16;
            }
            stretches = byWindow.computeIfAbsent(window, size -> Stretch.of(composition, Interval.of(-size, size)));
            int n = stretches.size();
            if (weight == 0) {
                int holding = 0;
                while (holding < n - 1 && stretches.get(holding).upper <= bias) {
                    holding++;
                }
                inOrder = new Stretch[] {stretches.get(holding)};
                cuts = new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
            } else {
                inOrder = new Stretch[n];
                cuts = new double[n + 1];
                cuts[0] = Double.NEGATIVE_INFINITY;
                cuts[n] = Double.POSITIVE_INFINITY;
                for (int i = 0; i < n; i++) {
                    int at = weight > 0 ? i : n - 1 - i;
                    inOrder[i] = stretches.get(at);
                    if (i > 0) {
                        double y = weight > 0 ? inOrder[i].lower : inOrder[i].upper;
                        cuts[i] = centre + scale * ((y - bias) / weight);
                    }
                }
            }
            firstCell = mesh.firstCentral();
            lastCell = mesh.lastCentral();
        }

        void addTasks(int cell, List<Task> tasks, RiskSums sums) {
            for (Panel panel : mesh.panels(cell)) {
                for (int i = 0; i < inOrder.length; i++) {
                    double low = Math.max(panel.low, cuts[i]);
                    double high = Math.min(panel.high, cuts[i + 1]);
                    if (low >= high) {
                        continue;
                    }
                    boolean whole = low == panel.low && high == panel.high;
                    Stretch stretch = inOrder[i];
                    if (stretch.kind == Stretch.Kind.SMOOTH) {
                        Panel part = whole ? panel : panel.part(low, high);
                        sums.activeMass += part.mass;
                        tasks.add(new Task(part, stretch));
                        continue;
                    }
                    double mass = whole ? panel.mass : mesh.share() * mesh.law().probability(low, high);
                    if (stretch.kind == Stretch.Kind.DEAD) {
                        sums.sum[RiskSums.VALUE] += mass * stretch.constant;
                        sums.magnitude[RiskSums.VALUE] += Math.abs(mass * stretch.constant);
                    } else {
                        sums.undefinedMass += mass;
                    }
                }
            }
        }

        /** Adds the parts of kinks to the Hessian: share · p(x_k) [h(y_k+) − h(y_k−)]/|w| · (u, 1)(u, 1)ᵀ. */
        void addKinks(double weight, RiskSums sums) {
            for (int i = 1; i < inOrder.length; i++) {
                Stretch below = weight > 0 ? inOrder[i - 1] : inOrder[i];
                Stretch above = weight > 0 ? inOrder[i] : inOrder[i - 1];
                double x = cuts[i];
                double density = Double.isFinite(x) ? mesh.share() * mesh.law().density(x) : 0;
                if (density == 0) {
                    continue;
                }
                if (below.divergesAtUpper || above.divergesAtLower) {
                    sums.divergesAt = above.lower;
                }
                double jump = above.valueAtLower - below.valueAtUpper;
                double size = Math.max(Math.abs(above.valueAtLower), Math.abs(below.valueAtUpper));
                if (Math.abs(jump) > 1e-9 * size) {
                    sums.jumpsAt = above.lower;
                }
                double slopeJump = below.slopeJump(above);
                if (Double.isFinite(slopeJump)) {
                    double part = density * scale / Math.abs(weight) * slopeJump;
                    double u = (x - centre) / scale;
                    sums.sum[RiskSums.CURVATURE] += part;
                    sums.sum[RiskSums.CURVATURE_U] += part * u;
                    sums.sum[RiskSums.CURVATURE_UU] += part * u * u;
                }
            }
        }
    }

    /** A panel to be evaluated, and what came out. */
    private static final class Task {
        final Panel panel;
        final Stretch stretch;
        final double[] sum = new double[RiskSums.ALL];
        final double[] difference = new double[RiskSums.ALL];
        final double[] magnitude = new double[RiskSums.ALL];
        double magnitudeWeight;
        boolean isLast;
        /** ∫|h′y|, which times the rounding unit is the noise that the rounding of y makes. */
        double sensitivity;

        Task(Panel panel, Stretch stretch) {
            this.panel = panel;
            this.stretch = stretch;
        }
    }

    /**
     * Computes the integrals.
     *
     * @param weight w′ = ws, so that y = w′u + b′
     * @param bias b′ = b + wm
     * @param tolerance error allowed relative to the integral of the absolute value
     * @param components {@link RiskSums#SEARCH} or {@link RiskSums#ALL}
     */
    RiskSums at(double weight, double bias, double tolerance, int components) {
        RiskSums sums = new RiskSums();
        List<Task> level = new ArrayList<>();
        for (Part part : parts) {
            part.place(weight, bias);
            for (int cell = part.firstCell; cell <= part.lastCell; cell++) {
                part.addTasks(cell, level, sums);
            }
        }
        if (weight != 0) {
            parts.forEach(part -> part.addKinks(weight, sums));
        }
        if (sums.undefinedMass > RiskSums.UNDEFINED_MASS || !Double.isNaN(sums.divergesAt)) {
            // No integral to compute: halving would go on to the singularity.
            return sums;
        }
        evaluate(level, weight, bias, components);
        double[] whole = sums.magnitude.clone();
        addMagnitudes(level, whole);
        for (Part part : parts) {
            extend(part, -1, level, whole, weight, bias, components, sums);
            extend(part, 1, level, whole, weight, bias, components, sums);
        }
        int most = MOST_HALVES_PER_PANEL * (level.size() + 8);
        for (int depth = 0; !level.isEmpty(); depth++) {
            List<Task> next = new ArrayList<>();
            for (Task task : level) {
                if (depth >= DEEPEST_LEVEL
                        || task.isLast
                        || isAccurate(task, whole, tolerance, components)
                        || !task.panel.isDivisible()) {
                    accept(task, sums);
                } else {
                    next.add(new Task(task.panel.lowerHalf(), task.stretch));
                    next.add(new Task(task.panel.upperHalf(), task.stretch));
                }
            }
            if (next.size() > most) {
                // What still grows here is noise.
                next.forEach(task -> task.isLast = true);
            }
            evaluate(next, weight, bias, components);
            level = next;
        }
        return sums;
    }

    /** Adds cells of a tail until the outermost contributes nothing to any integral. */
    private void extend(
            Part part,
            int side,
            List<Task> level,
            double[] whole,
            double weight,
            double bias,
            int components,
            RiskSums sums) {
        List<Task> outermost = new ArrayList<>();
        int cell = side < 0 ? part.firstCell : part.lastCell;
        part.addTasks(cell, outermost, new RiskSums());
        // The outermost central cell is already among the tasks; it is only looked at here.
        evaluate(outermost, weight, bias, components);
        while (true) {
            double[] contribution = new double[RiskSums.ALL];
            addMagnitudes(outermost, contribution);
            double largest = 0;
            for (int i = 0; i < components; i++) {
                largest = Math.max(largest, whole[i] > 0 ? contribution[i] / whole[i] : 0);
            }
            if (largest <= NEGLIGIBLE) {
                return;
            }
            boolean atEnd = side < 0 ? cell == 0 : cell == part.mesh.size() - 1;
            if (atEnd) {
                Interval support = part.mesh.law().support();
                boolean unbounded = Double.isInfinite(side < 0 ? support.low() : support.high());
                for (int i = 0; i < RiskSums.CURVATURE; i++) {
                    sums.heavyTail |= unbounded && whole[i] > 0 && contribution[i] > DIVERGING * whole[i];
                }
                return;
            }
            outermost = new ArrayList<>();
            for (int i = 0; i < TAIL_CELLS && !(side < 0 ? cell == 0 : cell == part.mesh.size() - 1); i++) {
                cell += side;
                outermost.clear();
                part.addTasks(cell, outermost, sums);
                evaluate(outermost, weight, bias, components);
                addMagnitudes(outermost, whole);
                level.addAll(outermost);
            }
        }
    }

    private static void addMagnitudes(List<Task> tasks, double[] whole) {
        for (Task task : tasks) {
            for (int i = 0; i < whole.length; i++) {
                whole[i] += task.magnitude[i];
            }
        }
    }

    /** QUADPACK's estimate of Kronrod's error from the distance to Gauss' rule. */
    private static boolean isAccurate(Task task, double[] whole, double tolerance, int components) {
        for (int i = 0; i < components; i++) {
            double size = task.magnitude[i];
            double distance = 200 * task.difference[i];
            double error = distance >= size ? size : size * Math.sqrt(distance / size) * (distance / size);
            // Where h is steep, as before a clip, the rounding of y makes noise that no halving reduces.
            double noise = 32 * ROUNDING * task.sensitivity / task.magnitude[RiskSums.SLOPE] * size;
            if (error > tolerance * whole[i] && !(task.difference[i] <= noise)) {
                return false;
            }
        }
        return true;
    }

    private static void accept(Task task, RiskSums sums) {
        for (int i = 0; i < RiskSums.ALL; i++) {
            sums.sum[i] += task.sum[i];
            sums.magnitude[i] += task.magnitude[i];
        }
        sums.magnitudeWeight += task.magnitudeWeight;
        sums.noise += 2 * ROUNDING * task.sensitivity;
    }

    private void evaluate(List<Task> tasks, double weight, double bias, int components) {
        int from = 0;
        while (from < tasks.size()) {
            Stretch stretch = tasks.get(from).stretch;
            int to = from + 1;
            while (to < tasks.size() && tasks.get(to).stretch == stretch) {
                to++;
            }
            evaluate(tasks.subList(from, to), stretch, weight, bias, components);
            from = to;
        }
    }

    private void evaluate(List<Task> tasks, Stretch stretch, double weight, double bias, int components) {
        int n = tasks.size() * Panel.NODES;
        if (preActivations.length < n) {
            preActivations = new double[2 * n];
            outputs = new double[3][2 * n];
        }
        double[] y = preActivations;
        int k = 0;
        for (Task task : tasks) {
            double[] u = task.panel.input;
            for (int i = 0; i < Panel.NODES; i++) {
                // A node next to a kink may round to the other side of it.
                y[k++] = Math.min(Math.max(weight * u[i] + bias, stretch.lower), stretch.upper);
            }
        }
        stretch.kernel.evaluate(y, n, outputs, stretch.workspace);
        k = 0;
        for (Task task : tasks) {
            addNodes(task, k, components);
            k += Panel.NODES;
        }
    }

    private void addNodes(Task task, int offset, int components) {
        double[] values = outputs[0];
        double[] slopes = outputs[1];
        double[] curvatures = outputs[2];
        double[] f = new double[RiskSums.ALL];
        double[] inputs = task.panel.input;
        double[] weights = task.panel.weight;
        double weightSum = 0;
        double sensitivity = 0;
        for (int i = 0; i < Panel.NODES; i++) {
            double p = weights[i];
            if (p == 0) {
                continue;
            }
            double u = inputs[i];
            double h = slopes[offset + i];
            double ph = p * h;
            double pc = p * curvatures[offset + i];
            f[RiskSums.VALUE] = p * values[offset + i];
            f[RiskSums.SLOPE] = ph;
            f[RiskSums.SLOPE_U] = ph * u;
            f[RiskSums.CURVATURE] = pc;
            f[RiskSums.CURVATURE_U] = pc * u;
            f[RiskSums.CURVATURE_UU] = pc * u * u;
            if (components > RiskSums.SEARCH) {
                f[RiskSums.SQUARE] = ph * h;
                f[RiskSums.SQUARE_U] = ph * h * u;
                f[RiskSums.SQUARE_UU] = ph * h * u * u;
            }
            weightSum += Math.abs(ph * (centre + scale * u));
            sensitivity += Math.abs(pc * preActivations[offset + i]);
            double ratio = 1 - Panel.GAUSS_RATIO[i];
            for (int j = 0; j < components; j++) {
                task.sum[j] += f[j];
                task.difference[j] += ratio * f[j];
                task.magnitude[j] += Math.abs(f[j]);
            }
        }
        task.magnitudeWeight = weightSum;
        task.sensitivity = sensitivity;
        for (int j = 0; j < components; j++) {
            task.difference[j] = Math.abs(task.difference[j]);
        }
    }

    /** Replaces the state's coordinates: y = wx + b = w′u + b′. */
    double standardWeight(double weight) {
        return weight * scale;
    }

    double standardBias(double weight, double bias) {
        return bias + weight * centre;
    }

    double weight(double standardWeight) {
        return standardWeight / scale;
    }

    double bias(double standardWeight, double standardBias) {
        return standardBias - standardWeight * (centre / scale);
    }
}
