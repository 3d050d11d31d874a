package dev.preflight.problem;

/**
 * The stable code of a problem: what scripts, alerts and run books refer to.
 *
 * <p>A code never changes its meaning between versions; {@code docs/problems.md} explains each one with its remedy. A
 * code says two things beyond its name: which exit code a boot that fails for it ends with, and whether trying again
 * can help.
 */
public enum Code {
    /** A required variable or property is not set. */
    ENV_MISSING("env.missing", Exit.CONFIGURATION),
    /** A required variable or property is set to nothing but white space, which counts as missing. */
    ENV_BLANK("env.blank", Exit.CONFIGURATION),
    /** A value is not of the declared type, or breaks a declared rule. */
    ENV_INVALID("env.invalid", Exit.CONFIGURATION),
    /** A value still has the quotes that an env file put around it. */
    ENV_QUOTED("env.quoted", Exit.CONFIGURATION),
    /** A value ends in a line break. */
    ENV_LINE_BREAK("env.line-break", Exit.CONFIGURATION),
    /** A value holds a reference such as <code>${HOST}</code> that nothing expanded. */
    ENV_UNEXPANDED("env.unexpanded", Exit.CONFIGURATION),
    /** A secret still holds the placeholder of a template; a warning where the value may be meant so. */
    ENV_PLACEHOLDER("env.placeholder", Exit.CONFIGURATION),
    /** A value differs from an allowed one in upper and lower case only. */
    ENV_WRONG_CASE("env.wrong-case", Exit.CONFIGURATION),
    /** Two sources of one value are set, and only one may be. */
    ENV_CONFLICT("env.conflict", Exit.CONFIGURATION),
    /** A file that was to hold the value cannot be read. */
    ENV_FILE("env.file", Exit.CONFIGURATION),
    /** A value came from a deprecated name. */
    ENV_DEPRECATED("env.deprecated", Exit.CONFIGURATION),

    /** A file does not exist. */
    FILE_MISSING("file.missing", Exit.CONFIGURATION),
    /** What stands at the path is a directory, a pipe or a device. */
    FILE_NOT_REGULAR("file.not-regular", Exit.CONFIGURATION),
    /** A file exists and this process may not read it. */
    FILE_UNREADABLE("file.unreadable", Exit.CONFIGURATION),
    /** A file holds nothing. */
    FILE_EMPTY("file.empty", Exit.CONFIGURATION),
    /** A file is larger than it may be. */
    FILE_TOO_LARGE("file.too-large", Exit.CONFIGURATION),
    /** The content of a file does not parse. */
    FILE_MALFORMED("file.malformed", Exit.CONFIGURATION),
    /** An XML file declares a DTD, which is refused. */
    FILE_DTD("file.dtd", Exit.CONFIGURATION),
    /** A file lacks a required key. */
    FILE_KEY_MISSING("file.key-missing", Exit.CONFIGURATION),
    /** The content of a file breaks a declared rule. */
    FILE_INVALID("file.invalid", Exit.CONFIGURATION),
    /** A file lacks a required text. */
    FILE_TEXT_MISSING("file.text-missing", Exit.CONFIGURATION),
    /** The content of a file is not the one that was declared. */
    FILE_CHECKSUM("file.checksum", Exit.CONFIGURATION),
    /** A secret file may be read by every user of the machine. */
    FILE_EXPOSED("file.exposed", Exit.CONFIGURATION),
    /** A secret file may be written by every user of the machine. */
    FILE_WORLD_WRITABLE("file.world-writable", Exit.CONFIGURATION),
    /** The library that parses a format is not on the class path. */
    FILE_PARSER_MISSING("file.parser-missing", Exit.CONFIGURATION),

    /** A directory does not exist. */
    DIRECTORY_MISSING("directory.missing", Exit.CONFIGURATION),
    /** What stands at the path is not a directory. */
    DIRECTORY_NOT_A_DIRECTORY("directory.not-a-directory", Exit.CONFIGURATION),
    /** No file could be written in a directory. */
    DIRECTORY_NOT_WRITABLE("directory.not-writable", Exit.CONFIGURATION),
    /** The file system of a directory has too little space left. */
    DIRECTORY_FULL("directory.full", Exit.CONFIGURATION),

