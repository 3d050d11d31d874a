package dev.preflight.report;

/**
 * Writes elements of XML and HTML in ASCII: what is none is a character reference, so that a stream of any charset
 * keeps it.
 */
final class Markup {
    private final StringBuilder out;

    Markup(StringBuilder out) {
        this.out = out;
    }

    /** Markup as it stands. */
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Plain text, escaped for content and for attributes in double quotes. */
    Markup text(String plain) {
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c <= '~') {
                        out.append((char) c);
                    } else {
                        out.append("&#").append(c).append(';');
                    }
                }
            }
        }
        return this;
    }

    /** An attribute, with the space before it. */
    Markup attribute(String name, String value) {
        return raw(" ").raw(name).raw("=\"").text(value).raw("\"");
    }

    /** An element that holds text alone. */
    Markup element(String name, String text) {
        return raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">");
    }
}
