package dev.preflight.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The stable code of a problem: what scripts, alerts and run books refer to.
 *
 * <p>A code never changes its meaning between versions; {@code docs/problems.md} explains each one with its remedy. A
 * code says two things beyond its name: which exit code a boot that fails for it ends with, and whether trying again
 * can help.
 *
 * <p>Checks of others may have codes of their own:
 *
 * <pre>{@code
 * static final Code PAUSED = Code.of("acme.paused", 69, true);
 * }</pre>
 *
 * <p>Two codes are equal if their ids are. Immutable.
 */
public final class Code {
    /** The exit codes of {@code sysexits.h} that a failed run ends with. */
    private static final int UNAVAILABLE = 69;

    private static final int SOFTWARE = 70;
    private static final int CONFIGURATION = 78;
    private static final int LONGEST = 60;

    private static final Map<String, Code> BUILT_IN = new LinkedHashMap<>();

    /** A required variable or property is not set. */
    public static final Code ENV_MISSING = builtIn("env.missing", CONFIGURATION, false);

    /** A required variable or property is set to nothing but white space, which counts as missing. */
    public static final Code ENV_BLANK = builtIn("env.blank", CONFIGURATION, false);

    /** A value is not of the declared type, or breaks a declared rule. */
    public static final Code ENV_INVALID = builtIn("env.invalid", CONFIGURATION, false);

    /** A value still has the quotes that an env file put around it. */
    public static final Code ENV_QUOTED = builtIn("env.quoted", CONFIGURATION, false);

    /** A value ends in a line break. */
    public static final Code ENV_LINE_BREAK = builtIn("env.line-break", CONFIGURATION, false);

    /** A value holds a reference such as <code>${HOST}</code> that nothing expanded. */
    public static final Code ENV_UNEXPANDED = builtIn("env.unexpanded", CONFIGURATION, false);

    /** A secret still holds the placeholder of a template; a warning where the value may be meant so. */
    public static final Code ENV_PLACEHOLDER = builtIn("env.placeholder", CONFIGURATION, false);

    /** A value differs from an allowed one in upper and lower case only. */
    public static final Code ENV_WRONG_CASE = builtIn("env.wrong-case", CONFIGURATION, false);

    /** Two sources of one value are set, and only one may be. */
    public static final Code ENV_CONFLICT = builtIn("env.conflict", CONFIGURATION, false);

    /** A file that was to hold the value cannot be read. */
    public static final Code ENV_FILE = builtIn("env.file", CONFIGURATION, false);

    /** A value came from a deprecated name. */
    public static final Code ENV_DEPRECATED = builtIn("env.deprecated", CONFIGURATION, false);

    /** A file does not exist. */
    public static final Code FILE_MISSING = builtIn("file.missing", CONFIGURATION, false);

    /** What stands at the path is a directory, a pipe or a device. */
    public static final Code FILE_NOT_REGULAR = builtIn("file.not-regular", CONFIGURATION, false);

    /** A file exists and this process may not read it. */
    public static final Code FILE_UNREADABLE = builtIn("file.unreadable", CONFIGURATION, false);

    /** A file holds nothing. */
    public static final Code FILE_EMPTY = builtIn("file.empty", CONFIGURATION, false);

    /** A file is larger than it may be. */
    public static final Code FILE_TOO_LARGE = builtIn("file.too-large", CONFIGURATION, false);

    /** The content of a file does not parse. */
    public static final Code FILE_MALFORMED = builtIn("file.malformed", CONFIGURATION, false);

    /** An XML file declares a DTD, which is refused. */
    public static final Code FILE_DTD = builtIn("file.dtd", CONFIGURATION, false);

    /** A file lacks a required key. */
    public static final Code FILE_KEY_MISSING = builtIn("file.key-missing", CONFIGURATION, false);

    /** The content of a file breaks a declared rule. */
    public static final Code FILE_INVALID = builtIn("file.invalid", CONFIGURATION, false);

    /** A file lacks a required text. */
    public static final Code FILE_TEXT_MISSING = builtIn("file.text-missing", CONFIGURATION, false);