    /** The Java runtime is older than required. */
    JAVA_VERSION("java.version", Exit.CONFIGURATION),

    /** A placeholder in the configuration of a Spring application has neither a value nor a default. */
    PLACEHOLDER_UNRESOLVED("placeholder.unresolved", Exit.CONFIGURATION),
    /** A configuration file that a Spring application imports, and may do without, is not there. */
    CONFIG_ABSENT("config.absent", Exit.CONFIGURATION),
    /** Configuration properties of a Spring application cannot be bound to their class, or break its rules. */
    CONFIG_INVALID("config.invalid", Exit.CONFIGURATION),

    /** A host name has no address. */
    BACKEND_UNRESOLVED("backend.unresolved", Exit.UNAVAILABLE, true),
    /** Nothing listens at the address. */
    BACKEND_REFUSED("backend.refused", Exit.UNAVAILABLE, true),
    /** The network has no way to the address. */
    BACKEND_UNREACHABLE("backend.unreachable", Exit.UNAVAILABLE, true),
    /** No answer came in time. */
    BACKEND_TIMEOUT("backend.timeout", Exit.UNAVAILABLE, true),
    /** The connection was closed before an answer came. */
    BACKEND_CLOSED("backend.closed", Exit.UNAVAILABLE, true),
    /** What answers speaks another protocol. */
    BACKEND_WRONG_PROTOCOL("backend.wrong-protocol", Exit.UNAVAILABLE),
    /** The port speaks TLS, and was spoken to without. */
    BACKEND_WANTS_TLS("backend.wants-tls", Exit.UNAVAILABLE),
    /** The port does not speak TLS, and was spoken to with. */
    BACKEND_NO_TLS("backend.no-tls", Exit.UNAVAILABLE),
    /** TLS failed in a way that has no code of its own. */
    TLS_FAILED("tls.failed", Exit.UNAVAILABLE),
    /** No certificate authority that is trusted here has signed the certificate. */
    TLS_UNTRUSTED("tls.untrusted", Exit.UNAVAILABLE),
    /** A certificate has expired. */
    TLS_EXPIRED("tls.expired", Exit.UNAVAILABLE),
    /** A certificate expires soon. */
    TLS_EXPIRES_SOON("tls.expires-soon", Exit.UNAVAILABLE),
    /** A certificate is not valid yet. */
    TLS_NOT_YET_VALID("tls.not-yet-valid", Exit.UNAVAILABLE),
    /** The certificate is for another host. */
    TLS_WRONG_HOST("tls.wrong-host", Exit.UNAVAILABLE),
    /** Both sides have no protocol version or cipher suite in common. */
    TLS_NO_COMMON_PROTOCOL("tls.no-common-protocol", Exit.UNAVAILABLE),
    /** The server wants a certificate of the client. */
    TLS_CLIENT_CERTIFICATE("tls.client-certificate", Exit.UNAVAILABLE),
    /** A certificate or key that is to be used here cannot be read. */
    TLS_MATERIAL("tls.material", Exit.CONFIGURATION),
    /** The user name or the password was rejected. */
    BACKEND_LOGIN("backend.login", Exit.UNAVAILABLE),
    /** The login was accepted, and what was asked for is not allowed. */
    BACKEND_NOT_AUTHORISED("backend.not-authorised", Exit.UNAVAILABLE),
    /** The database, virtual host, index or queue does not exist. */
    BACKEND_DATABASE("backend.database", Exit.UNAVAILABLE),
    /** The server has no connection left to give. */
    BACKEND_BUSY("backend.busy", Exit.UNAVAILABLE, true),
    /** The server is starting up or shutting down. */
    BACKEND_STARTING("backend.starting", Exit.UNAVAILABLE, true),
    /** The server answers and says that it is not well. */
    BACKEND_UNHEALTHY("backend.unhealthy", Exit.UNAVAILABLE, true),
    /** The server takes reads only, and writing was asked for. */
    BACKEND_READ_ONLY("backend.read-only", Exit.UNAVAILABLE),
    /** The server is older than required. */
    BACKEND_VERSION("backend.version", Exit.UNAVAILABLE),
    /** The database has not been migrated as far as required, or a migration has failed. */
    BACKEND_SCHEMA("backend.schema", Exit.UNAVAILABLE, true),
    /** An HTTP answer has another status than expected. */
    BACKEND_STATUS("backend.status", Exit.UNAVAILABLE),
    /** An HTTP answer has another content than expected. */
    BACKEND_CONTENT("backend.content", Exit.UNAVAILABLE),
    /** The URL of a backend cannot be used. */
    BACKEND_URL("backend.url", Exit.CONFIGURATION),
    /** The query was rejected. */
    BACKEND_QUERY("backend.query", Exit.UNAVAILABLE),
    /** No driver for the URL is on the class path. */
    BACKEND_DRIVER("backend.driver", Exit.CONFIGURATION),
    /** Nothing here can tell whether a client reaches its backend. */
    BACKEND_NOT_ASKED("backend.not-asked", Exit.UNAVAILABLE),
    /** The backend failed in a way that has no code of its own. */
    BACKEND_FAILED("backend.failed", Exit.UNAVAILABLE),

