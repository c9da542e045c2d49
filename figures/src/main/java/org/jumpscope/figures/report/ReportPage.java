package org.jumpscope.figures.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jumpscope.experiments.OutputFiles;
import org.jumpscope.figures.FigureWriter;
import org.jumpscope.figures.Markup;
import org.jumpscope.numeric.InvalidInputException;

/** Makes one page of a report that needs nothing else: style and figures are inside, no script, no network. */
public final class ReportPage {
    private static final String STYLE = style();
    private final StringBuilder html = new StringBuilder(65_536);
    private int figures;
    private int tables;

    private ReportPage() {}

    /**
     * Writes a report as an HTML file, which appears whole or not at all.
     *
     * @param report the report
     * @param file the file; its folder is created
     * @throws InvalidInputException if the file cannot be written
     */
    public static void write(Report report, Path file) {
        OutputFiles.REPLACE_EXISTING.write(file, html(report));
    }

    /**
     * Returns a report as an HTML page.
     *
     * @param report the report
     * @return the page, the same for the same report
     */
    public static String html(Report report) {
        ReportPage page = new ReportPage();
        page.page(report);
        return page.html.toString();
    }

    private static String style() {
        try (InputStream stream = ReportPage.class.getResourceAsStream("report.css")) {
            if (stream == null) {
                throw new IllegalStateException("The style of the report is not on the class path.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void page(Report report) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
        html.append(Markup.escape(Markup.plain(report.title()))).append("</title>\n<style>\n");
        html.append(STYLE).append("</style>\n</head>\n<body>\n<header>\n");
        element("h1", report.title());
        if (!report.lead().isEmpty()) {
            html.append("<p class=\"lead\">")
                    .append(Markup.mathematics(report.lead()))
                    .append("</p>\n");
        }
        html.append("</header>\n<div class=\"columns\">\n");
        contents(report);
        html.append("<main>\n");
        report.sections().forEach(this::section);
        html.append("</main>\n</div>\n</body>\n</html>\n");
    }

    private void contents(Report report) {
        html.append("<nav aria-label=\"Contents\">\n<h2>Contents</h2>\n<ol>\n");
        for (Section section : report.sections()) {
            html.append("<li><a href=\"#").append(Markup.escape(section.id())).append("\">");
            html.append(Markup.mathematics(section.heading())).append("</a></li>\n");
        }
        html.append("</ol>\n</nav>\n");
    }

    private void section(Section section) {
        html.append("<section id=\"").append(Markup.escape(section.id())).append("\">\n");
        element("h2", section.heading());
        section.blocks().forEach(this::block);
        html.append("</section>\n");
    }

    private void block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            element("p", paragraph.text());
        } else if (block instanceof Block.TableBlock table) {
            table(table);
        } else if (block instanceof Block.Fold fold) {
            html.append("<details>\n");
            element("summary", fold.title());
            fold.blocks().forEach(this::block);
            html.append("</details>\n");
        } else if (block instanceof Block.FigureBlock figure) {
            figure(figure, name -> name);
        } else if (block instanceof Block.FigureRow row) {
            html.append("<div class=\"row\">\n");
            // Beside each other there is room for the formats only.
            row.figures().forEach(each -> figure(each, name -> name.substring(name.lastIndexOf('.') + 1)));
            html.append("</div>\n");
        } else if (block instanceof Block.PageLink link) {
            html.append("<p><a href=\"")
                    .append(Markup.escape(relative(link.page())))
                    .append("\">");
            html.append(Markup.mathematics(link.text())).append("</a></p>\n");
        } else if (block instanceof Block.Callout callout) {
            String kind = callout.kind().name().toLowerCase(Locale.ROOT);
            html.append("<p class=\"callout ").append(kind).append("\">");
            html.append(Markup.mathematics(callout.text())).append("</p>\n");
        } else if (block instanceof Block.Code code) {
            html.append("<pre><code>").append(Markup.escape(code.text())).append("</code></pre>\n");
        } else if (block instanceof Block.Provenance provenance) {
            provenance(provenance);
        }
    }

    private void table(Block.TableBlock table) {
        tables++;
        html.append("<figure class=\"table\">\n");
        if (!table.caption().isEmpty()) {
            caption("Table " + tables, table.caption());
        }
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table ")
                .append(tables)
                .append("\">\n<table>\n<thead><tr>");
        for (int i = 0; i < table.header().size(); i++) {
            cell(
                    "th scope=\"col\"",
                    "th",
                    table,
                    i,
                    Optional.empty(),
                    table.header().get(i));
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (int line = 0; line < table.rows().size(); line++) {
            List<String> row = table.rows().get(line);
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                cell("td", "td", table, i, verdict(table, line, i), row.get(i));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n</figure>\n");
    }

    private static Optional<Block.Kind> verdict(Block.TableBlock table, int line, int column) {
        return table.verdicts()
                .filter(verdicts -> verdicts.column() == column)
                .map(verdicts -> verdicts.kinds().get(line));
    }

    private void cell(
            String open, String close, Block.TableBlock table, int column, Optional<Block.Kind> verdict, String text) {
        Block.Alignment alignment = table.alignment().isEmpty()
                ? Block.Alignment.LEFT
                : table.alignment().get(column);
        html.append('<').append(open);
        List<String> classes = new ArrayList<>();
        if (alignment != Block.Alignment.LEFT) {
            classes.add(alignment.name().toLowerCase(Locale.ROOT));
        }
        verdict.ifPresent(kind -> classes.add("verdict " + kind.name().toLowerCase(Locale.ROOT)));
        if (!classes.isEmpty()) {
            html.append(" class=\"").append(String.join(" ", classes)).append('"');
        }
        html.append('>')
                .append(Markup.mathematics(text))
                .append("</")
                .append(close)
                .append('>');
    }

    private void figure(Block.FigureBlock block, UnaryOperator<String> linkText) {
        figures++;
        html.append("<figure class=\"plot\">\n<div class=\"paper\">");
        html.append(FigureWriter.svgElement(block.figure())).append("</div>\n");
        caption("Figure " + figures, block.caption());
        if (!block.downloads().isEmpty()) {
            html.append("<p class=\"downloads\">");
            for (String name : block.downloads()) {
                html.append("<a href=\"").append(Markup.escape(relative(name))).append("\">");
                html.append(Markup.escape(linkText.apply(name))).append("</a> ");
            }
            html.append("</p>\n");
        }
        html.append("</figure>\n");
    }

    /** A name as a link inside the page's folder, never to another place. */
    private static String relative(String name) {
        try {
            return "./"
                    + new URI(null, null, "/" + name.replace('\\', '/'), null)
                            .getRawPath()
                            .substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The name " + name + " cannot be a link.", e);
        }
    }

    private void caption(String number, String text) {
        html.append("<figcaption><b>").append(number).append(".</b> ");
        html.append(Markup.mathematics(text)).append("</figcaption>\n");
    }

    private void provenance(Block.Provenance provenance) {
        html.append("<dl class=\"provenance\">\n");
        for (Block.Provenance.Entry entry : provenance.entries()) {
            html.append("<dt>").append(Markup.escape(entry.name())).append("</dt><dd>");
            html.append(Markup.escape(entry.value())).append("</dd>\n");
        }
        html.append("</dl>\n");
    }

    private void element(String name, String text) {
        html.append('<').append(name).append('>').append(Markup.mathematics(text));
        html.append("</").append(name).append(">\n");
    }
}
