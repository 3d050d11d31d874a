package dev.preflight.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class MarkdownFormatTest {
    @Test
    void everyTextIsRenderedAsItIs() {
        for (String text : Reports.HOSTILE) {
            assertRendered(text, Reports.saying(text));
        }
        for (String text : Reports.INVISIBLE.keySet()) {
            assertRendered(Reports.INVISIBLE.get(text), Reports.saying(text));
        }
    }

    private static void assertRendered(String expected, Report report) {
        Document page = rendered(report);
        assertEquals(expected, page.selectFirst("h2 + p > code").wholeText());
        String id = "probe a|b `c` <d> # SKIP %, ::\"e\" \\ @f";
        assertEquals(List.of(id, id, "probe p", "operator"), texts(page, "p > strong > code"));
        assertEquals(List.of(expected, expected, expected, expected), texts(page, "p > strong + code"));
        assertEquals(
                List.of(expected, expected, expected, expected),
                texts(page, "h3 ~ ul li:first-child > code:last-child"));
        List<Element> tables = page.select("table");
        assertEquals(3, tables.size(), page.html());
        assertEquals(
                expected, tables.get(0).selectFirst("td:nth-child(2) > code").wholeText());
        assertEquals(
                expected, tables.get(1).selectFirst("td:nth-child(2) > code").wholeText());
        assertEquals(List.of(expected, expected, expected, expected), texts(page, "details td:nth-child(2) > code"));
        assertEquals(2, tables.get(2).select("tbody td").size());
    }

    /** What GitHub makes into mentions, references and links stands in text, and never in code. */
    @Test
    void nothingOfTheReportStandsOutsideOfCode() {
        String marker = "Xyzzy";
        Document page = rendered(Reports.saying(marker));
        assertTrue(page.text().contains(marker));
        page.select("code").remove();
        assertTrue(!page.text().contains(marker), page.text());
    }

    @Test
    void nothingOfTheReportBecomesMarkup() {
        for (Report report : Reports.hostile()) {
            Document page = rendered(report);
            assertEquals(
                    0,
                    page.select("script, a, img, em, del, pre, input, hr, h1, blockquote")
                            .size());
            assertEquals(1, page.select("h2").size());
            assertEquals(4, page.select("h3").size());
            assertEquals(4, page.select("strong").size());
        }
    }

    @Test
    void reportBeginsWithTheVerdict() {
        for (Report report : Reports.ofRuns().values()) {
            assertEquals(
                    Headline.of(report).verdict(),
                    rendered(report).selectFirst("h2").text());
        }
    }

    @Test
    void whatVerifiedNothingSaysSo() {
        for (Map.Entry<String, Report> entry : Reports.ofNothing().entrySet()) {
            String title = rendered(entry.getValue()).selectFirst("h2").text();
            assertEquals(entry.getKey().equals("off") ? "PREFLIGHT OFF" : "PREFLIGHT VERIFIED NOTHING", title);
            assertTrue(!Reports.written(new MarkdownFormat(), entry.getValue()).contains("passed"));
        }
    }

    @Test
    void textThatIsBoundedEndsInTheNumberOfTheRest() {
        for (int most = 300; most < 4_000; most += 37) {
            String text = new MarkdownText(Reports.representative(), most).toString();
            assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= most, text);
            assertEquals(text.split("<details>", -1).length, text.split("</details>", -1).length, text);
        }
        String text = new MarkdownText(Reports.representative(), 1_000).toString();
        assertTrue(text.matches("(?s).*\nand \\d+ more, which would not fit here\n"), text);
    }

    private static List<String> texts(Document page, String selector) {
        return page.select(selector).stream().map(Element::wholeText).toList();
    }

    private static Document rendered(Report report) {
        var tables = List.of(TablesExtension.create());
        Document page = Jsoup.parse(HtmlRenderer.builder()
                .extensions(tables)
                .build()
                .render(Parser.builder()
                        .extensions(tables)
                        .build()
                        .parse(Reports.written(new MarkdownFormat(), report))));
        page.outputSettings().prettyPrint(false);
        return page;
    }
}
