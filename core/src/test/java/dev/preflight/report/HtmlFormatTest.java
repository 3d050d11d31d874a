package dev.preflight.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.problem.Code;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class HtmlFormatTest {
    @Test
    void everyPageIsWellFormed() {
        for (Report report : Reports.all()) {
            Parser parser = Parser.htmlParser().setTrackErrors(10);
            parser.parseInput(html(report), "");
            assertEquals(List.of(), parser.getErrors());
        }
    }

    @Test
    void pageLoadsNothingAndRunsNothing() {
        for (Report report : Reports.all()) {
            Document page = page(report);
            assertEquals(
                    0,
                    page.select("script, link, img, iframe, object, form, a, base, svg, video")
                            .size());
            assertEquals(
                    0,
                    page.select("[src], [href], [onclick], [onload], [onerror]").size());
            assertEquals(
                    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
                    page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"));
            String style = page.selectFirst("style").data();
            assertTrue(!style.contains("url(") && !style.contains("@import") && !style.contains("@font-face"));
        }
    }

    @Test
    void pageFitsPhonesAndReadersOfDarkPages() {
        Document page = page(Reports.representative());
        assertEquals(
                "width=device-width, initial-scale=1",
                page.selectFirst("meta[name=viewport]").attr("content"));
        assertEquals("light dark", page.selectFirst("meta[name=color-scheme]").attr("content"));
        String style = page.selectFirst("style").data();
        assertTrue(style.contains("@media(prefers-color-scheme:dark)"));
        assertTrue(style.contains("overflow-wrap:anywhere"));
        assertEquals("en", page.selectFirst("html").attr("lang"));
    }

    @Test
    void pageBeginsWithTheVerdictAndItsColour() {
        for (Map.Entry<String, Report> entry : Reports.ofRuns().entrySet()) {
            Report report = entry.getValue();
            Element header = page(report).selectFirst("header");
            Headline headline = Headline.of(report);
            assertEquals(headline.verdict(), header.selectFirst(".verdict").text());
            assertEquals("orders", header.selectFirst("h1").text());
            assertEquals(headline.counts(), header.select("p").last().text());
            boolean passed =
                    List.of("passed", "warnings", "inactive", "provided").contains(entry.getKey());
            assertEquals(
                    !report.mayBoot() ? "failed" : passed ? "passed" : "warned", header.className(), entry.getKey());
        }
        assertEquals(
                "warned",
                page(Reports.byHand().get("empty")).selectFirst("header").className());
    }

    @Test
    void problemsStandInTheOrderOfTheReport() {
        Document page = page(Reports.representative());
        assertEquals(
                List.of("Failed (5)", "Skipped (1)", "Warnings (4)", "Not needed here (1)"),
                page.select("h2").eachText());
        assertEquals(
                List.of(
                        "env DATABASE_PASSWORD not set",
                        "file config/app.yaml not found",
                        "backend payments connection refused",
                        "backend queue no answer in 3 s",
                        "probe migration the check broke: NullPointerException"),
                page.select("article.failed h3").eachText());
        assertEquals(
                List.of("file.exposed", "probe.failed", "probe.failed", "operator.warn-only"),
                page.select("article.warned code").eachText());
        assertEquals(
                List.of("tried", "fix"),
                page.select("article.failed:nth-of-type(3) dt").eachText());
        assertEquals(
                List.of(
                        "payments:8443: DNS 10.2.0.7 in 3 ms, TCP refused",
                        "4 attempts in 20 s",
                        "start payments, or correct PAYMENTS_URL"),
                page.select("article.failed:nth-of-type(3) dd").eachText());
    }

    @Test
    void pageBeginsWithWhenAndWhereItWasWritten() {
        Report report = Reports.representative();
        Document page = Jsoup.parse(Reports.written(new HtmlFormat(Reports.ORIGIN), report));
        assertEquals(
                "2026-12-01T08:00:00Z on web-1, orders 1.4.2, Preflight 0.1.0",
                page.selectFirst("header .origin").text());
        assertEquals("2026-12-01T08:00:00Z", new Origin("2026-12-01T08:00:00Z", "", "", "").inWords("orders"));
    }

    @Test
    void codesOpenTheirExplanationsWhereTheyStandFirst() {
        Document page = page(Reports.representative());
        assertEquals(
                1,
                page.select("details.code:has(code:matchesOwn(^probe.failed$))").size());
        Element code = page.selectFirst("details.code:has(code:matchesOwn(^backend.refused$))");
        assertEquals(
                List.of(
                        "Transient. The host answers and nothing listens on the port.",
                        "Mend: start the backend, or correct host and port."),
                code.select("p").eachText());
        for (Code each : Code.all()) {
            assertEquals(false, CodePage.read().of(each).isEmpty(), each.id());
        }
    }

    @Test
    void whatWasSeenIsInTheFontOfThatWhichItWasCopiedFrom() {
        Document page = page(Reports.representative());
        assertEquals(
                "DATABASE_PASWORD is set and nobody declared it",
                page.selectFirst(".seen dd").text());
        assertTrue(page.selectFirst("style").data().contains(".seen dd{font:.875rem/1.6 ui-monospace"));
    }

    @Test
    void stepsAreABarOfTheirTimes() {
        Document page = page(Reports.representative());
        Element queue = page.select("article.failed").get(3);
        assertEquals(
                List.of("flex-grow:2000", "flex-grow:1000", "flex-grow:3001000"),
                queue.select(".bar i").eachAttr("style"));
        assertEquals(1, queue.select(".bar i.broke:last-child").size());
        assertEquals(
                List.of("DNS 10.2.0.8 2 ms", "TCP 1 ms", "failed after 3.0 s"),
                queue.select(".rungs li").eachText());
        Element cache = page.select("details.rest li:has(.bar)").first();
        assertEquals(
                List.of("flex-grow:4000", "flex-grow:1000", "flex-grow:20000"),
                cache.select(".bar i").eachAttr("style"));
        assertEquals(
                List.of("DNS 10.2.0.9 4 ms", "TCP 1 ms", "greeting Redis 7.2 20 ms", "1.2 s, 2 attempts"),
                cache.select(".rungs li").eachText());
    }

    @Test
    void whatPassedIsFolded() {
        Element passed = page(Reports.representative()).selectFirst("details.rest");
        assertEquals(false, passed.hasAttr("open"));
        assertEquals("2 passed", passed.selectFirst("summary").text());
        assertEquals(
                List.of("env PORT", "backend cache"),
                passed.select("ul > li > b").eachText());
    }

    @Test
    void whatVerifiedNothingShowsNothingThatPassed() {
        for (Report report : Reports.ofNothing().values()) {
            assertEquals(0, page(report).select("details.rest, .passed").size());
        }
    }

    @Test
    void textsReadBackAsTheyWere() {
        for (String text : Reports.HOSTILE) {
            assertText(text, page(Reports.saying(text)));
        }
        for (String text : Reports.INVISIBLE.keySet()) {
            assertText(Reports.INVISIBLE.get(text), page(Reports.saying(text)));
        }
    }

    private static void assertText(String expected, Document page) {
        assertEquals(expected, page.selectFirst("h1").wholeText());
        assertEquals(expected, page.selectFirst("dt").wholeText());
        assertEquals(
                List.of(expected, expected, expected),
                page.selectFirst("dl").select("dd").stream()
                        .map(Element::wholeText)
                        .toList());
        assertEquals(
                "probe a|b `c` <d> # SKIP %, ::\"e\" \\ @f " + expected,
                page.selectFirst("h3").wholeText());
        assertEquals(expected, page.selectFirst(".rungs b").wholeText());
        assertEquals(
                "S " + expected,
                page.selectFirst("section > ul > li").wholeText().substring("env ".length()));
    }

    private static Document page(Report report) {
        return Jsoup.parse(html(report));
    }

    private static String html(Report report) {
        return Reports.written(new HtmlFormat(), report);
    }
}
