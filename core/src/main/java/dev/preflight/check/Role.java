package dev.preflight.check;

import dev.preflight.problem.Code;

/** What an input is to a probe of a backend: for remedies, which name what may be wrong, and for documentation. */
public enum Role {
    /** The host that it connects to. */
    HOST("host"),
    /** The port that it connects to. */
    PORT("port"),
    /** All that says where it is, such as a URL. */
    ADDRESS("address"),
    /** The database, the virtual host, the path. */
    DATABASE("database"),
    /** Who it logs in as. */
    USER("user"),
    /** What it logs in with. */
    PASSWORD("password"),
    /** Anything else. */
    OTHER("");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /**
     * The role as a word.
     *
     * @return such as {@code host}, empty for {@link #OTHER}
     */
    public String word() {
        return word;
    }

    /** Whether an input of this role is wrong first of all where a problem has a code. */
    boolean isAtFault(Code code) {
        return switch (code.id()) {
            case "backend.login" -> this == USER || this == PASSWORD;
            case "backend.database" -> this == DATABASE;
            case "backend.unresolved" -> this == HOST || this == ADDRESS;
            case "backend.refused",
                    "backend.unreachable",
                    "backend.timeout",
                    "backend.closed",
                    "backend.wrong-protocol",
                    "backend.wants-tls",
                    "backend.no-tls",
                    "check.timeout" -> this == HOST || this == PORT || this == ADDRESS;
            default -> this != OTHER && this != PASSWORD;
        };
    }
}
