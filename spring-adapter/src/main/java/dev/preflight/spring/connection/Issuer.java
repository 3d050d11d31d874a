package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.http;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.CheckFailedException;
import dev.preflight.problem.Code;
import java.net.URI;
import java.util.List;

/**
 * The metadata of an issuer, at one of the places where Spring Security looks for it (OpenID Connect Discovery 1.0,
 * section 4; RFC 8414, section 3 and 5), and about the issuer that is asked for.
 */
final class Issuer extends Probe<Void> {
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    private final String issuer;
    private final boolean isKeySet;

    Issuer(String name, String issuer) {
        this(name, issuer, false, Settings.online());
    }

    private Issuer(String name, String issuer, boolean isKeySet, Settings settings) {
        super("backend", name, settings);
        this.issuer = issuer;
        this.isKeySet = isKeySet;
    }

    /** The keys of an issuer, which are named themselves. */
    static Issuer keys(String name, String url) {
        return new Issuer(name, url, true, Settings.online());
    }

    @Override
    protected Void verify(ProbeContext context) throws Exception {
        if (isKeySet) {
            context.runInstead(http(name(), issuer));
            return null;
        }
        URI uri = URI.create(issuer);
        String path = uri.getRawPath() == null || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
        String root = uri.getScheme() + "://" + uri.getRawAuthority();
        CheckFailedException first = null;
        for (String place : List.of(root + path + OPENID, root + OPENID + path, root + OAUTH + path)) {
            try {
                context.run(http(name(), place).jsonHaving("issuer", issuer));
                return null;
            } catch (CheckFailedException e) {
                first = first == null ? e : first;
                if (e.problem().code() != Code.BACKEND_STATUS) {
                    break;
                }
            }
        }
        throw first;
    }

    /** What is to be started, which the name of the check does not tell. */
    String where() {
        URI uri = URI.create(issuer);
        if (uri.getHost() == null) {
            return name();
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    @Override
    public Issuer with(Settings changed) {
        return new Issuer(name(), issuer, isKeySet, changed);
    }
}
