package dev.preflight.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What several runs of one program have in common: their median, the least and the most. */
record Spread(double median, double least, double most) {
    static Spread of(List<Sample> samples, ToDoubleFunction<Sample> measure) {
        double[] values = samples.stream().mapToDouble(measure).sorted().toArray();
        int middle = values.length / 2;
        double median = values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return new Spread(median, values[0], values[values.length - 1]);
    }

    /** The mean, for what the system counts in steps too coarse for one run. */
    static double mean(List<Sample> samples, ToDoubleFunction<Sample> measure) {
        return samples.stream().mapToDouble(measure).average().orElseThrow();
    }

    /** A number of milliseconds, with one digit behind the point where it matters. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.1f" : "%.0f", value);
    }

    @Override
    public String toString() {
        return number(median) + " (" + number(least) + "–" + number(most) + ")";
    }
}
