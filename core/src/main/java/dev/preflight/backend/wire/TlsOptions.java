package dev.preflight.backend.wire;

import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.ProbeContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * How TLS is to be spoken: whom to trust, who to be, and how long certificates must stay valid. Null inputs are the
 * defaults of the Java runtime and no client certificate. Where there are managers, they count before the files. A trust
 * with a password is a keystore, and one without it is PEM; {@code application} is what ALPN offers, empty for nothing.
 */
public record TlsOptions(
        Argument<Path> trust,
        Argument<String> trustPassword,
        TrustManagerFactory trustManagers,
        Argument<Path> identity,
        Argument<String> password,
        KeyManagerFactory keyManagers,
        Duration validFor,
        Verifying verifying,
        String application) {
    /** What of a certificate is verified. */
    public enum Verifying {
        /** The chain and the host name. */
        ALL,
        /** The chain. */
        CHAIN,
        /** Nothing: what is spoken is encrypted, and nobody knows with whom. */
        NOTHING
    }

    public static final TlsOptions DEFAULT =
            new TlsOptions(null, null, null, null, null, null, Duration.ZERO, Verifying.ALL, "");

    public TlsOptions trusting(Argument<Path> file, Argument<String> secret) {
        return new TlsOptions(file, secret, null, identity, password, keyManagers, validFor, verifying, application);
    }

    public TlsOptions trusting(TrustManagerFactory managers) {
        Objects.requireNonNull(managers, "managers");
        return new TlsOptions(null, null, managers, identity, password, keyManagers, validFor, verifying, application);
    }

    public TlsOptions identifiedBy(Argument<Path> file, Argument<String> secret) {
        return new TlsOptions(
                trust, trustPassword, trustManagers, file, secret, null, validFor, verifying, application);
    }

    public TlsOptions identifiedBy(KeyManagerFactory managers) {
        Objects.requireNonNull(managers, "managers");
        return new TlsOptions(
                trust, trustPassword, trustManagers, null, null, managers, validFor, verifying, application);
    }

    public TlsOptions validFor(Duration least) {
        if (Objects.requireNonNull(least, "least").isNegative() || least.isZero()) {
            throw new IllegalArgumentException("least must be more than zero, not " + least);
        }
        return new TlsOptions(
                trust, trustPassword, trustManagers, identity, password, keyManagers, least, verifying, application);
    }

    /** As the mode of a URI says that the application's driver verifies; a trust that was declared says more. */
    public TlsOptions verifying(Verifying what) {
        return hasTrust() && what == Verifying.NOTHING ? this : verifyingOnly(what);
    }

    /** As the declaration itself says. */
    public TlsOptions verifyingOnly(Verifying what) {
        return new TlsOptions(
                trust, trustPassword, trustManagers, identity, password, keyManagers, validFor, what, application);
    }

    /** The same, to speak a protocol that both sides must agree on before they speak it (ALPN, RFC 7301). */
    public TlsOptions speaking(String protocol) {
        return new TlsOptions(
                trust, trustPassword, trustManagers, identity, password, keyManagers, validFor, verifying, protocol);
    }

    /** Whether the declaration says whom to trust. */
    boolean hasTrust() {
        return trust != null || trustManagers != null;
    }

    /** Whether there is a certificate to show. */
    public boolean hasIdentity() {
        return identity != null || keyManagers != null;
    }

    /** What a success proves of TLS, beyond what it always proves. */
    public List<String> proves() {
        List<String> lines = new ArrayList<>();
        if (trust != null) {
            lines.add("its certificate is signed by an authority in " + trust.inWords());
        }
        if (identity != null) {
            lines.add("it takes the client certificate in " + identity.inWords());
        }
        if (!validFor.isZero()) {
            lines.add("its certificate is valid for " + days(validFor) + " more, or else there is a warning");
        }
        return lines;
    }

    private static String days(Duration time) {
        long days = time.toDays();
        return days == 0 ? time.toHours() + " hours" : days + (days == 1 ? " day" : " days");
    }

    /** Whether the declaration itself asks for TLS. */
    public boolean isDeclared() {
        return hasTrust() || hasIdentity();
    }

    /** The checks that the options take values of. */
    public Check<?>[] needs() {
        List<Check<?>> needs = new ArrayList<>();
        for (Argument<?> input : new Argument<?>[] {trust, trustPassword, identity, password}) {
            if (input != null) {
                needs.addAll(List.of(input.needs()));
            }
        }
        return needs.toArray(new Check<?>[0]);
    }

    static Path in(ProbeContext context, Argument<Path> input) {
        return context.deployment().resolve(input.in(context));
    }

    /** Both ways to name a file. */
    public static Argument<Path> file(String path) {
        return Argument.of(Path.of(path));
    }

    /** Both ways to name a file. */
    public static Argument<Path> file(EnvVar<Path> path) {
        return Argument.of(path);
    }
}
