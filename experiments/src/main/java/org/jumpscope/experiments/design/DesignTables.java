package org.jumpscope.experiments.design;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.design.DesignedClass;
import org.jumpscope.design.DesignedLoss;
import org.jumpscope.design.TabulatedLoss;

/** The tables of a designed loss as CSV and NPZ. */
public final class DesignTables {
    /** Columns after the target: a knot y, H there, and the six coefficients of h on the interval that begins there. */
    private static final int COEFFICIENTS = 6;

    private DesignTables() {}

    /** One row of a table: y, H(y), c_0 … c_5; the last row has the slope above the table alone. */
    static List<double[]> rows(TabulatedLoss loss) {
        List<double[]> rows = new ArrayList<>();
        int intervals = loss.knots().size() - 1;
        for (int i = 0; i <= intervals; i++) {
            double[] row = new double[2 + COEFFICIENTS];
            row[0] = loss.knots().get(i);
            row[1] = loss.values().get(i);
            if (i < intervals) {
                for (int j = 0; j < COEFFICIENTS; j++) {
                    row[2 + j] = loss.coefficients().get(i, j);
                }
            } else {
                row[2] = loss.slope(Math.nextUp(row[0]));
            }
            rows.add(row);
        }
        return rows;
    }

    /**
     * Writes both tables as comma-separated values: target,y,H,c0,…,c5.
     *
     * @param out where to; stays open
     * @param loss the design
     * @throws IOException when writing fails
     */
    public static void csv(OutputStream out, DesignedLoss loss) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.append("target,y,H,c0,c1,c2,c3,c4,c5\n");
        for (DesignedClass designed : loss.classes()) {
            for (double[] row : rows(designed.loss())) {
                writer.append(Double.toString(designed.component().target()));
                for (double value : row) {
                    writer.append(',').append(Double.toString(value));
                }
                writer.append('\n');
            }
        }
        writer.flush();
    }

    /**
     * Writes both tables as arrays: targets, state (w, b), rate, and knots, values and coefficients of each class.
     *
     * @param out where to; stays open
     * @param loss the design
     * @throws IOException when writing fails
     */
    public static void npz(OutputStream out, DesignedLoss loss) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        double[] targets =
                loss.classes().stream().mapToDouble(c -> c.component().target()).toArray();
        arrays.put("targets", NpyArray.of(targets, targets.length));
        arrays.put(
                "state",
                NpyArray.of(new double[] {loss.state().weight(), loss.state().bias()}, 2));
        arrays.put("rate", NpyArray.of(new double[] {loss.rate()}, 1));
        for (int c = 0; c < targets.length; c++) {
            List<double[]> rows = rows(loss.classes().get(c).loss());
            int n = rows.size();
            double[] coefficients = new double[n * COEFFICIENTS];
            double[] knots = new double[n];
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                knots[i] = rows.get(i)[0];
                values[i] = rows.get(i)[1];
                System.arraycopy(rows.get(i), 2, coefficients, i * COEFFICIENTS, COEFFICIENTS);
            }
            arrays.put("knots" + c, NpyArray.of(knots, n));
            arrays.put("values" + c, NpyArray.of(values, n));
            arrays.put("coefficients" + c, NpyArray.of(coefficients, n, COEFFICIENTS));
        }
        NpzFile.write(out, arrays);
    }
}
