package dev.preflight.problem;

import java.time.Duration;
import java.util.Objects;

/** One step of the way to a backend that held: name resolution, TCP, TLS, greeting, login, query. Immutable. */
public final class Rung {
    private final String name;
    private final String detail;
    private final Duration took;

    private Rung(String name, String detail, Duration took) {
        this.name = Objects.requireNonNull(name, "name");
        this.detail = Objects.requireNonNull(detail, "detail");
        this.took = Objects.requireNonNull(took, "took");
    }

    /**
     * Makes a step that held.
     *
     * @param name what held, such as {@code DNS}
     * @param detail what came of it, such as {@code 10.2.0.7}; may be empty
     * @param took how long it took
     * @return the step
     * @throws NullPointerException if an argument is null
     */
    public static Rung of(String name, String detail, Duration took) {
        return new Rung(name, detail, took);
    }

    /**
     * What held, such as {@code DNS}.
     *
     * @return what held, such as {@code DNS}
     */
    public String name() {
        return name;
    }

    /**
     * What came of it, such as {@code 10.2.0.7}; may be empty.
     *
     * @return an address, a version or the like
     */
    public String detail() {
        return detail;
    }

    /**
     * How long it took.
     *
     * @return how long it took
     */
    public Duration took() {
        return took;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rung that
                && name.equals(that.name)
                && detail.equals(that.detail)
                && took.equals(that.took);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, detail, took);
    }

    @Override
    public String toString() {
        return "Rung[name=" + name + ", detail=" + detail + ", took=" + took + "]";
    }
}
