package dev.preflight.backend;

import dev.preflight.Check;
import dev.preflight.Code;
import dev.preflight.Condition;
import dev.preflight.Document;
import dev.preflight.EnvVar;
import dev.preflight.HostAndPort;
import dev.preflight.Probe;
import dev.preflight.ProbeContext;
import dev.preflight.Problem;
import dev.preflight.Settings;
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
 */
public final class Http extends Probe<Void> {
    private static final int MOST_REDIRECTS = 3;

    /** A header whose value is written in the code or held by a variable, after a prefix such as "Bearer ". */
    private record Header(String name, String prefix, Input<String> value) {}

    /** What is declared beyond the settings of every check. An empty path is the one of the URL. */
    private record Spec(
            Input<URI> url,
            String path,
            List<Integer> statuses,
            List<String> texts,
            List<String[]> fields,
            List<Header> headers,
            TlsOptions tls) {}

    private final Spec spec;

    private Http(String name, Settings settings, Spec spec) {
        super("backend", name, settings);
        this.spec = spec;
    }

    static Http of(String name, Input<URI> url) {
        return new Http(
                name,
                Settings.online(url.needs()),
                new Spec(url, "", List.of(), List.of(), List.of(), List.of(), TlsOptions.DEFAULT));
    }

    /** The same as a part of another check, which has the inputs of the options. */
    static void verify(URI url, TlsOptions tls, ProbeContext context) throws IOException {
        Http http = of(context.name(), Input.of(url));
        http.tls(tls).verify(context);
    }

    private Http with(Spec changed) {
        return new Http(name(), settings(), changed);
    }

    private static <E> List<E> and(List<E> list, E added) {
        List<E> all = new ArrayList<>(list);
        all.add(added);
        return List.copyOf(all);
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
        return with(new Spec(spec.url, path, spec.statuses, spec.texts, spec.fields, spec.headers, spec.tls));
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
        return with(new Spec(spec.url, spec.path, List.copyOf(all), spec.texts, spec.fields, spec.headers, spec.tls));
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
        return with(new Spec(
                spec.url, spec.path, spec.statuses, and(spec.texts, text), spec.fields, spec.headers, spec.tls));
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
        String[] field = {key, Objects.requireNonNull(value, "value")};
        return with(new Spec(
                spec.url, spec.path, spec.statuses, spec.texts, and(spec.fields, field), spec.headers, spec.tls));
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
        if (misfit(Objects.requireNonNull(value, "value")) >= 0) {
            throw new IllegalArgumentException("value has a character that HTTP does not allow, at " + misfit(value));
        }
        return header(new Header(headerName(name), "", Input.of(value)));
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
        return header(new Header(headerName(name), "", Input.of(value)));
    }

    /**
     * Logs in with a token (RFC 6750).
     *
     * @param token the variable that holds the token, which joins the suite as an input
     * @return a check that logs in
     * @throws NullPointerException if {@code token} is null
     */
    public Http bearer(EnvVar<String> token) {
        return header(new Header("Authorization", "Bearer ", Input.of(token)));
    }

    private static String headerName(String name) {
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

    private Http header(Header header) {
        return with(new Spec(
                        spec.url,
                        spec.path,
                        spec.statuses,
                        spec.texts,
                        spec.fields,
                        and(spec.headers, header),
                        spec.tls))
                .needs(header.value.needs());
    }

    /**
     * Trusts the certificate authorities in a file, and no others. Default: those of the Java runtime.
     *
     * @param pem a file of certificates in PEM
     * @return a check that trusts them
     * @throws NullPointerException if {@code pem} is null
     */
    public Http trusting(String pem) {
        return tls(spec.tls.trusting(TlsOptions.file(pem)));
    }

    /**
     * Trusts the certificate authorities in a file, and no others. Default: those of the Java runtime.
     *
     * @param pem the variable that holds the path of a file of certificates in PEM; it joins the suite as an input
     * @return a check that trusts them
     * @throws NullPointerException if {@code pem} is null
     */
    public Http trusting(EnvVar<Path> pem) {
        return tls(spec.tls.trusting(TlsOptions.file(pem)));
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
        return tls(spec.tls.identifiedBy(TlsOptions.file(pem), null));
    }

    /**
     * Shows the server a certificate.
     *
     * @param pkcs12 the variable that holds the path of a PKCS #12 file; it joins the suite as an input
     * @param password the variable that holds its password; it joins the suite as an input
     * @return a check that shows it
     * @throws NullPointerException if an argument is null
     */
    public Http clientCertificate(EnvVar<Path> pkcs12, EnvVar<String> password) {
        return tls(spec.tls.identifiedBy(TlsOptions.file(pkcs12), Input.of(password)));
    }

    /**
     * Trusts what an application trusts already. Default: the certificate authorities of the Java runtime.
     *
     * @param managers who decides, initialised
     * @return a check that trusts the same
     * @throws NullPointerException if {@code managers} is null
     */
    public Http trusting(TrustManagerFactory managers) {
        return tls(spec.tls.trusting(managers));
    }

    /**
     * Shows the server the certificate that an application has already.
     *
     * @param managers who has it, initialised
     * @return a check that shows it
     * @throws NullPointerException if {@code managers} is null
     */
    public Http clientCertificate(KeyManagerFactory managers) {
        return tls(spec.tls.identifiedBy(managers));
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
        return tls(spec.tls.validFor(least));
    }

    private Http tls(TlsOptions tls) {
        return with(new Spec(spec.url, spec.path, spec.statuses, spec.texts, spec.fields, spec.headers, tls))
                .needs(tls.needs());
    }

    @Override
    protected Void verify(ProbeContext context) throws IOException {
        URI url = spec.url.in(context);
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw Problem.of(Code.BACKEND_URL, "its URL cannot be used")
                    .fact("why", "it begins with neither http:// nor https://")
                    .fix("correct the URL")
                    .asException();
        }
        if (!spec.path.isEmpty()) {
            url = url.resolve(spec.path);
        }
        HttpAnswer answer = get(url, context);
        for (int i = 0; i < MOST_REDIRECTS && spec.statuses.isEmpty(); i++) {
            URI next = redirect(url, answer);
            if (next == null) {
                break;
            }
            url = next;
            answer = get(url, context);
        }
        require(answer, context);
        return null;
    }

