package dev.preflight.backend;

import dev.preflight.Check;
import dev.preflight.ProbeContext;
import dev.preflight.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** User and password as HTTP sends them (RFC 7617, section 2). */
final class BasicLogin extends Input<String> {
    private final Input<String> user;
    private final Input<String> password;

    BasicLogin(Input<String> user, Input<String> password) {
        this.user = user;
        this.password = password;
    }

    @Override
    String in(ProbeContext context) {
        String secret = password.in(context);
        context.secret(secret);
        String login = user.in(context) + ":" + secret;
        String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        context.secret(encoded);
        return encoded;
    }

    @Override
    String inWords() {
        return user.inWords() + " and " + password.inWords();
    }

    @Override
    String origin() {
        String own = user.origin();
        return own.isEmpty() ? password.origin() : own + " and " + password.inWords();
    }

    @Override
    Check<?>[] needs() {
        List<Check<?>> needs = new ArrayList<>(List.of(user.needs()));
        needs.addAll(List.of(password.needs()));
        return needs.toArray(new Check<?>[0]);
    }

    @Override
    Role role(Check<?> input, Role whole) {
        Role role = user.role(input, Role.USER);
        return role == Role.OTHER ? password.role(input, Role.PASSWORD) : role;
    }
}