    /** The content of a file is not the one that was declared. */
    public static final Code FILE_CHECKSUM = builtIn("file.checksum", CONFIGURATION, false);

    /** A secret file may be read by every user of the machine. */
    public static final Code FILE_EXPOSED = builtIn("file.exposed", CONFIGURATION, false);

    /** A secret file may be written by every user of the machine. */
    public static final Code FILE_WORLD_WRITABLE = builtIn("file.world-writable", CONFIGURATION, false);

    /** The library that parses a format is not on the class path. */
    public static final Code FILE_PARSER_MISSING = builtIn("file.parser-missing", CONFIGURATION, false);

    /** A directory does not exist. */
    public static final Code DIRECTORY_MISSING = builtIn("directory.missing", CONFIGURATION, false);

    /** What stands at the path is not a directory. */
    public static final Code DIRECTORY_NOT_A_DIRECTORY = builtIn("directory.not-a-directory", CONFIGURATION, false);

    /** No file could be written in a directory. */
    public static final Code DIRECTORY_NOT_WRITABLE = builtIn("directory.not-writable", CONFIGURATION, false);

    /** The file system of a directory has too little space left. */
    public static final Code DIRECTORY_FULL = builtIn("directory.full", CONFIGURATION, false);

    /** The Java runtime is older than required. */
    public static final Code JAVA_VERSION = builtIn("java.version", CONFIGURATION, false);

    /** A placeholder in the configuration of a Spring application has neither a value nor a default. */
    public static final Code PLACEHOLDER_UNRESOLVED = builtIn("placeholder.unresolved", CONFIGURATION, false);

    /** A configuration file that a Spring application imports, and may do without, is not there. */
    public static final Code CONFIG_ABSENT = builtIn("config.absent", CONFIGURATION, false);

    /** Configuration properties of a Spring application cannot be bound to their class, or break its rules. */
    public static final Code CONFIG_INVALID = builtIn("config.invalid", CONFIGURATION, false);

    /** A host name has no address. */
    public static final Code BACKEND_UNRESOLVED = builtIn("backend.unresolved", UNAVAILABLE, true);

    /** Nothing listens at the address. */
    public static final Code BACKEND_REFUSED = builtIn("backend.refused", UNAVAILABLE, true);

    /** The network has no way to the address. */
    public static final Code BACKEND_UNREACHABLE = builtIn("backend.unreachable", UNAVAILABLE, true);

    /** No answer came in time. */
    public static final Code BACKEND_TIMEOUT = builtIn("backend.timeout", UNAVAILABLE, true);

    /** The connection was closed before an answer came. */
    public static final Code BACKEND_CLOSED = builtIn("backend.closed", UNAVAILABLE, true);

    /** What answers speaks another protocol. */
    public static final Code BACKEND_WRONG_PROTOCOL = builtIn("backend.wrong-protocol", UNAVAILABLE, false);

    /** The port speaks TLS, and was spoken to without. */
    public static final Code BACKEND_WANTS_TLS = builtIn("backend.wants-tls", UNAVAILABLE, false);

    /** The port does not speak TLS, and was spoken to with. */
    public static final Code BACKEND_NO_TLS = builtIn("backend.no-tls", UNAVAILABLE, false);

    /** TLS failed in a way that has no code of its own. */
    public static final Code TLS_FAILED = builtIn("tls.failed", UNAVAILABLE, false);

    /** No certificate authority that is trusted here has signed the certificate. */
    public static final Code TLS_UNTRUSTED = builtIn("tls.untrusted", UNAVAILABLE, false);

    /** A certificate has expired. */
    public static final Code TLS_EXPIRED = builtIn("tls.expired", UNAVAILABLE, false);

    /** A certificate expires soon. */
    public static final Code TLS_EXPIRES_SOON = builtIn("tls.expires-soon", UNAVAILABLE, false);

    /** A certificate is not valid yet. */
    public static final Code TLS_NOT_YET_VALID = builtIn("tls.not-yet-valid", UNAVAILABLE, false);

    /** The certificate is for another host. */
    public static final Code TLS_WRONG_HOST = builtIn("tls.wrong-host", UNAVAILABLE, false);

