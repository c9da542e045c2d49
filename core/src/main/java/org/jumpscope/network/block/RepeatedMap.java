package org.jumpscope.network.block;

import java.util.Arrays;
import org.jumpscope.numeric.Workers;

/** A repeated block: its derivatives are those of each stretch. */
public final class RepeatedMap implements BlockMap {
    private final int times;
    private final int inputs;
    private final int outputs;
    private final BlockMap map;

    RepeatedMap(Repeated block) {
        this.times = block.times();
        this.inputs = block.block().inputs();
        this.outputs = block.block().outputs();
        this.map = block.block().at(new double[0], 0);
    }

    private double[][] in(double[][] rows, int stretch) {
        return Arrays.copyOfRange(rows, stretch * inputs, (stretch + 1) * inputs);
    }

    private double[][] out(double[][] rows, int stretch) {
        return Arrays.copyOfRange(rows, stretch * outputs, (stretch + 1) * outputs);
    }

    private double[] in(double[] values, int stretch) {
        return Arrays.copyOfRange(values, stretch * inputs, (stretch + 1) * inputs);
    }

    private double[] out(double[] values, int stretch) {
        return Arrays.copyOfRange(values, stretch * outputs, (stretch + 1) * outputs);
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        for (int i = 0; i < times; i++) {
            map.forward(in(in, i), m, out(out, i));
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        for (int i = 0; i < times; i++) {
            map.backward(in(in, i), out(out, i), out(delta, i), m, in(alpha, i));
        }
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        for (int i = 0; i < times; i++) {
            map.tangent(in(in, i), out(out, i), in(tangents, i), m, out(outTangents, i), workers);
        }
    }

    @Override
    public void backwardTangent(
            double[] in,
            double[] out,
            double[][] tangents,
            double[][] outTangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] alphaTangents,
            Workers workers) {
        for (int i = 0; i < times; i++) {
            map.backwardTangent(
                    in(in, i),
                    out(out, i),
                    in(tangents, i),
                    out(outTangents, i),
                    out(delta, i),
                    out(deltaTangents, i),
                    m,
                    in(alphaTangents, i),
                    workers);
        }
    }
}
