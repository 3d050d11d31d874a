package dev.preflight.backend;

import dev.preflight.Check;
import dev.preflight.ProbeContext;
import dev.preflight.Role;
import java.util.Objects;

/** An argument of a backend: written in the code, or the value of another check. */
class Input<T> {
    private final T literal;
    private final Check<T> check;

    /** One that is made of several checks. */
    Input() {
        this(null, null);
    }

    private Input(T literal, Check<T> check) {
        this.literal = literal;
        this.check = check;
    }

    static <T> Input<T> of(T literal) {
        return new Input<>(Objects.requireNonNull(literal, "literal"), null);
    }

    static <T> Input<T> of(Check<T> check) {
        return new Input<>(null, Objects.requireNonNull(check, "check"));
    }

    T in(ProbeContext context) {
        return check == null ? literal : context.get(check);
    }

    /** What it is called in documentation: the name of the check, or the literal without what may be secret in it. */
    String inWords() {
        return check == null ? JdbcUrl.withoutCredentials(String.valueOf(literal)) : check.name();
    }

    /** Where the value comes from, in documentation, and nothing of a literal. */
    String origin() {
        return check == null ? "" : " from " + check.name();
    }

    /** The check to need, as the varargs of {@link Check#needs} take it. */
    Check<?>[] needs() {
        return check == null ? new Check<?>[0] : new Check<?>[] {check};
    }

    /** What a check is to this argument, which has a role as a whole. */
    Role role(Check<?> input, Role whole) {
        return check == input && check != null ? whole : Role.OTHER;
    }
}