    /** Both sides have no protocol version or cipher suite in common. */
    public static final Code TLS_NO_COMMON_PROTOCOL = builtIn("tls.no-common-protocol", UNAVAILABLE, false);

    /** The server wants a certificate of the client. */
    public static final Code TLS_CLIENT_CERTIFICATE = builtIn("tls.client-certificate", UNAVAILABLE, false);

    /** A certificate or key that is to be used here cannot be read. */
    public static final Code TLS_MATERIAL = builtIn("tls.material", CONFIGURATION, false);

    /** The user name or the password was rejected. */
    public static final Code BACKEND_LOGIN = builtIn("backend.login", UNAVAILABLE, false);

    /** The login was accepted, and what was asked for is not allowed. */
    public static final Code BACKEND_NOT_AUTHORISED = builtIn("backend.not-authorised", UNAVAILABLE, false);

    /** The database, virtual host, index or queue does not exist. */
    public static final Code BACKEND_DATABASE = builtIn("backend.database", UNAVAILABLE, false);

    /** The server has no connection left to give. */
    public static final Code BACKEND_BUSY = builtIn("backend.busy", UNAVAILABLE, true);

    /** The server is starting up or shutting down. */
    public static final Code BACKEND_STARTING = builtIn("backend.starting", UNAVAILABLE, true);

    /** The server answers and says that it is not well. */
    public static final Code BACKEND_UNHEALTHY = builtIn("backend.unhealthy", UNAVAILABLE, true);

    /** The server takes reads only, and writing was asked for. */
    public static final Code BACKEND_READ_ONLY = builtIn("backend.read-only", UNAVAILABLE, false);

    /** The server is older than required. */
    public static final Code BACKEND_VERSION = builtIn("backend.version", UNAVAILABLE, false);

    /** The database has not been migrated as far as required, or a migration has failed. */
    public static final Code BACKEND_SCHEMA = builtIn("backend.schema", UNAVAILABLE, true);

    /** An HTTP answer has another status than expected. */
    public static final Code BACKEND_STATUS = builtIn("backend.status", UNAVAILABLE, false);

    /** An HTTP answer has another content than expected. */
    public static final Code BACKEND_CONTENT = builtIn("backend.content", UNAVAILABLE, false);

    /** The URL of a backend cannot be used. */
    public static final Code BACKEND_URL = builtIn("backend.url", CONFIGURATION, false);

    /** The query was rejected. */
    public static final Code BACKEND_QUERY = builtIn("backend.query", UNAVAILABLE, false);

    /** No driver for the URL is on the class path. */
    public static final Code BACKEND_DRIVER = builtIn("backend.driver", CONFIGURATION, false);

    /** Nothing here can tell whether a client reaches its backend. */
    public static final Code BACKEND_NOT_ASKED = builtIn("backend.not-asked", UNAVAILABLE, false);

    /** The backend failed in a way that has no code of its own. */
    public static final Code BACKEND_FAILED = builtIn("backend.failed", UNAVAILABLE, false);

    /** An offline probe said no: what is wrong lies in the process or its files. */
    public static final Code PROBE_REJECTED = builtIn("probe.rejected", CONFIGURATION, false);

    /** A probe said no. */
    public static final Code PROBE_FAILED = builtIn("probe.failed", UNAVAILABLE, false);

    /** A check did not end in time and was abandoned. */
    public static final Code CHECK_TIMEOUT = builtIn("check.timeout", UNAVAILABLE, true);

    /** The run was interrupted before the check ended. */
    public static final Code CHECK_INTERRUPTED = builtIn("check.interrupted", SOFTWARE, false);

    /** The code of a check broke: the self-check is at fault, not what it looks at. */
    public static final Code CHECK_CRASHED = builtIn("check.crashed", SOFTWARE, false);

    /** A manifest refers to something that nothing defines. */
    public static final Code DEPLOYMENT_REFERENCE = builtIn("deployment.reference", CONFIGURATION, false);

    /** A manifest says something that its reader refuses, or takes otherwise than it looks. */
    public static final Code DEPLOYMENT_MANIFEST = builtIn("deployment.manifest", CONFIGURATION, false);

