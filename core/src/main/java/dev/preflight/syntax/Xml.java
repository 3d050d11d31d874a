package dev.preflight.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.helpers.LocatorImpl;

/**
 * Reads XML with the parser of the JDK into maps: elements and attributes by their local names, repeated elements as a
 * list. A DTD is refused before anything in it is read, so no entity is ever expanded or fetched.
 */
public final class Xml extends DefaultHandler2 {
    /** Ends the reading of a document that declares its type. */
    public static final class DoctypeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;

        DoctypeException(int line) {
            super("a document type is declared in line " + line, null, false, false);
            this.line = line;
        }

        /** The line of the declaration, which begins at 1. */
        public int line() {
            return line;
        }
    }

    /** The key of the text of an element that has attributes or child elements too. */
    public static final String TEXT = "";

    private static final String SAX = "http://xml.org/sax/";

    private static final String LOCALE = "http://apache.org/xml/properties/locale";

    private final Deque<Map<String, Object>> open = new ArrayDeque<>();
    private final Deque<StringBuilder> texts = new ArrayDeque<>();

    private Locator locator = new LocatorImpl();

    public Map<String, Object> parse(InputStream in) throws ParserConfigurationException, SAXException, Malformed {
        Map<String, Object> document = new LinkedHashMap<>();
        open.push(document);
        try {
            SAXParser parser = parser();
            parser.setProperty(SAX + "properties/lexical-handler", this);
            parser.parse(new InputSource(in), this);
        } catch (SAXParseException e) {
            throw malformed(e, e.getLineNumber(), e.getColumnNumber());
        } catch (SAXException | IOException e) {
            // An encoding that is unknown, or that the content does not keep to.
            throw malformed(e, locator.getLineNumber(), locator.getColumnNumber());
        }
        // Keys may begin below the root element too, as they do in formats that have none.
        Object root = document.values().iterator().next();
        if (root instanceof Map<?, ?> children) {
            children.forEach((name, value) -> document.putIfAbsent((String) name, value));
        }
        return document;
    }

    private static Malformed malformed(Exception e, int line, int column) {
        String why = e instanceof SAXException ? "" : e.getClass().getSimpleName() + ": ";
        return new Malformed(
                why + (e.getMessage() == null ? "" : e.getMessage()), Math.max(0, line), Math.max(0, column));
    }

    private static SAXParser parser() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(SAX + "features/external-general-entities", false);
        factory.setFeature(SAX + "features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        SAXParser parser = factory.newSAXParser();
        // The messages are read in the log of a server, not on the screen of its user.
        parser.setProperty(LOCALE, Locale.ROOT);
        // Each release of Java has another bound; ours is the same everywhere.
        parser.setProperty("jdk.xml.maxElementDepth", "0");
        return parser;
    }

    @Override
    public void setDocumentLocator(Locator where) {
        locator = where;
    }

    @Override
    public void startDTD(String name, String publicId, String systemId) {
        throw new DoctypeException(locator.getLineNumber());
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        if (open.size() > Json.DEEPEST) {
            throw new SAXException("it is nested more than " + Json.DEEPEST + " deep");
        }
        Map<String, Object> element = new LinkedHashMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            element.put(attributes.getLocalName(i), attributes.getValue(i));
        }
        open.push(element);
        texts.push(new StringBuilder());
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        texts.element().append(characters, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        Map<String, Object> element = open.pop();
        String text = texts.pop().toString().strip();
        if (!element.isEmpty() && !text.isEmpty()) {
            element.put(TEXT, text);
        }
        add(open.element(), localName, element.isEmpty() ? text : element);
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> parent, String name, Object child) {
        Object before = parent.putIfAbsent(name, child);
        if (before instanceof List<?>) {
            ((List<Object>) before).add(child);
        } else if (before != null) {
            List<Object> both = new ArrayList<>();
            both.add(before);
            both.add(child);
            parent.put(name, both);
        }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }
}
