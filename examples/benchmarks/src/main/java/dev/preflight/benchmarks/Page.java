package dev.preflight.benchmarks;

/**
 * A page with regions that the benchmarks write. A region begins with a comment that shows the command which writes it,
 * and ends with another comment.
 */
record Page(String text) {
    private static final String END = "<!-- end of run.sh -->\n";

    /**
     * The page with something else in a region.
     *
     * @throws IllegalArgumentException if the page has no such region
     */
    String with(String name, String content) {
        String begin = "<!-- run.sh " + name + " -->\n";
        int from = text.indexOf(begin);
        int to = text.indexOf(END, Math.max(from, 0));
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException("the page has no region " + begin.strip() + " … " + END.strip());
        }
        return text.substring(0, from + begin.length()) + content + text.substring(to);
    }
}
