package dev.preflight.check;

import static dev.preflight.Checks.file;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.preflight.problem.Code;
import dev.preflight.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlFileTest {
    @TempDir
    Path directory;

    private FileRun run() {
        return new FileRun(directory);
    }

    private Document read(String content) throws IOException {
        run().write("app.xml", content);
        return run().value(file("app.xml").xml());
    }

    private String problem(String content) throws IOException {
        run().write("app.xml", content);
        return run().problem(file("app.xml").xml());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>~ <b></a> | line 2, column 7 | The element type \"b\" must be terminated by the matching end-tag \"</b>\".",
                "<a/><b/>     | line 1, column 6 | The markup in the document following the root element must be well-formed.",
                "<a b=c/>     | line 1, column 6 | Open quote is expected for attribute \"b\" associated with an  element type  \"a\".",
                "<a x=\"1\" x=\"2\"/> | line 1, column 17 | Attribute \"x\" was already specified for element \"a\".",
                "<p:a/>       | line 1, column 7 | The prefix \"p\" for element \"p:a\" is not bound.",
                "<a>&foo;</a> | line 1, column 9 | The entity \"foo\" was referenced, but not declared.",
                "<a>&#7;</a>  | line 1, column 8 | Character reference \"&#7\" is an invalid XML character.",
                "a: 1         | line 1, column 1 | Content is not allowed in prolog.",
                "<?xml version=\"1.0\" encoding=\"nope\"?><a/> | line 1, column 38 | UnsupportedEncodingException: nope",
            })
    void illegalXmlFailsAtItsPlace(String content, String place, String why) throws IOException {
        assertEquals(
                "file.malformed: not valid XML\nfound: DIR/app.xml, " + place + "\nwhy: " + why
                        + "\nfix: correct the file at " + place.substring(0, place.indexOf(',')) + "\n",
                problem(content.replace('~', '\n')));
    }

    @Test
    void messagesDoNotDependOnTheMachine() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("""
                    file.malformed: not valid XML
                    found: DIR/app.xml, line 1, column 2
                    why: Premature end of file.
                    fix: correct the file at line 1
                    """, problem(" "));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void bytesThatAreNotOfTheEncodingFail() throws IOException {
        run().write("app.xml", "<a>\n\u00fc</a>".getBytes(StandardCharsets.ISO_8859_1));
        String problem = run().problem(file("app.xml").xml());
        assertEquals("file.malformed: not valid XML", problem.substring(0, problem.indexOf('\n')));
    }

    @Test
    void declaredEncodingIsRead() throws IOException {
        run().write(
                        "app.xml",
                        "<?xml version='1.0' encoding='ISO-8859-1'?><a><b>\u00fc</b></a>"
                                .getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Optional.of("\u00fc"), run().value(file("app.xml").xml()).text("b"));
    }

    @Test
    void elementsAndAttributesAreFoundByTheirLocalNames() throws IOException {
        Document document = read("""
                <c:config xmlns:c="urn:config" xmlns="urn:other" xmlns:x="urn:x" x:mode="fast">
                  <payments endpoint="https://pay"><c:timeout unit="s"> 30 </c:timeout></payments>
                  <broker>a</broker><broker host="b"/><broker>c<!-- d --></broker>
                  <text><![CDATA[<raw> & ]]>&lt;more&gt;</text>
                  <nothing/>
                </c:config>
                """);
        assertEquals(Optional.of("fast"), document.text("mode"));
        assertEquals(Optional.of("fast"), document.text("config.mode"));
        assertEquals(Optional.of("https://pay"), document.text("payments.endpoint"));
        assertEquals(Optional.of("30"), document.text("payments.timeout"));
        assertEquals(Optional.of("s"), document.text("payments.timeout.unit"));
        assertEquals(Optional.of("a"), document.text("broker.0"));
        assertEquals(Optional.of("b"), document.text("config.broker.1.host"));
        assertEquals(Optional.of("c"), document.text("broker.2"));
        assertEquals(Optional.of("<raw> & <more>"), document.text("text"));
        assertEquals(Optional.of(""), document.text("nothing"));
        assertEquals(Optional.empty(), document.text("payments"));
        assertEquals(Optional.empty(), document.text("broker"));
    }

    @Test
    void rootThatIsTextIsFoundByItsName() throws IOException {
        assertEquals(Optional.of("x"), read("<a>x</a>").text("a"));
    }

    @Test
    void elementOfTheNameOfTheRootDoesNotHideTheRoot() throws IOException {
        Document document = read("<a><a>x</a><b>y</b></a>");
        assertEquals(Optional.of("x"), document.text("a.a"));
        assertEquals(Optional.of("y"), document.text("b"));
    }

    @Test
    void attributeAndElementOfOneNameAreAList() throws IOException {
        assertEquals(
                Optional.of(List.of("1", "2", "3")),
                read("<a b='1'><b>2</b><b>3</b></a>").find("b"));
    }

    @Test
    void nestingMayBeDeepButNotEndless() throws IOException {
        read("<a>".repeat(500) + "</a>".repeat(500));
        assertEquals("""
                file.malformed: not valid XML
                found: DIR/app.xml, line 1, column 1504
                why: it is nested more than 500 deep
                fix: correct the file at line 1
                """, problem("<a>".repeat(100_000)));
    }

    @Test
    void dtdIsRefusedWithItsPlace() throws IOException {
        assertEquals("""
                file.dtd: declares a DTD
                found: DIR/app.xml, line 2: a <!DOCTYPE>, which can pull in other files
                fix: remove the DOCTYPE from the file
                """, problem("<?xml version='1.0'?>\n<!DOCTYPE a>\n<a/>"));
    }

    @Test
    void nothingIsFetchedFromTheNetwork() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(200);
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            for (String content : List.of(
                    "<!DOCTYPE a SYSTEM '" + url + "'><a/>",
                    "<!DOCTYPE a PUBLIC '-//x//y' '" + url + "'><a/>",
                    "<!DOCTYPE a [<!ENTITY e SYSTEM '" + url + "'>]><a>&e;</a>",
                    "<!DOCTYPE a [<!ENTITY % e SYSTEM '" + url + "'>%e;]><a/>")) {
                assertEquals("file.dtd", codeOf(content));
            }
            read("<?xml-stylesheet href='" + url + "'?><a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                    + " xsi:noNamespaceSchemaLocation='" + url
                    + "' xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='" + url + "'/></a>");
            assertThrows(SocketTimeoutException.class, server::accept);
        }
    }

    private String codeOf(String content) throws IOException {
        String problem = problem(content);
        return problem.substring(0, problem.indexOf(':'));
    }

    @Test
    void localFileIsNotPulledIn() throws IOException {
        Path marker = run().write("marker.txt", "MARKER-OF-THE-OTHER-FILE");
        run().write("app.xml", "<!DOCTYPE a [<!ENTITY e SYSTEM '" + marker.toUri() + "'>]><a><b>&e;</b></a>");
        Report report = run().report(file("app.xml").xml().having("b"));
        assertEquals(Code.FILE_DTD, report.results().get(0).problems().get(0).code());
        assertFalse(report.toString().contains("MARKER"));
    }

    @Test
    void bombOfEntitiesIsRefusedAtOnce() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'x'>");
        for (int i = 1; i < 50; i++) {
            bomb.append("<!ENTITY e%d '&e%d;&e%d;'>".formatted(i, i - 1, i - 1));
        }
        bomb.append("]><a>&e49;</a>");
        assertEquals("file.dtd", assertTimeoutPreemptively(ofSeconds(2), () -> codeOf(bomb.toString())));
    }
}
