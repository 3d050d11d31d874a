package dev.preflight.report;

import java.time.Duration;

/** Writes how long things took. */
final class Times {
    private Times() {}

    /** For people: {@code 3 ms}, {@code 1.2 s}. */
    static String took(Duration time) {
        long millis = time.toMillis();
        return millis < 1000 ? millis + " ms" : millis / 1000 + "." + millis / 100 % 10 + " s";
    }

    /** For machines: seconds with three decimals. */
    static String seconds(Duration time) {
        long millis = time.toMillis() % 1000;
        return time.getSeconds() + (millis < 10 ? ".00" : millis < 100 ? ".0" : ".") + millis;
    }
}
