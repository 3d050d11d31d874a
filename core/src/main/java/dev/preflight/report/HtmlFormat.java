package dev.preflight.report;

import dev.preflight.Report;

/**
 * {@code html}: one page for people, such as an artifact of a build. It has all it needs in itself and no script, and
 * its content security policy forbids to load anything; it is light or dark as the reader prefers, and fits a phone. Of
 * each check it shows the steps that held as a bar of their times. What passed is folded. The page is in ASCII.
 */
public final class HtmlFormat extends PlainFormat {
    /** Makes the format. */
    public HtmlFormat() {
        super("html");
    }

    @Override
    void tell(Report report, StringBuilder out) {
        new HtmlPage(report, new Markup(out)).write();
    }
}
