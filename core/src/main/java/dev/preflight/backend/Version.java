package dev.preflight.backend;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Numbers with dots between them, compared from left to right; what is not there counts as zero.
 *
 * @param numbers one at the least
 */
record Version(List<BigInteger> numbers) implements Comparable<Version> {
    /** Reads a version that is written in the code. */
    static Version of(String text) {
        Version version = startOf(Objects.requireNonNull(text, "version"));
        if (version == null || version.length(text) != text.length()) {
            throw new IllegalArgumentException("version is no numbers with dots between them, as in 10.11");
        }
        return version;
    }

    /** The version that a text begins with, null if it begins with none. */
    static Version startOf(String text) {
        List<BigInteger> numbers = new ArrayList<>();
        int start = 0;
        while (true) {
            int end = start;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            if (end == start) {
                break;
            }
            numbers.add(new BigInteger(text.substring(start, end)));
            if (end == text.length() || text.charAt(end) != '.') {
                break;
            }
            start = end + 1;
        }
        return numbers.isEmpty() ? null : new Version(List.copyOf(numbers));
    }

    /** How much of the text was read. */
    private int length(String text) {
        int length = 0;
        int dots = 0;
        while (length < text.length()) {
            char c = text.charAt(length);
            if (c == '.' && ++dots == numbers.size() || c != '.' && (c < '0' || c > '9')) {
                break;
            }
            length++;
        }
        return length;
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            BigInteger own = i < numbers.size() ? numbers.get(i) : BigInteger.ZERO;
            BigInteger others = i < other.numbers.size() ? other.numbers.get(i) : BigInteger.ZERO;
            int order = own.compareTo(others);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (BigInteger number : numbers) {
            out.append(out.isEmpty() ? "" : ".").append(number);
        }
        return out.toString();
    }
}
