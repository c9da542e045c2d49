package org.jumpscope.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jumpscope.figures.report.Block;
import org.jumpscope.figures.report.Report;
import org.jumpscope.figures.report.ReportPage;
import org.jumpscope.figures.report.Section;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final String HOSTILE = "<img src=x onerror=\"alert('1')\">&";

    private static Report with(Block... blocks) {
        return new Report("t", "l", List.of(new Section("s", "h", List.of(blocks))));
    }

    @Test
    void escapesEveryText() {
        Figure figure = Figure.of(Axis.linear(HOSTILE), Axis.linear("y")).titled(HOSTILE);
        Report report = new Report(
                HOSTILE,
                HOSTILE,
                List.of(new Section(
                        "s",
                        HOSTILE,
                        List.of(
                                new Block.Paragraph(HOSTILE),
                                new Block.Callout(Block.Kind.BAD, HOSTILE),
                                new Block.Code(HOSTILE),
                                new Block.TableBlock(List.of(HOSTILE), List.of(List.of(HOSTILE)), HOSTILE, List.of()),
                                new Block.FigureBlock(figure, HOSTILE, List.of(HOSTILE, "javascript:alert(1)")),
                                new Block.FigureRow(List.of(new Block.FigureBlock(
                                        figure, HOSTILE, List.of(HOSTILE, "javascript:alert(1)")))),
                                new Block.PageLink("javascript:alert(1)", HOSTILE),
                                new Block.PageLink(HOSTILE, HOSTILE),
                                new Block.Provenance(List.of(new Block.Provenance.Entry(HOSTILE, HOSTILE)))))));
        String html = ReportPage.html(report);
        assertFalse(html.contains("<img"), html);
        assertFalse(html.contains("href=\"javascript"), html);
        assertTrue(html.contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;"));
    }

    @Test
    void needsNothingFromElsewhereAndRepeatsNoIdentifier() {
        String html = ReportPage.html(SampleReport.report());
        String withoutNames = html.replace("http://www.w3.org/2000/svg", "");
        assertFalse(withoutNames.contains("http"), "an address of another place");
        assertFalse(html.contains("<script"), "a script");
        Matcher ids = Pattern.compile("\\bid=\"([^\"]*)\"").matcher(html);
        assertEquals(
                List.of("sigmoid", "relu", "provenance"),
                ids.results().map(result -> result.group(1)).toList());
        assertTrue(html.contains("<a href=\"#relu\">ReLU</a>"));
        assertTrue(html.contains("<a href=\"./figure1.svg\">figure1.svg</a>"));
    }

    @Test
    void numbersFiguresAndTables() {
        String html = ReportPage.html(SampleReport.report());
        assertTrue(html.contains("<b>Figure 1.</b>") && html.contains("<b>Figure 2.</b>"));
        assertTrue(html.contains("<b>Table 1.</b>"));
        assertTrue(html.contains("<td class=\"right\">1.034</td>"));
    }

    @Test
    void writesTheSamePageTwice(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("out/report.html");
        ReportPage.write(SampleReport.report(), file);
        assertEquals(ReportPage.html(SampleReport.report()), Files.readString(file));
    }

    @Test
    void refusesTablesThatAreNotRectangular() {
        assertThrows(
                InvalidInputException.class,
                () -> new Block.TableBlock(List.of("a", "b"), List.of(List.of("1")), "c", List.of()));
        assertThrows(
                InvalidInputException.class,
                () -> new Block.TableBlock(
                        List.of("a"), List.of(), "c", List.of(Block.Alignment.LEFT, Block.Alignment.RIGHT)));
        assertThrows(InvalidInputException.class, () -> new Section("1 a", "h", List.of()));
        Section section = with().sections().get(0);
        assertThrows(InvalidInputException.class, () -> new Report("t", "l", List.of(section, section)));
    }

    @Test
    void figuresSideBySideAreNumberedOnAndLinkedByFormat() {
        Figure figure = Figure.of(Axis.linear("x"), Axis.linear("y"));
        Block.FigureBlock one = new Block.FigureBlock(figure, "one", List.of("one.svg"));
        String html = ReportPage.html(with(
                one,
                new Block.FigureRow(List.of(one, new Block.FigureBlock(figure, "two", List.of("two.svg")))),
                new Block.PageLink("more.html", "More")));
        assertTrue(html.contains("<a href=\"./one.svg\">one.svg</a>"), html);
        assertTrue(html.contains("<a href=\"./two.svg\">svg</a>"), html);
        assertTrue(html.contains("<a href=\"./more.html\">More</a>"), html);
        assertTrue(html.contains("<b>Figure 3.</b> two"), html);
    }

    @Test
    void foldsOpenWithALineThatIsEscaped() {
        String html = ReportPage.html(
                with(new Block.Fold("a < b", List.of(new Block.Paragraph("inside"))), new Block.Paragraph("outside")));
        assertTrue(
                html.contains("<details>\n<summary>a &lt; b</summary>\n<p>inside</p>\n</details>\n<p>outside</p>"),
                html);
    }
}
