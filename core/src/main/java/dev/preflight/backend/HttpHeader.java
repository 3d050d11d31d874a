package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.check.EnvVar;
import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.Objects;

/**
 * A header that is sent, whose value is written in the code or held by a variable. Immutable.
 *
 * @param name its name
 * @param prefix what stands before the value, such as "Bearer "
 * @param value its value
 */
record HttpHeader(String name, String prefix, Argument<String> value) {
    private static final String LOGIN = "Authorization";

    static HttpHeader of(String name, String value) {
        if (misfit(Objects.requireNonNull(value, "value")) >= 0) {
            throw new IllegalArgumentException("value has a character that HTTP does not allow, at " + misfit(value));
        }
        return new HttpHeader(required(name), "", Argument.of(value));
    }

    static HttpHeader of(String name, EnvVar<String> value) {
        return new HttpHeader(required(name), "", Argument.of(value));
    }

    static HttpHeader bearer(EnvVar<String> token) {
        return new HttpHeader(LOGIN, "Bearer ", Argument.of(token));
    }

    static HttpHeader basic(BasicLogin login) {
        return new HttpHeader(LOGIN, "Basic ", login);
    }

    private static String required(String name) {
        boolean token = !Objects.requireNonNull(name, "name").isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            token &= c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
        if (!token) {
            throw new IllegalArgumentException("name is no name of a header: " + name);
        }
        return name;
    }

    /** Where a text has a character that no value of a header has (RFC 9110, section 5.5), -1 if nowhere. */
    private static int misfit(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 127) {
                return i;
            }
        }
        return -1;
    }

    /** Whether it logs in, instead of what the URL says. */
    boolean isLogin() {
        return name.equalsIgnoreCase(LOGIN);
    }

    /** The line that is sent. */
    String line(ProbeContext context) {
        String text = value.in(context);
        if (misfit(text) >= 0) {
            throw Problem.of(Code.ENV_INVALID, "the value of header " + name + " cannot be sent")
                    .found("a line break or another control character in it, at index " + misfit(text))
                    .fix("take it out of " + value.needs()[0].name())
                    .asException();
        }
        if (isLogin()) {
            context.secret(text);
        }
        return name + ": " + prefix + text;
    }
}