    /** A package cannot be read, or is not what it says that it is. */
    public static final Code DEPLOYMENT_PACKAGE = builtIn("deployment.package", CONFIGURATION, false);

    /** {@code PREFLIGHT=warn} or {@code off} is in force. */
    public static final Code OPERATOR_MODE = builtIn("operator.mode", CONFIGURATION, false);

    /** {@code PREFLIGHT} has a value that means nothing. */
    public static final Code OPERATOR_UNKNOWN_MODE = builtIn("operator.unknown-mode", CONFIGURATION, false);

    /** {@code PREFLIGHT_WARN_ONLY} is in force for a check. */
    public static final Code OPERATOR_WARN_ONLY = builtIn("operator.warn-only", CONFIGURATION, false);

    /** {@code PREFLIGHT_WARN_ONLY} names a check that does not exist. */
    public static final Code OPERATOR_UNKNOWN_CHECK = builtIn("operator.unknown-check", CONFIGURATION, false);

    /** An entry of {@code PREFLIGHT_WARN_ONLY} is past its date and no longer counts. */
    public static final Code OPERATOR_EXPIRED = builtIn("operator.expired", CONFIGURATION, false);

    /** An entry of {@code PREFLIGHT_WARN_ONLY} has a date that is none, so it does not count. */
    public static final Code OPERATOR_INVALID_DATE = builtIn("operator.invalid-date", CONFIGURATION, false);

    /** A listener of the run threw and is not called any more. */
    public static final Code LISTENER_CRASHED = builtIn("listener.crashed", SOFTWARE, false);

    private final String id;
    private final int exitCode;
    private final boolean passing;

    private Code(String id, int exitCode, boolean passing) {
        this.id = id;
        this.exitCode = exitCode;
        this.passing = passing;
    }

    private static Code builtIn(String id, int exitCode, boolean passing) {
        Code code = new Code(id, exitCode, passing);
        BUILT_IN.put(id, code);
        return code;
    }

    /**
     * Makes a code for checks that this library does not have.
     *
     * @param id such as {@code acme.paused}: two or more words of lower-case letters, digits and hyphens, with a dot between
     *     them, 60 characters at most
     * @param exitCode the exit code of a process that cannot start because of such a problem alone: 78 (configuration, which
     *     no restart mends), 69 (unavailable) or 70 (the check itself is at fault)
     * @param isTransient whether the problem may pass by itself, so that another attempt makes sense
     * @return the code
     * @throws NullPointerException if {@code id} is null
     * @throws IllegalArgumentException if {@code id} has another form or is one of this library's, or {@code exitCode} is
     *     another one
     */
    public static Code of(String id, int exitCode, boolean isTransient) {
        Objects.requireNonNull(id, "id");
        if (id.length() > LONGEST || !id.matches("[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)+")) {
            throw new IllegalArgumentException("id: write lower-case words with a dot between them, as in acme.paused");
        }
        if (BUILT_IN.containsKey(id)) {
            throw new IllegalArgumentException("id: " + id + " is a code of Preflight itself");
        }
        if (exitCode != UNAVAILABLE && exitCode != SOFTWARE && exitCode != CONFIGURATION) {
            throw new IllegalArgumentException("exitCode: must be 69, 70 or 78, not " + exitCode);
        }
        return new Code(id, exitCode, isTransient);
    }

    /**
     * All codes of this library.
     *
     * @return the codes, in the order in which they are documented
     */
    public static List<Code> all() {
        return List.copyOf(BUILT_IN.values());
    }

    /**
     * The code as it is written in reports.
     *
     * @return for example {@code env.missing}
     */
    public String id() {
        return id;
    }

    /**
     * Whether the problem may pass by itself, so that another attempt makes sense. A wrong password is not transient.
     *
     * @return true for transient problems
     */
    public boolean isTransient() {
        return passing;
    }

    /**
     * The exit code, after {@code sysexits.h}, of a process that cannot start because of this problem alone.
     *
     * @return 78 (configuration), 69 (unavailable) or 70 (software)
     */
    public int exitCode() {
        return exitCode;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Code that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Returns {@link #id()}. */
    @Override
    public String toString() {
        return id;
    }
}
