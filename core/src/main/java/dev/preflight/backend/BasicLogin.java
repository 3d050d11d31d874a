package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.check.Check;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** User and password as HTTP sends them (RFC 7617, section 2). */
final class BasicLogin extends Argument<String> {
    private final Argument<String> user;
    private final Argument<String> password;

    BasicLogin(Argument<String> user, Argument<String> password) {
        this.user = user;
        this.password = password;
    }

    @Override
    public String in(ProbeContext context) {
        String secret = password.in(context);
        context.secret(secret);
        String login = user.openIn(context) + ":" + secret;
        String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        context.secret(encoded);
        return encoded;
    }

    @Override
    public String inWords() {
        return user.inWords() + " and " + password.inWords();
    }

    @Override
    public String origin() {
        String own = user.origin();
        return own.isEmpty() ? password.origin() : own + " and " + password.inWords();
    }

    @Override
    public Check<?>[] needs() {
        List<Check<?>> needs = new ArrayList<>(List.of(user.needs()));
        needs.addAll(List.of(password.needs()));
        return needs.toArray(new Check<?>[0]);
    }

    @Override
    public Role role(Check<?> input, Role whole) {
        Role role = user.role(input, Role.USER);
        return role == Role.OTHER ? password.role(input, Role.PASSWORD) : role;
    }
}
