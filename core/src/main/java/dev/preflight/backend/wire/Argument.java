package dev.preflight.backend.wire;

import dev.preflight.check.Check;
import dev.preflight.check.Evaluation;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Role;
import java.util.Objects;

/** An argument of a backend: written in the code, or the value of another check. */
public class Argument<T> {
    private final T literal;
    private final Check<T> check;

    /** One that is made of several checks. */
    public Argument() {
        this(null, null);
    }

    private Argument(T literal, Check<T> check) {
        this.literal = literal;
        this.check = check;
    }

    public static <T> Argument<T> of(T literal) {
        return new Argument<>(Objects.requireNonNull(literal, "literal"), null);
    }

    public static <T> Argument<T> of(Check<T> check) {
        return new Argument<>(null, Objects.requireNonNull(check, "check"));
    }

    public T in(ProbeContext context) {
        return check == null ? literal : context.get(check);
    }

    /** The same of a part that may be shown, which the run is told of unless it comes from a secret. */
    public T openIn(ProbeContext context) {
        T value = in(context);
        if (check == null || !check.settings().secret()) {
            Evaluation.open(context, String.valueOf(value));
        }
        return value;
    }

    /** What it is called in documentation: the name of the check, or the literal without what may be secret in it. */
    public String inWords() {
        return check == null ? JdbcUrl.withoutCredentials(String.valueOf(literal)) : check.name();
    }

    /** Where the value comes from, in documentation, and nothing of a literal. */
    public String origin() {
        return check == null ? "" : " from " + check.name();
    }

    /** The check to need, as the varargs of {@link Check#needs} take it. */
    public Check<?>[] needs() {
        return check == null ? new Check<?>[0] : new Check<?>[] {check};
    }

    /** What a check is to this argument, which has a role as a whole. */
    public Role role(Check<?> input, Role whole) {
        return check == input && check != null ? whole : Role.OTHER;
    }
}
