package org.jumpscope.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MathTextTest {
    @Test
    void separatesTheDottedLetter() {
        List<MathText.Piece> pieces = MathText.parse("jump $|q̇|$").pieces();
        MathText.Piece letter = pieces.get(1);
        assertEquals("q", letter.text());
        assertEquals(1, letter.dots());
        assertTrue(letter.italic());
        assertEquals("jump |", pieces.get(0).text());
        assertFalse(pieces.get(0).italic());
    }

    @Test
    void knowsDottedLettersHoweverTheyAreWritten() {
        assertEquals(MathText.parse("w\u0307"), MathText.parse("\u1E87"));
        assertEquals(2, MathText.parse("q\u0308").pieces().get(0).dots());
        assertEquals("é", MathText.parse("e\u0301").pieces().get(0).text());
    }

    @Test
    void raisesAndLowersInMathematicsOnly() {
        assertEquals("10<sup>−6</sup>", MathText.parse("$10^{-6}$").html());
        assertEquals("10<sup>−6</sup>", MathText.parse("10⁻⁶").html());
        assertEquals("<i>x</i><sub>1</sub>", MathText.parse("$x_1$").html());
        assertEquals("log <i>p</i>", MathText.parse("$\\log p$").html());
        assertEquals("a_b^c-d", MathText.parse("a_b^c-d").html());
    }

    @Test
    void leavesWhatItCannotReadAsItIs() {
        assertEquals("5 $", MathText.parse("5 $").plain());
        assertEquals("^{2", MathText.parse("$^{2$").html().replace("<sup>", "^").replace("</sup>", ""));
        assertEquals("_", MathText.parse("$_$").plain());
        assertEquals("", MathText.parse("").plain());
        assertEquals("", MathText.parse("$$").plain());
    }

    @Test
    void putsARaisedGroupOverALoweredOne() {
        List<MathText.Placed> placed = MathText.parse("$x_1^2$").place();
        assertEquals(placed.get(1).left(), placed.get(2).left());
        assertEquals(
                "<i>x</i><sub>1</sub><sup>2</sup>", MathText.parse("$x_1^2$").html());
    }

    @Test
    void wrapsAtSpacesButNotWithinMathematics() {
        assertEquals(List.of("one two", "three"), MathText.wrap("one two three", 4));
        assertEquals(List.of("if", "$a = b$"), MathText.wrap("if $a = b$", 1));
    }
}
