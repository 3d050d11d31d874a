package dev.preflight.docs;

import java.io.IOException;

/**
 * The part of a text between the marks, which is written anew while the prose around it stays.
 *
 * @param start where the line after the first mark starts
 * @param end where the line of the second mark starts
 * @param firstLine the number of the line after the first mark, from 1
 * @param lineEnd how lines end there
 */
record Region(int start, int end, int firstLine, String lineEnd) {
    /**
     * Finds it.
     *
     * @throws IOException if there is not exactly one, in words that name the file
     */
    static Region in(String text, Page page, String file) throws IOException {
        Region found = null;
        int open = 0;
        int start = 0;
        String lineEnd = "\n";
        int number = 0;
        for (int from = 0; from < text.length(); ) {
            number++;
            int feed = text.indexOf('\n', from);
            int next = feed < 0 ? text.length() : feed + 1;
            String line = text.substring(from, next).replace("\ufeff", "").strip();
            if (line.equals(page.begin())) {
                if (open > 0) {
                    throw new IOException(file + " begins a region in line " + open + " and again in line " + number);
                }
                if (found != null) {
                    throw new IOException(file + " has two regions, and the second begins in line " + number);
                }
                open = number;
                start = next;
                lineEnd = feed > from && text.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
            } else if (line.equals(page.end())) {
                if (open == 0) {
                    throw new IOException(file + " ends a region in line " + number + " that does not begin");
                }
                found = new Region(start, from, open + 1, lineEnd);
                open = 0;
            }
            from = next;
        }
        if (open > 0) {
            throw new IOException(
                    file + " begins a region in line " + open + " that does not end: " + page.end() + " is missing");
        }
        if (found == null) {
            throw new IOException(file + " has no region: put the lines " + page.begin() + " and " + page.end()
                    + " where the generated part is to stand");
        }
        return found;
    }
}
