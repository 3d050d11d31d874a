package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.backend.wire.TlsMaterial;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.Check;
import dev.preflight.check.Condition;
import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Role;
import dev.preflight.check.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that speaks TLS (RFC 8446, RFC 5246) with a certificate that is trusted, valid and for this host. Nothing is
 * said over the connection but the handshake.
 */
public final class Tls extends Probe<HostAndPort> {
    private final Argument<HostAndPort> address;
    private final TlsOptions options;

    private Tls(String name, Settings settings, Argument<HostAndPort> address, TlsOptions options) {
        super("backend", name, settings);
        this.address = address;
        this.options = options;
    }

    static Tls of(String name, Argument<HostAndPort> address) {
        return new Tls(name, Settings.online(address.needs()), address, TlsOptions.DEFAULT);
    }

    /**
     * Trusts the certificate authorities in a file, and no others. Default: those of the Java runtime.
     *
     * @param pem a file of certificates in PEM
     * @return a check that trusts them
     * @throws NullPointerException if {@code pem} is null
     */
    public Tls trusting(String pem) {
        return with(options.trusting(TlsOptions.file(pem), null));
    }

    /**
     * Trusts the certificate authorities in a file, and no others. Default: those of the Java runtime.
     *
     * @param pem the variable that holds the path of a file of certificates in PEM; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if {@code pem} is null
     */
    public Tls trusting(EnvVar<Path> pem) {
        return with(options.trusting(TlsOptions.file(pem), null));
    }

    /**
     * Trusts the certificates in a keystore, and no others. Default: those of the Java runtime.
     *
     * @param keyStore a keystore in PKCS #12 or JKS
     * @param password the variable that holds its password; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if an argument is null
     */
    public Tls trusting(String keyStore, EnvVar<String> password) {
        return with(options.trusting(TlsOptions.file(keyStore), Argument.of(password)));
    }

    /**
     * Trusts the certificates in a keystore, and no others. Default: those of the Java runtime.
     *
     * @param keyStore the variable that holds the path of a keystore in PKCS #12 or JKS; it joins the suite as an input
     * @param password the variable that holds its password; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if an argument is null
     */
    public Tls trusting(EnvVar<Path> keyStore, EnvVar<String> password) {
        return with(options.trusting(TlsOptions.file(keyStore), Argument.of(password)));
    }

    /**
     * Shows the server a certificate.
     *
     * @param pem the variable that holds the path of a file with certificate and unencrypted key (PKCS #8) in PEM; it
     *     joins the suite as an input
     * @return a check that shows it
     * @throws NullPointerException if {@code pem} is null
     */
    public Tls clientCertificate(EnvVar<Path> pem) {
        return with(options.identifiedBy(TlsOptions.file(pem), null));
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
    public Tls clientCertificate(EnvVar<Path> pkcs12, EnvVar<String> password) {
        return with(options.identifiedBy(TlsOptions.file(pkcs12), Argument.of(password)));
    }

    /**
     * Warns if a certificate of the server expires soon.
     *
     * @param least how long certificates should stay valid, more than zero
     * @return a check that warns
     * @throws NullPointerException if {@code least} is null
     * @throws IllegalArgumentException if {@code least} is not more than zero
     */
    public Tls validFor(Duration least) {
        return with(options.validFor(least));
    }

    private Tls with(TlsOptions changed) {
        return new Tls(name(), settings(), address, changed).needs(changed.needs());
    }

    @Override
    protected HostAndPort verify(ProbeContext context) throws IOException {
        HostAndPort where = address.in(context);
        try (Wire wire = Wire.open(context, where, "TLS", TlsMaterial.ready(options, context))) {
            wire.awaitRefusal();
        }
        return where;
    }

    @Override
    public Role role(Check<?> input) {
        return address.role(input, Role.ADDRESS);
    }

    @Override
    protected List<String> proves() {
        List<String> lines = new ArrayList<>();
        lines.add(address.inWords() + " speaks TLS, with a certificate that is trusted, valid and for this host");
        lines.addAll(options.proves());
        return lines;
    }

    @Override
    public Tls with(Settings changed) {
        return new Tls(name(), changed, address, options);
    }

    /** {@inheritDoc} */
    @Override
    public Tls timeout(Duration limit) {
        return (Tls) super.timeout(limit);
    }

    /** {@inheritDoc} */
    @Override
    public Tls retryFor(Duration time) {
        return (Tls) super.retryFor(time);
    }

    /** {@inheritDoc} */
    @Override
    public Tls every(Duration pace) {
        return (Tls) super.every(pace);
    }

    /** {@inheritDoc} */
    @Override
    public Tls describedAs(String text) {
        return (Tls) super.describedAs(text);
    }

    /** {@inheritDoc} */
    @Override
    public Tls warnOnly() {
        return (Tls) super.warnOnly();
    }

    /** {@inheritDoc} */
    @Override
    public Tls onlyIf(Condition condition) {
        return (Tls) super.onlyIf(condition);
    }

    /** {@inheritDoc} */
    @Override
    public Tls needs(Check<?>... inputs) {
        return (Tls) super.needs(inputs);
    }
}
