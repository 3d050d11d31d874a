package dev.preflight.backend;

import dev.preflight.backend.protocol.Amqp;
import dev.preflight.backend.protocol.Scheme;
import dev.preflight.backend.wire.Argument;
import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.Inputs;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.check.Check;
import dev.preflight.check.Condition;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Role;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A backend that is named by a URI, greeted in its own protocol over a plain socket or TLS: what answers speaks that
 * protocol and is ready. Where the URI carries credentials and the protocol logs in with one simple frame, the check
 * logs in; {@code docs/backends.md} says what is proved for each scheme.
 *
 * <p>The value is the URI.
 */
public final class Service extends Probe<URI> {
    /** What is declared beyond the settings of every check; null options mean those of the scheme. */
    private record Spec(
            Argument<URI> uri, Argument<String> user, Argument<String> password, TlsOptions tls, int atLeast) {}

    private final Spec spec;

    private Service(String name, Settings settings, Spec spec) {
        super("backend", name, settings);
        this.spec = spec;
    }

    static Service of(String name, Argument<URI> uri) {
        return new Service(name, Settings.online(uri.needs()), new Spec(uri, null, null, TlsOptions.DEFAULT, 1));
    }

    /**
     * Demands that so many of the hosts in the URI answer. Default: one.
     *
     * @param hosts how many, one at the least
     * @return a check that demands so many
     * @throws IllegalArgumentException if {@code hosts} is less than one
     */
    public Service atLeast(int hosts) {
        if (hosts < 1) {
            throw new IllegalArgumentException("hosts must be 1 or more, not " + hosts);
        }
        return new Service(name(), settings(), new Spec(spec.uri, spec.user, spec.password, spec.tls, hosts));
    }

    /**
     * Logs in as a user that a variable names, in place of what the URI says. For the schemes that log in, as {@code
     * docs/backends.md} says.
     *
     * @param user the variable that holds the name of the user, which joins the suite as an input
     * @param password the variable that holds the password, which joins the suite as an input
     * @return a check that logs in
     * @throws NullPointerException if an argument is null
     */
    public Service login(EnvVar<String> user, EnvVar<String> password) {
        return login(Argument.of(user), Argument.of(password));
    }

    /**
     * Logs in as a user, in place of what the URI says.
     *
     * @param user the name of the user
     * @param password the variable that holds the password, which joins the suite as an input
     * @return a check that logs in
     * @throws NullPointerException if an argument is null
     */
    public Service login(String user, EnvVar<String> password) {
        return login(Argument.of(user), Argument.of(password));
    }

    /**
     * Logs in with a password alone, as Redis takes it where it has no users; with NATS it is the token.
     *
     * @param password the variable that holds the password, which joins the suite as an input
     * @return a check that logs in
     * @throws NullPointerException if {@code password} is null
     */
    public Service login(EnvVar<String> password) {
        return login(Argument.of(""), Argument.of(password));
    }

    private Service login(Argument<String> user, Argument<String> password) {
        return new Service(name(), settings(), new Spec(spec.uri, user, password, spec.tls, spec.atLeast))
                .needs(user.needs())
                .needs(password.needs());
    }

    /**
     * Trusts the certificate authorities in a file, and no others. Default: those of the Java runtime.
     *
     * @param pem a file of certificates in PEM
     * @return a check that trusts them
     * @throws NullPointerException if {@code pem} is null
     */
    public Service trusting(String pem) {
        return tls(spec.tls.trusting(TlsOptions.file(pem), null));
    }

    /**
     * Trusts the certificate authorities in a file, and no others. Default: those of the Java runtime.
     *
     * @param pem the variable that holds the path of a file of certificates in PEM; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if {@code pem} is null
     */
    public Service trusting(EnvVar<Path> pem) {
        return tls(spec.tls.trusting(TlsOptions.file(pem), null));
    }

    /**
     * Trusts the certificates in a keystore, and no others. Default: those of the Java runtime.
     *
     * @param keyStore a keystore in PKCS #12 or JKS
     * @param password the variable that holds its password; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if an argument is null
     */
    public Service trusting(String keyStore, EnvVar<String> password) {
        return tls(spec.tls.trusting(TlsOptions.file(keyStore), Argument.of(password)));
    }

    /**
     * Trusts the certificates in a keystore, and no others. Default: those of the Java runtime.
     *
     * @param keyStore the variable that holds the path of a keystore in PKCS #12 or JKS; it joins the suite as an input
     * @param password the variable that holds its password; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if an argument is null
     */
    public Service trusting(EnvVar<Path> keyStore, EnvVar<String> password) {
        return tls(spec.tls.trusting(TlsOptions.file(keyStore), Argument.of(password)));
    }

    /**
     * Shows the server a certificate.
     *
     * @param pem the variable that holds the path of a file with certificate and unencrypted key (PKCS #8) in PEM; it
     *     joins the suite as an input
     * @return a check that shows it
     * @throws NullPointerException if {@code pem} is null
     */
    public Service clientCertificate(EnvVar<Path> pem) {
        return tls(spec.tls.identifiedBy(TlsOptions.file(pem), null));
    }

    /**
     * Shows the server a certificate.
     *
     * @param pkcs12 the variable that holds the path of a PKCS #12 file, or of one in PEM whose key is encrypted (PKCS
     *     #8); it joins the suite as an input
     * @param password the variable that holds its password; it joins the suite as an input
     * @return a check that shows it
     * @throws NullPointerException if an argument is null
     */
    public Service clientCertificate(EnvVar<Path> pkcs12, EnvVar<String> password) {
        return tls(spec.tls.identifiedBy(TlsOptions.file(pkcs12), Argument.of(password)));
    }

