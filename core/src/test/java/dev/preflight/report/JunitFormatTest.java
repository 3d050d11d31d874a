package dev.preflight.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JunitFormatTest {
    @Test
    void everyReportIsValid() throws Exception {
        Schema schema = schema();
        for (Report report : Reports.all()) {
            schema.newValidator().validate(new StreamSource(new StringReader(xml(report))));
        }
        schema.newValidator().validate(new StreamSource(new StringReader(xml(Reports.tenThousandFailures()))));
    }

    /** The schema that Maven Surefire publishes, out of its sources. */
    private static Schema schema() throws Exception {
        String sources = System.getProperty("preflight.test.surefire", "");
        assumeTrue(!sources.isEmpty(), "the build names the sources of Surefire");
        try (ZipFile zip = new ZipFile(sources)) {
            String xsd = zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith("/surefire-test-report.xsd"))
                    .findFirst()
                    .orElseThrow();
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new StreamSource(zip.getInputStream(zip.getEntry(xsd))));
        }
    }

    @Test
    void mavenReadsWhatHappened() throws Exception {
        Map<String, ReportTestCase> cases = read(Reports.representative());

        assertEquals(12, cases.size());
        ReportTestCase password = cases.get("orders.env.DATABASE_PASSWORD");
        assertTrue(password.hasFailure());
        assertEquals("env.missing", password.getFailureType());
        assertEquals("not set", password.getFailureMessage());
        assertEquals("""
                not set [env.missing]
                for: orders database login
                found: DATABASE_PASWORD is set and nobody declared it
                fix: set DATABASE_PASSWORD, or DATABASE_PASSWORD_FILE to a readable file""", password.getFailureDetail());
        ReportTestCase migration = cases.get("orders.probe.migration");
        assertTrue(migration.hasError());
        assertEquals("check.crashed", migration.getFailureType());
        ReportTestCase database = cases.get("orders.backend.orders-db");
        assertTrue(database.hasSkipped());
        assertEquals("needs env DATABASE_PASSWORD", database.getFailureMessage());
        ReportTestCase mirror = cases.get("orders.probe.mirror");
        assertTrue(mirror.hasSkipped());
        assertEquals("warning: the mirror is a day old [probe.failed]", mirror.getFailureMessage());
        assertTrue(cases.get("orders.backend.cache").isSuccessful());
        assertEquals(1.25f, cases.get("orders.backend.cache").getTime());
        assertTrue(cases.get("orders.preflight.verdict").isSuccessful());
    }

    @Test
    void numbersAreThoseOfTheTestCases() throws Exception {
        for (Report report : Reports.all()) {
            Element suite = parsed(xml(report));
            assertEquals(suite.getAttribute("tests"), count(suite, "testcase"));
            assertEquals(suite.getAttribute("failures"), count(suite, "failure"));
            assertEquals(suite.getAttribute("errors"), count(suite, "error"));
            assertEquals(suite.getAttribute("skipped"), count(suite, "skipped"));
        }
        assertEquals("20.100", parsed(xml(Reports.representative())).getAttribute("time"));
    }

    private static String count(Element suite, String name) {
        return String.valueOf(suite.getElementsByTagName(name).getLength());
    }

    @Test
    void whatMustNotBootFailsAndWhatMayDoesNot() throws Exception {
        for (Report report : Reports.all()) {
            boolean failed = read(report).values().stream().anyMatch(each -> each.hasFailure() || each.hasError());
            assertEquals(!report.mayBoot(), failed, xml(report));
        }
    }

    @Test
    void whatVerifiedNothingIsSkippedAsAWhole() throws Exception {
        for (Report report : Reports.ofNothing().values()) {
            Map<String, ReportTestCase> cases = read(report);
            assertTrue(cases.values().stream().allMatch(ReportTestCase::hasSkipped));
            assertEquals(
                    Headline.of(report).toString(),
                    cases.get("orders.preflight.verdict").getFailureMessage());
        }
    }

    @Test
    void failureThatIsNotEnforcedIsSkipped() throws Exception {
        Map<String, ReportTestCase> cases = read(Reports.ofRuns().get("not enforced"));
        assertEquals(3, cases.size());
        assertTrue(cases.get("orders.env.A").isSuccessful());
        assertTrue(cases.get("orders.env.B").hasSkipped());
        String verdict = cases.get("orders.preflight.verdict").getFailureMessage();
        assertTrue(verdict.startsWith("PREFLIGHT NOT ENFORCED  orders: "), verdict);
    }

    @Test
    void warningsAndNoticesAreOutput() throws Exception {
        String xml = xml(Reports.representative());
        assertTrue(xml.contains("""
                    <system-out>WARN its directory may be read by others [file.exposed]
                </system-out>
                """.indent(0)), xml);
        assertTrue(xml.contains("""
                    <system-out>WARN PREFLIGHT_WARN_ONLY is in force [operator.warn-only]
                found: only a warning: probe mirror
                """.indent(0)), xml);
    }

    @Test
    void textsReadBackAsTheyWere() throws Exception {
        for (String text : Reports.HOSTILE) {
            assertText(text, xml(Reports.saying(text)));
        }
        for (String text : Reports.INVISIBLE.keySet()) {
            assertText(Reports.INVISIBLE.get(text), xml(Reports.saying(text)));
        }
    }

    private static void assertText(String expected, String xml) throws Exception {
        Element suite = parsed(xml);
        assertEquals(expected, suite.getAttribute("name"));
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertEquals(expected, failure.getAttribute("message"));
        String lines =
                expected + " [probe.failed]\n" + expected + ": " + expected + "\n" + expected + "\nfix: " + expected;
        assertEquals(lines, failure.getTextContent());
        NodeList skipped = suite.getElementsByTagName("skipped");
        assertEquals(expected, ((Element) skipped.item(1)).getAttribute("message"));
        assertEquals(
                "WARN " + lines + "\n",
                suite.getElementsByTagName("system-out").item(0).getTextContent());
        assertFalse(xml.contains("]]>"));
    }

    /** The test cases by their full names, as Maven reads them for its reports. */
    private static Map<String, ReportTestCase> read(Report report) throws Exception {
        byte[] xml = xml(report).getBytes(StandardCharsets.UTF_8);
        Map<String, ReportTestCase> cases = new LinkedHashMap<>();
        for (ReportTestSuite suite : new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(new ByteArrayInputStream(xml), StandardCharsets.UTF_8))) {
            for (ReportTestCase each : suite.getTestCases()) {
                cases.put(each.getFullClassName() + "." + each.getName(), each);
            }
        }
        return cases;
    }

    private static Element parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static String xml(Report report) {
        return Reports.written(new JunitFormat(), report);
    }
}
