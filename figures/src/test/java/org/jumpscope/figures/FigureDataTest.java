package org.jumpscope.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class FigureDataTest {
    @Test
    void numbersReadBack() {
        Vector x = Vector.of(0.1, 1.0 / 3, 1e-300, Double.MIN_VALUE);
        Vector y = Vector.of(-0.0, Double.MAX_VALUE, Double.NaN, Math.PI);
        Vector low = Vector.of(0, 1, 2, 3);
        Figure figure = Figure.of(Axis.linear("x"), Axis.linear("y"))
                .with(Series.pointsWithErrors("simulated", Colour.SIMULATED, x, y, low, y));
        List<String> lines = FigureData.csv(figure).lines().toList();
        assertEquals("series,x,y,low,high", lines.get(0));
        assertEquals(5, lines.size());
        for (int i = 0; i < 4; i++) {
            String[] cells = lines.get(i + 1).split(",", -1);
            assertEquals("simulated", cells[0]);
            assertEquals(x.get(i), Double.parseDouble(cells[1]));
            assertEquals(y.get(i), Double.parseDouble(cells[2]));
            assertEquals(low.get(i), Double.parseDouble(cells[3]));
            assertEquals(y.get(i), Double.parseDouble(cells[4]));
        }
    }

    @Test
    void namesArePlainAndQuoted() {
        Figure figure = Figure.of(Axis.linear("x"), Axis.linear("y"))
                .with(Series.line("a, \"b\" $q̇_1$", Colour.of(0), Vector.of(1), Vector.of(2)));
        assertEquals("series,x,y,low,high\r\n\"a, \"\"b\"\" q\u0307_1\",1.0,2.0,,\r\n", FigureData.csv(figure));
    }

    @Test
    void landscapesAddAColumn() {
        Landscape map = new Landscape(Vector.of(0, 2, 4), Vector.of(0, 1), Vector.of(7, 8), Axis.linear("k"));
        String csv =
                FigureData.csv(Figure.of(Axis.linear("x"), Axis.linear("y")).with(map));
        assertTrue(csv.startsWith("series,x,y,low,high,value\r\n"));
        assertTrue(csv.endsWith("k,1.0,0.5,,,7.0\r\nk,3.0,0.5,,,8.0\r\n"), csv);
    }
}
