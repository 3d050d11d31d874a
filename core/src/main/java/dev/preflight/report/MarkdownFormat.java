package dev.preflight.report;

/**
 * {@code markdown}: the report for issues, pull requests and chats, in GitHub Flavored Markdown. Text that comes from
 * the report is in code spans, where nothing has a meaning: no mention, no reference, no link, no HTML. What passed is
 * folded.
 *
 * @see <a href="https://github.github.com/gfm/">GitHub Flavored Markdown</a>
 */
final class MarkdownFormat extends PlainFormat {
    /** Makes the format. */
    public MarkdownFormat() {
        super("markdown");
    }

    @Override
    void tell(Report report, StringBuilder out) {
        out.append(new MarkdownText(report, Long.MAX_VALUE));
    }
}