    /**
     * Trusts what an application trusts already. Default: the certificate authorities of the Java runtime.
     *
     * @param managers who decides, initialised
     * @return a check that trusts the same
     * @throws NullPointerException if {@code managers} is null
     */
    public Service trusting(TrustManagerFactory managers) {
        return tls(spec.tls.trusting(managers));
    }

    /**
     * Shows the server the certificate that an application has already.
     *
     * @param managers who has it, initialised
     * @return a check that shows it
     * @throws NullPointerException if {@code managers} is null
     */
    public Service clientCertificate(KeyManagerFactory managers) {
        return tls(spec.tls.identifiedBy(managers));
    }

    /**
     * Accepts a certificate that is for another host, for applications whose own client does so. What is proved is less:
     * whoever has any certificate that is trusted can stand in the way.
     *
     * @return a check that does not compare the names
     */
    public Service anyHostName() {
        return tls(spec.tls.verifyingOnly(TlsOptions.Verifying.CHAIN));
    }

    /**
     * Accepts every certificate, for applications whose own client does so; the report says that it was not verified.
     *
     * @return a check that verifies no certificate
     */
    public Service anyCertificate() {
        return tls(spec.tls.verifyingOnly(TlsOptions.Verifying.NOTHING));
    }

    /**
     * Warns if a certificate of the server expires soon.
     *
     * @param least how long certificates should stay valid, more than zero
     * @return a check that warns
     * @throws NullPointerException if {@code least} is null
     * @throws IllegalArgumentException if {@code least} is not more than zero
     */
    public Service validFor(Duration least) {
        return tls(spec.tls.validFor(least));
    }

    private Service tls(TlsOptions tls) {
        return new Service(name(), settings(), new Spec(spec.uri, spec.user, spec.password, tls, spec.atLeast))
                .needs(tls.needs());
    }

    @Override
    protected URI verify(ProbeContext context) throws IOException, InterruptedException {
        URI uri = spec.uri.in(context);
        if ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme())) {
            Http http = Http.of(name(), Argument.of(uri));
            (spec.user == null ? http : http.login(spec.user, spec.password)).verify(spec.tls, context);
            return uri;
        }
        Scheme scheme = Scheme.of(uri.getScheme() == null ? "" : uri.getScheme());
        if (scheme == null) {
            throw SchemeProblem.of(uri, context).asException();
        }
        Endpoint endpoint = Endpoint.of(uri, scheme.port(), context);
        if (scheme.protocol() instanceof Amqp && Endpoint.hasUnclearPath(uri)) {
            context.warn(Amqp.unclearHost());
        }
        if (spec.user != null) {
            String user = spec.user.openIn(context);
            String password = spec.password.in(context);
            context.secret(password);
            endpoint = endpoint.login(user, password);
            if (user.isEmpty() && !scheme.protocol().takesPasswordAlone()) {
                throw Problem.of(Code.BACKEND_LOGIN, "a password without a user, which its protocol does not take")
                        .fix("name the user too: login(user, password)")
                        .asException();
            }
        }
        try {
            // Of Neo4j: a certificate that nobody has signed.
            boolean anybody = uri.getScheme().toLowerCase(Locale.ROOT).endsWith("+ssc");
            TlsOptions tls = anybody ? spec.tls.verifying(TlsOptions.Verifying.NOTHING) : spec.tls;
            new Hosts(scheme, endpoint, tls).require(spec.atLeast, context, settings());
        } catch (RuntimeException e) {
            // Not caught as what it is, since a class that catches it cannot be used without loading it.
            throw Inputs.named(e, context);
        }
        return uri;
    }

    @Override
    public Role role(Check<?> input) {
        Role role = spec.uri.role(input, Role.ADDRESS);
        if (role == Role.OTHER && spec.user != null) {
            role = spec.user.role(input, Role.USER);
            role = role == Role.OTHER ? spec.password.role(input, Role.PASSWORD) : role;
        }
        return role;
    }

    @Override
    protected List<String> proves() {
        List<String> lines = new ArrayList<>();
        lines.add(spec.uri.inWords() + " answers in the protocol of its scheme and is ready");
        if (spec.atLeast > 1) {
            lines.add(spec.atLeast + " of its hosts answer");
        }
        if (spec.user != null) {
            lines.add("logs in" + (spec.user.inWords().isEmpty() ? "" : " as " + spec.user.inWords()) + " with "
                    + spec.password.inWords() + ", where its protocol does so in one step");
        }
        lines.addAll(spec.tls.proves());
        return lines;
    }

    @Override
    public Service with(Settings changed) {
        return new Service(name(), changed, spec);
    }

    /** {@inheritDoc} */
    @Override
    public Service timeout(Duration limit) {
        return (Service) super.timeout(limit);
    }

    /** {@inheritDoc} */
    @Override
    public Service retryFor(Duration time) {
        return (Service) super.retryFor(time);
    }

    /** {@inheritDoc} */
    @Override
    public Service every(Duration pace) {
        return (Service) super.every(pace);
    }

    /** {@inheritDoc} */
    @Override
    public Service describedAs(String text) {
        return (Service) super.describedAs(text);
    }

    /** {@inheritDoc} */
    @Override
    public Service warnOnly() {
        return (Service) super.warnOnly();
    }

    /** {@inheritDoc} */
    @Override
    public Service onlyIf(Condition condition) {
        return (Service) super.onlyIf(condition);
    }

    /** {@inheritDoc} */
    @Override
    public Service needs(Check<?>... inputs) {
        return (Service) super.needs(inputs);
    }
}