    private HttpAnswer get(URI url, ProbeContext context) throws IOException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int defaultPort = secure ? 443 : 80;
        Endpoint endpoint = Endpoint.of(url, defaultPort, context);
        if (endpoint.hosts().size() > 1) {
            throw Endpoint.unusable("it has several hosts, and one of HTTP has one");
        }
        HostAndPort host = endpoint.hosts().get(0);
        List<String> headers = new ArrayList<>();
        if (!(endpoint.user() + endpoint.password()).isEmpty() && !hasOwnLogin()) {
            headers.add(HttpAnswer.basic(endpoint, context));
        }
        for (Header header : spec.headers) {
            headers.add(header.name + ": " + header.prefix + value(header, context));
        }
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        try (Wire wire = Wire.open(context, host, "HTTP", secure ? spec.tls : null)) {
            context.trying("HTTP");
            String authority = host.port() == defaultPort
                    ? host.toString().substring(0, host.toString().lastIndexOf(':'))
                    : host.toString();
            HttpAnswer answer =
                    HttpAnswer.get(wire, target, authority, headers, !spec.texts.isEmpty() || !spec.fields.isEmpty());
            context.held("status " + answer.status());
            return answer;
        }
    }

    private static String value(Header header, ProbeContext context) {
        String value = header.value.in(context);
        if (misfit(value) >= 0) {
            throw Problem.of(Code.ENV_INVALID, "the value of header " + header.name + " cannot be sent")
                    .found("a line break or another control character in it, at index " + misfit(value))
                    .fix("take it out of " + header.value.needs()[0].name())
                    .asException();
        }
        if (header.name.equalsIgnoreCase("Authorization")) {
            context.secret(value);
        }
        return value;
    }

    /** Whether a header is declared that logs in instead of what the URL says. */
    private boolean hasOwnLogin() {
        for (Header header : spec.headers) {
            if (header.name.equalsIgnoreCase("Authorization")) {
                return true;
            }
        }
        return false;
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

    private void require(HttpAnswer answer, ProbeContext context) {
        boolean right = spec.statuses.isEmpty()
                ? answer.status() >= 200 && answer.status() <= 299
                : spec.statuses.contains(answer.status());
        if (!right) {
            throw answer.unexpected("status " + (spec.statuses.isEmpty() ? "200 to 299" : list(spec.statuses)), context)
                    .asException();
        }
        for (String text : spec.texts) {
            if (!answer.body().contains(text)) {
                throw content("a body that contains '" + text + "'", answer.body(), context)
                        .asException();
            }
        }
        for (String[] field : spec.fields) {
            String expected = "JSON with " + field[0] + " '" + field[1] + "'";
            Document document;
            try {
                document = Document.ofJson(answer.body());
            } catch (IllegalArgumentException e) {
                throw content(expected, answer.body(), context).asException();
            }
            if (!document.text(field[0]).orElse("").equals(field[1])) {
                throw content(expected, answer.body(), context).asException();
            }
        }
    }

    private static String list(List<Integer> statuses) {
        StringBuilder out = new StringBuilder();
        for (int status : statuses) {
            out.append(out.isEmpty() ? "" : " or ").append(status);
        }
        return out.toString();
    }

    private static Problem content(String expected, String body, ProbeContext context) {
        return Problem.of(Code.BACKEND_CONTENT, "answers with another content")
                .fact("expect", expected)
                .found(body.isEmpty() ? "an empty body" : "'" + context.outside(body) + "'")
                .fix("look at what the endpoint says");
    }

    @Override
    protected List<String> proves() {
        List<String> lines = new ArrayList<>();
        String status = spec.statuses.isEmpty() ? "from 200 to 299" : list(spec.statuses);
        lines.add(spec.url.inWords()
                + (spec.path.isEmpty() ? "" : " at the path " + JdbcUrl.withoutCredentials(spec.path))
                + " answers GET with a status " + status);
        for (String text : spec.texts) {
            lines.add("the body contains '" + text + "'");
        }
        for (String[] field : spec.fields) {
            lines.add("the body is JSON with " + field[0] + " '" + field[1] + "'");
        }
        for (Header header : spec.headers) {
            // A value that is written in the code may be a key all the same.
            lines.add("takes the header " + header.name + header.value.origin());
        }
        lines.addAll(spec.tls.proves());
        return lines;
    }

    @Override
    public Http with(Settings changed) {
        return new Http(name(), changed, spec);
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
    public Http when(Condition condition) {
        return (Http) super.when(condition);
    }

    /** {@inheritDoc} */
    @Override
    public Http needs(Check<?>... inputs) {
        return (Http) super.needs(inputs);
    }
}
