package dev.preflight.benchmarks;

/**
 * One run of a program.
 *
 * @param wall milliseconds from before it is started until it is gone
 * @param ended when it was gone, in milliseconds since 1970
 * @param cpu milliseconds that it computed, on all cores, or NaN where the system does not tell
 * @param exit its exit code
 * @param out what it printed
 */
record Sample(double wall, long ended, double cpu, int exit, String out) {
    /** The number behind a word that the program printed at the start of a line. */
    double printed(String word) {
        for (String line : out.split("\\R")) {
            if (line.startsWith(word + " ")) {
                return Double.parseDouble(line.substring(word.length() + 1));
            }
        }
        throw new IllegalStateException("printed no " + word + ": " + out);
    }
}
