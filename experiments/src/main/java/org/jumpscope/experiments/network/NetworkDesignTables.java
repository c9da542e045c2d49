package org.jumpscope.experiments.network;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.design.DesignedClass;
import org.jumpscope.design.TabulatedLoss;
import org.jumpscope.numeric.Vector;

/** The losses of a network's units as CSV and NPZ. Between two knots h is linear; beyond the table it is constant. */
public final class NetworkDesignTables {
    private NetworkDesignTables() {}

    /**
     * Writes all tables as comma-separated values: unit,target,y,H,h.
     *
     * @param out where to; stays open
     * @param run the designs
     * @throws IOException when writing fails
     */
    public static void csv(OutputStream out, NetworkDesign.Run run) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.append("unit,target,y,H,h\n");
        for (NetworkDesign.UnitDesign design : run.designs()) {
            for (DesignedClass designed : design.loss().classes()) {
                String start = design.unit() + "," + (int) designed.component().target() + ",";
                double[] knots = designed.loss().knots().toArray();
                double[] values = designed.loss().values().toArray();
                double[] slopes = slopes(designed.loss());
                for (int i = 0; i < knots.length; i++) {
                    writer.append(start)
                            .append(Double.toString(knots[i]))
                            .append(',')
                            .append(Double.toString(values[i]))
                            .append(',')
                            .append(Double.toString(slopes[i]))
                            .append('\n');
                }
            }
        }
        writer.flush();
    }

    /**
     * Writes all tables as arrays: units and rate, and for each unit u and target t {@code knots_u_t}, {@code values_u_t} (H) and
     * {@code slopes_u_t} (h).
     *
     * @param out where to; stays open
     * @param run the designs
     * @throws IOException when writing fails
     */
    public static void npz(OutputStream out, NetworkDesign.Run run) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        double[] units = run.designs().stream()
                .mapToDouble(NetworkDesign.UnitDesign::unit)
                .toArray();
        arrays.put("units", NpyArray.of(units, units.length));
        arrays.put("rate", NpyArray.of(new double[] {run.result().rate()}, 1));
        for (NetworkDesign.UnitDesign design : run.designs()) {
            for (DesignedClass designed : design.loss().classes()) {
                String end =
                        "_" + design.unit() + "_" + (int) designed.component().target();
                Vector knots = designed.loss().knots();
                arrays.put("knots" + end, NpyArray.of(knots.toArray(), knots.size()));
                arrays.put("values" + end, NpyArray.of(designed.loss().values().toArray(), knots.size()));
                arrays.put("slopes" + end, NpyArray.of(slopes(designed.loss()), knots.size()));
            }
        }
        NpzFile.write(out, arrays);
    }

    private static double[] slopes(TabulatedLoss loss) {
        double[] slopes = loss.knots().toArray();
        loss.slope(slopes.clone(), slopes.length, slopes);
        return slopes;
    }
}
