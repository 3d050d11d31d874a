package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.http;

import dev.preflight.CheckFailedException;
import dev.preflight.Code;
import dev.preflight.Probe;
import dev.preflight.ProbeContext;
import dev.preflight.Settings;
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

    Issuer(String name, String issuer) {
        this(name, issuer, Settings.online());
    }

    private Issuer(String name, String issuer, Settings settings) {
        super("backend", name, settings);
        this.issuer = issuer;
    }

    @Override
    protected Void verify(ProbeContext context) {
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

    @Override
    public Issuer with(Settings changed) {
        return new Issuer(name(), issuer, changed);
    }
}
