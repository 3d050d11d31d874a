package dev.preflight.backend;

import dev.preflight.backend.protocol.HttpAnswer;
import dev.preflight.backend.protocol.LoginPage;
import dev.preflight.backend.wire.Argument;
import dev.preflight.backend.wire.Endpoint;
import dev.preflight.backend.wire.TlsMaterial;
import dev.preflight.backend.wire.TlsOptions;
import dev.preflight.backend.wire.Wire;
import dev.preflight.check.Check;
import dev.preflight.check.Condition;
import dev.preflight.check.Document;
import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Role;
import dev.preflight.check.Settings;
import dev.preflight.problem.CheckFailedException;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * An HTTP endpoint: a GET request (HTTP/1.1, RFC 9110 and 9112) is answered with a status from 200 to 299, or with what
 * is declared. Redirects to the same host are followed, three at most; others are not. A body is read up to 256 KiB.
 *
 * <p>The way leads through the proxy that the Java runtime has for the URL, unless the check is {@link #direct}.
 */
public final class Http extends Probe<Void> {
    private static final int MOST_REDIRECTS = 3;

    private final HttpSpec spec;
    private final boolean direct;

    private Http(String name, Settings settings, HttpSpec spec, boolean direct) {
        super("backend", name, settings);
        this.spec = spec;
        this.direct = direct;
    }

    static Http of(String name, Argument<URI> url) {
        return new Http(name, Settings.online(url.needs()), HttpSpec.of(url), false);
    }

    /** The same as a part of another check, which has the inputs of the options. */
    void verify(TlsOptions tls, ProbeContext context) throws IOException {
        new Http(name(), settings(), spec.tls(tls), direct).verify(context);
    }

    private Http with(HttpSpec changed) {
        return new Http(name(), settings(), changed, direct);
    }

    /**
     * Asks for another path than that of the URL.
     *
     * @param path a path, with a query if need be, that begins with a slash
     * @return a check of that path
     * @throws NullPointerException if {@code path} is null
     * @throws IllegalArgumentException if {@code path} does not begin with one slash, or has a character that must be
     *     percent-encoded
     */
    public Http path(String path) {
        if (!Objects.requireNonNull(path, "path").startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("path does not begin with one slash: " + path);
        }
        try {
            new URI(path);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("path is none: " + e.getReason() + " at index " + e.getIndex());
        }
        return with(spec.path(path));
    }

    /**
     * Expects one of some statuses, instead of any from 200 to 299.
     *
     * @param statuses the statuses, from 100 to 599
     * @return a check that expects them
     * @throws IllegalArgumentException if there is none, or one is out of range
     */
    public Http expecting(int... statuses) {
        List<Integer> all = new ArrayList<>();
        for (int status : statuses) {
            if (status < 100 || status > 599) {
                throw new IllegalArgumentException("statuses: " + status + " is not from 100 to 599");
            }
            all.add(status);
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("statuses is empty");
        }
        return with(spec.statuses(all));
    }

    /**
     * Expects a text in the body.
     *
     * @param text the text
     * @return a check that expects it
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if {@code text} is empty
     */
    public Http bodyContaining(String text) {
        if (Objects.requireNonNull(text, "text").isEmpty()) {
            throw new IllegalArgumentException("text is empty");
        }
        return with(spec.text(text));
    }

    /**
     * Expects a body in JSON with a value under a key, such as {@code jsonHaving("status", "UP")}.
     *
     * @param key a dotted key, as {@link Document#find} takes it
     * @param value the text of the value
     * @return a check that expects it
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code key} is blank
     */
    public Http jsonHaving(String key, String value) {
        if (Objects.requireNonNull(key, "key").isBlank()) {
            throw new IllegalArgumentException("key is blank");
        }
        return with(spec.field(key, Objects.requireNonNull(value, "value")));
    }

    /**
     * Sends a header.
     *
     * @param name its name
     * @param value its value, which is not secret
     * @return a check that sends it
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} or {@code value} has a character that HTTP does not allow
     */
    public Http header(String name, String value) {
        return header(HttpHeader.of(name, value));
    }

    /**
     * Sends a header whose value a variable holds.
     *
     * @param name its name
     * @param value the variable, which joins the suite as an input
     * @return a check that sends it
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} has a character that HTTP does not allow
     */
    public Http header(String name, EnvVar<String> value) {
        return header(HttpHeader.of(name, value));
    }

    /**
     * Logs in with a token (RFC 6750).
     *
     * @param token the variable that holds the token, which joins the suite as an input
     * @return a check that logs in
     * @throws NullPointerException if {@code token} is null
     */
    public Http bearer(EnvVar<String> token) {
        return header(HttpHeader.bearer(token));
    }

    /**
     * Logs in as a user that a variable names (RFC 7617), in place of what the URL says.
     *
     * @param user the variable that holds the name of the user, which joins the suite as an input
     * @param password the variable that holds the password, which joins the suite as an input
     * @return a check that logs in
     * @throws NullPointerException if an argument is null
     */
    public Http login(EnvVar<String> user, EnvVar<String> password) {
        return login(Argument.of(user), Argument.of(password));
    }

    /**
     * Logs in as a user (RFC 7617), in place of what the URL says.
     *
     * @param user the name of the user
     * @param password the variable that holds the password, which joins the suite as an input
     * @return a check that logs in
     * @throws NullPointerException if an argument is null
     */
    public Http login(String user, EnvVar<String> password) {
        return login(Argument.of(user), Argument.of(password));
    }

    Http login(Argument<String> user, Argument<String> password) {
        return header(HttpHeader.basic(new BasicLogin(user, password)));
    }

    @Override
    public Role role(Check<?> input) {
        Role role = spec.url().role(input, Role.ADDRESS);
        for (HttpHeader header : spec.headers()) {
            if (role == Role.OTHER && header.isLogin()) {
                role = header.value().role(input, Role.PASSWORD);
            }
        }
        return role;
    }

    private Http header(HttpHeader header) {
        return with(spec.header(header)).needs(header.value().needs());
    }

    /**
     * Trusts the certificate authorities in a file, and no others. Default: those of the Java runtime.
     *
     * @param pem a file of certificates in PEM
     * @return a check that trusts them
     * @throws NullPointerException if {@code pem} is null
     */
    public Http trusting(String pem) {
        return tls(spec.tls().trusting(TlsOptions.file(pem), null));
    }

    /**
     * Trusts the certificate authorities in a file, and no others. Default: those of the Java runtime.
     *
     * @param pem the variable that holds the path of a file of certificates in PEM; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if {@code pem} is null
     */
    public Http trusting(EnvVar<Path> pem) {
        return tls(spec.tls().trusting(TlsOptions.file(pem), null));
    }

    /**
     * Trusts the certificates in a keystore, and no others. Default: those of the Java runtime.
     *
     * @param keyStore a keystore in PKCS #12 or JKS
     * @param password the variable that holds its password; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if an argument is null
     */
    public Http trusting(String keyStore, EnvVar<String> password) {
        return tls(spec.tls().trusting(TlsOptions.file(keyStore), Argument.of(password)));
    }

    /**
     * Trusts the certificates in a keystore, and no others. Default: those of the Java runtime.
     *
     * @param keyStore the variable that holds the path of a keystore in PKCS #12 or JKS; it joins the suite as an input
     * @param password the variable that holds its password; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if an argument is null
     */
    public Http trusting(EnvVar<Path> keyStore, EnvVar<String> password) {
        return tls(spec.tls().trusting(TlsOptions.file(keyStore), Argument.of(password)));
    }

    /**
     * Shows the server a certificate.
     *
     * @param pem the variable that holds the path of a file with certificate and unencrypted key (PKCS #8) in PEM; it
     *     joins the suite as an input
     * @return a check that shows it
     * @throws NullPointerException if {@code pem} is null
     */
    public Http clientCertificate(EnvVar<Path> pem) {
        return tls(spec.tls().identifiedBy(TlsOptions.file(pem), null));
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
    public Http clientCertificate(EnvVar<Path> pkcs12, EnvVar<String> password) {
        return tls(spec.tls().identifiedBy(TlsOptions.file(pkcs12), Argument.of(password)));
    }

    /**
     * Trusts what an application trusts already. Default: the certificate authorities of the Java runtime.
     *
     * @param managers who decides, initialised
     * @return a check that trusts the same
     * @throws NullPointerException if {@code managers} is null
     */
    public Http trusting(TrustManagerFactory managers) {
        return tls(spec.tls().trusting(managers));
    }

    /**
     * Shows the server the certificate that an application has already.
     *
     * @param managers who has it, initialised
     * @return a check that shows it
     * @throws NullPointerException if {@code managers} is null
     */
    public Http clientCertificate(KeyManagerFactory managers) {
        return tls(spec.tls().identifiedBy(managers));
    }

    /**
     * Warns if a certificate of the server expires soon.
     *
     * @param least how long certificates should stay valid, more than zero
     * @return a check that warns
     * @throws NullPointerException if {@code least} is null
     * @throws IllegalArgumentException if {@code least} is not more than zero
     */
    public Http validFor(Duration least) {
        return tls(spec.tls().validFor(least));
    }

    /**
     * Connects straight to the host, for applications whose client takes no proxy. Default: the proxy that the Java
     * runtime has for the URL ({@code https.proxyHost}, {@code http.proxyHost}, {@code http.nonProxyHosts}, or the
     * {@link java.net.ProxySelector} of the process), as both HTTP clients of the JDK do.
     *
     * @return a check that uses no proxy
     */
    public Http direct() {
        return new Http(name(), settings(), spec, true);
    }

    private Http tls(TlsOptions tls) {
        return with(spec.tls(tls)).needs(tls.needs());
    }

    @Override
    protected Void verify(ProbeContext context) throws IOException {
        URI url = spec.url().in(context);
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw Problem.of(Code.BACKEND_URL, "its URL cannot be used")
                    .fact("why", "it begins with neither http:// nor https://")
                    .fix("correct the URL")
                    .asException();
        }
        if (!spec.path().isEmpty()) {
            url = url.resolve(spec.path());
        }
        try {
            verify(url, context);
        } catch (IOException e) {
            throw HttpProxy.explain(context.problem(e), url, direct, context).asException();
        } catch (CheckFailedException e) {
            throw HttpProxy.explain(e.problem(), url, direct, context).asException();
        }
        return null;
    }

    private void verify(URI first, ProbeContext context) throws IOException {
        URI url = first;
        TlsOptions tls =
                "https".equalsIgnoreCase(first.getScheme()) ? TlsMaterial.ready(spec.tls(), context) : spec.tls();
        HttpAnswer answer = get(url, tls, context);
        for (int i = 0; i < MOST_REDIRECTS && spec.statuses().isEmpty(); i++) {
            URI next = redirect(url, answer);
            if (next == null) {
                break;
            }
            url = next;
            answer = get(url, tls, context);
            if (LoginPage.is(url.getPath()) && answer.status() == 200) {
                context.warn(Problem.of(Code.BACKEND_LOGIN, "sends on to what looks like a login page, which answers")
                        .found(context.outside(url.getPath()))
                        .fix("ask for a path that needs no login, or send one: login(...), bearer(...)"));
            }
        }
        spec.require(answer, context);
    }

    private HttpAnswer get(URI url, TlsOptions options, ProbeContext context) throws IOException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int defaultPort = secure ? 443 : 80;
        Endpoint endpoint = Endpoint.of(url, defaultPort, context);
        if (endpoint.hosts().size() > 1) {
            throw Endpoint.unusable("it has several hosts, and one of HTTP has one");
        }
        HostAndPort host = endpoint.hosts().get(0);
        List<String> headers = new ArrayList<>();
        if (!(endpoint.user() + endpoint.password()).isEmpty() && !spec.hasLogin()) {
            headers.add(HttpAnswer.basic(endpoint, context));
        }
        for (HttpHeader header : spec.headers()) {
            headers.add(header.line(context));
        }
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        String authority = host.port() == defaultPort
                ? host.toString().substring(0, host.toString().lastIndexOf(':'))
                : host.toString();
        HttpProxy proxy = direct ? null : HttpProxy.of(url);
        TlsOptions tls = secure ? options : null;
        try (Wire wire =
                proxy == null ? Wire.open(context, host, "HTTP", tls) : proxy.open(context, host, headers, tls)) {
            context.trying("HTTP");
            String asked = proxy == null || secure ? target : "http://" + authority + target;
            HttpAnswer answer = HttpAnswer.get(wire, asked, authority, headers, spec.wantsBody());
            if (proxy != null && !secure && answer.status() == 407) {
                throw proxy.wantsLogin().found("status 407").asException();
            }
            context.held("status " + answer.status());
            return answer;
        }
    }

    /** Where an answer sends on to on the same host, or null. */
    private static URI redirect(URI from, HttpAnswer answer) {
        String location = answer.headers().get("location");
        if (location == null || !answer.isRedirect()) {
            return null;
        }
        try {
            URI base = from.getRawPath() == null || from.getRawPath().isEmpty() ? from.resolve("/") : from;
            URI to = base.resolve(new URI(location));
            if (!from.getScheme().equalsIgnoreCase(to.getScheme())
                    || !origin(from).equals(origin(to))) {
                return null;
            }
            // The login in the URL is for this host, and a redirect does not repeat it.
            String target = to.getRawQuery() == null ? to.getRawPath() : to.getRawPath() + "?" + to.getRawQuery();
            return new URI(from.getScheme() + "://" + from.getRawAuthority() + target);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Host and port of a URL, alike for all ways to write them. */
    private static String origin(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        String host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        String usual = "https".equalsIgnoreCase(url.getScheme()) ? ":443" : ":80";
        return host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host;
    }

    @Override
    protected List<String> proves() {
        return spec.proves();
    }

    @Override
    public Http with(Settings changed) {
        return new Http(name(), changed, spec, direct);
    }

    /** {@inheritDoc} */
    @Override
    public Http timeout(Duration limit) {
        return (Http) super.timeout(limit);
    }

    /** {@inheritDoc} */
    @Override
    public Http retryFor(Duration time) {
        return (Http) super.retryFor(time);
    }

    /** {@inheritDoc} */
    @Override
    public Http every(Duration pace) {
        return (Http) super.every(pace);
    }

    /** {@inheritDoc} */
    @Override
    public Http describedAs(String text) {
        return (Http) super.describedAs(text);
    }

    /** {@inheritDoc} */
    @Override
    public Http warnOnly() {
        return (Http) super.warnOnly();
    }

    /** {@inheritDoc} */
    @Override
    public Http onlyIf(Condition condition) {
        return (Http) super.onlyIf(condition);
    }

    /** {@inheritDoc} */
    @Override
    public Http needs(Check<?>... inputs) {
        return (Http) super.needs(inputs);
    }
}
