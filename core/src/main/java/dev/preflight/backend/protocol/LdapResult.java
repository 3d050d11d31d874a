package dev.preflight.backend.protocol;

import dev.preflight.backend.wire.Wire;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;

/**
 * How an operation of LDAP ended (RFC 4511, section 4.1.9 and appendix A).
 *
 * @param code the result code
 * @param why what the server says about it
 */
record LdapResult(int code, String why) {
    private static final int SUCCESS = 0;
    private static final int OPERATIONS_ERROR = 1;
    private static final int REFERRAL = 10;
    private static final int NO_SUCH_OBJECT = 32;
    private static final int INVALID_DN = 34;
    private static final int STRONGER_AUTH_REQUIRED = 8;
    private static final int INSUFFICIENT_RIGHTS = 50;

    static LdapResult of(Ber.Reader message, int tag, Wire wire) {
        if (message.tag() != tag) {
            throw wire.notSpoken().asException();
        }
        Ber.Reader result = message.enter(tag);
        int code = result.number(Ber.ENUMERATED);
        result.text();
        return new LdapResult(code, result.text());
    }

    void requireLogin(boolean anonymous, Wire wire) {
        if (code == SUCCESS) {
            return;
        }
        Problem problem = problem(wire);
        if (problem.code() == Code.BACKEND_LOGIN && anonymous) {
            problem = required(wire);
        } else if (problem.code() == Code.BACKEND_DATABASE) {
            // Some servers tell that there is no such user.
            problem = rejected(wire);
        }
        throw problem.asException();
    }

    void requireEntry(String base, boolean anonymous, Wire wire) {
        if (code == SUCCESS) {
            return;
        }
        // Where nobody is logged in, Active Directory, OpenLDAP and others say so in different ways.
        if (anonymous && (code == OPERATIONS_ERROR || code == STRONGER_AUTH_REQUIRED || code == INSUFFICIENT_RIGHTS)) {
            throw required(wire).asException();
        }
        // Some servers have a root DSE that not everybody may read; the bind has shown that they work.
        if (!base.isEmpty() || code != NO_SUCH_OBJECT && code != INSUFFICIENT_RIGHTS) {
            throw problem(wire).asException();
        }
    }

    private Problem required(Wire wire) {
        return Problem.of(Code.BACKEND_LOGIN, "login required")
                .fact("why", words(wire))
                .fix("put the DN of a user and its password into the URL");
    }

    private Problem rejected(Wire wire) {
        return Problem.of(Code.BACKEND_LOGIN, "login rejected")
                .fact("why", words(wire))
                .fix("put the right DN and password into the URL");
    }

    Problem problem(Wire wire) {
        Problem problem = switch (code) {
            case 49, 48, 19, 7 -> rejected(wire);
            case STRONGER_AUTH_REQUIRED, 13 ->
                Problem.of(Code.BACKEND_WANTS_TLS, "the server demands TLS").fix("use ldaps://");
            case INSUFFICIENT_RIGHTS, 53 ->
                Problem.of(Code.BACKEND_NOT_AUTHORISED, "not authorised")
                        .fix("grant the user what the application needs");
            case NO_SUCH_OBJECT ->
                Problem.of(Code.BACKEND_DATABASE, "no such entry")
                        .fix("correct the DN in the URL, or let the user see the entry");
            case INVALID_DN ->
                Problem.of(Code.BACKEND_DATABASE, "not a DN")
                        .fix("write it like dc=example,dc=com, with %20 for a space");
            case REFERRAL ->
                Problem.of(Code.BACKEND_DATABASE, "another server has the entry")
                        .fix("correct the host or the DN in the URL");
            case 51 -> Problem.of(Code.BACKEND_BUSY, "busy").fix("wait, or look at the load of the server");
            case 52 ->
                Problem.of(Code.BACKEND_STARTING, "not ready, or shutting down")
                        .fix("wait until it has started, for instance with retryFor(...)");
            default -> Problem.of(Code.BACKEND_FAILED, "answered with an error").fix("look at the log of the server");
        };
        return problem.code() == Code.BACKEND_LOGIN ? problem : problem.fact("why", words(wire));
    }

    private String words(Wire wire) {
        return wire.context().outside("result " + code + (why.isEmpty() ? "" : ", " + why));
    }
}
