package dev.preflight.audit;

import java.util.List;
import java.util.Objects;

/**
 * What an audit found. Immutable.
 *
 * @param suite the name of the suite
 * @param classes how many classes were read
 * @param undeclared what is read and nobody declared
 * @param unreadable what is read under a name that cannot be told from the code
 * @param unread the checks of variables and properties that are declared in these classes and that nothing reads there
 */
public record Findings(String suite, int classes, List<Use> undeclared, List<Use> unreadable, List<String> unread) {
    /**
     * Checks that all parts are there.
     *
     * @param suite the name of the suite
     * @param classes how many classes were read
     * @param undeclared what is read and nobody declared
     * @param unreadable what is read under a name that cannot be told from the code
     * @param unread the checks that nothing reads
     * @throws NullPointerException if a component is null
     */
    public Findings {
        Objects.requireNonNull(suite, "suite");
        undeclared = List.copyOf(undeclared);
        unreadable = List.copyOf(unreadable);
        unread = List.copyOf(unread);
    }

    /**
     * Whether declaration and code agree.
     *
     * @return true if nothing was found
     */
    public boolean isClean() {
        return undeclared.isEmpty() && unreadable.isEmpty() && unread.isEmpty();
    }

    /** All findings, one a line, and what to do. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(isClean() ? "AUDIT PASSED  " : "AUDIT FAILED  ").append(suite);
        out.append(": ").append(classes).append(classes == 1 ? " class" : " classes");
        if (isClean()) {
            return out.append(", and all that they read is declared").toString();
        }
        out.append(", ").append(undeclared.size()).append(" undeclared, ");
        out.append(unreadable.size()).append(" that cannot be told, ");
        out.append(unread.size()).append(" read nowhere\n");
        for (Use use : undeclared) {
            out.append("\nUNDECLARED  ").append(use);
        }
        for (Use use : unreadable) {
            out.append("\nUNKNOWN     ").append(use);
        }
        for (String id : unread) {
            out.append("\nUNREAD      ").append(id);
        }
        out.append("\n\nDeclare what is read and drop what is not, or give the reason: ");
        return out.append("alsoReads(\"NAME\", \"reason\"), with the class as the name where it is unknown")
                .toString();
    }
}
