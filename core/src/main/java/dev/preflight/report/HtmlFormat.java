package dev.preflight.report;

/**
 * {@code html}: one page for people, such as an artifact of a build. It has all it needs in itself and no script, and
 * its content security policy forbids to load anything; it is light or dark as the reader prefers, and fits a phone. Of
 * each check it shows the steps that held as a bar of their times. What passed is folded, and so is what each
 * code means. The page is in ASCII.
 */
final class HtmlFormat extends PlainFormat {
    /** Known beforehand in tests alone; null where each report tells its own. */
    private final Origin origin;

    /** Makes the format. */
    public HtmlFormat() {
        this(null);
    }

    HtmlFormat(Origin origin) {
        super("html");
        this.origin = origin;
    }

    @Override
    void tell(Report report, StringBuilder out) {
        new HtmlPage(report, origin == null ? Origin.here() : origin, new Markup(out)).write();
    }
}