    /** An offline probe said no: what is wrong lies in the process or its files. */
    PROBE_REJECTED("probe.rejected", Exit.CONFIGURATION),
    /** A probe said no. */
    PROBE_FAILED("probe.failed", Exit.UNAVAILABLE),

    /** A check did not end in time and was abandoned. */
    CHECK_TIMEOUT("check.timeout", Exit.UNAVAILABLE, true),
    /** The run was interrupted before the check ended. */
    CHECK_INTERRUPTED("check.interrupted", Exit.SOFTWARE),
    /** The code of a check broke: the self-check is at fault, not what it looks at. */
    CHECK_CRASHED("check.crashed", Exit.SOFTWARE),

    /** A manifest refers to something that nothing defines. */
    DEPLOYMENT_REFERENCE("deployment.reference", Exit.CONFIGURATION),
    /** A manifest says something that its reader refuses, or takes otherwise than it looks. */
    DEPLOYMENT_MANIFEST("deployment.manifest", Exit.CONFIGURATION),
    /** A package cannot be read, or is not what it says that it is. */
    DEPLOYMENT_PACKAGE("deployment.package", Exit.CONFIGURATION),

    /** {@code PREFLIGHT=warn} or {@code off} is in force. */
    OPERATOR_MODE("operator.mode", Exit.CONFIGURATION),
    /** {@code PREFLIGHT} has a value that means nothing. */
    OPERATOR_UNKNOWN_MODE("operator.unknown-mode", Exit.CONFIGURATION),
    /** {@code PREFLIGHT_WARN_ONLY} is in force for a check. */
    OPERATOR_WARN_ONLY("operator.warn-only", Exit.CONFIGURATION),
    /** {@code PREFLIGHT_WARN_ONLY} names a check that does not exist. */
    OPERATOR_UNKNOWN_CHECK("operator.unknown-check", Exit.CONFIGURATION),
    /** An entry of {@code PREFLIGHT_WARN_ONLY} is past its date and no longer counts. */
    OPERATOR_EXPIRED("operator.expired", Exit.CONFIGURATION),
    /** An entry of {@code PREFLIGHT_WARN_ONLY} has a date that is none, so it does not count. */
    OPERATOR_INVALID_DATE("operator.invalid-date", Exit.CONFIGURATION),
    /** A listener of the run threw and is not called any more. */
    LISTENER_CRASHED("listener.crashed", Exit.SOFTWARE);

    private final String id;
    private final int exitCode;
    private final boolean passing;

    Code(String id, int exitCode) {
        this(id, exitCode, false);
    }

    Code(String id, int exitCode, boolean passing) {
        this.id = id;
        this.exitCode = exitCode;
        this.passing = passing;
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

    /** Returns {@link #id()}. */
    @Override
    public String toString() {
        return id;
    }

    /** The exit codes of {@code sysexits.h} that a failed run ends with. */
    private static final class Exit {
        static final int UNAVAILABLE = 69;
        static final int SOFTWARE = 70;
        static final int CONFIGURATION = 78;

        private Exit() {}
    }
}
