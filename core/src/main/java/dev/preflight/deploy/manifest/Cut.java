package dev.preflight.deploy.manifest;

import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.Set;

/**
 * References of a value that became blank since nothing sets them: what was to be a dollar sign of a password is cut off with
 * all that looked like a name behind it.
 *
 * @param variable the variable that has the value
 * @param unset the names that nothing sets
 * @param origin the file and the line
 * @param quotesHelp whether single quotes keep a dollar sign, as they do in env files; those of YAML are gone before Compose
 *     looks for references
 */
public record Cut(String variable, Set<String> unset, String origin, boolean quotesHelp) {
    private static final String ESCAPE = "write $$ for each dollar sign that is meant so";

    /**
     * Tells of it.
     *
     * @param isSecret whether the value must not be shown, and so no name either, which may be half of it
     */
    public Problem problem(boolean isSecret) {
        Problem problem = Problem.of(
                Code.DEPLOYMENT_REFERENCE, "a reference to a variable that is not set, so that it becomes blank");
        String remedy = quotesHelp ? ESCAPE + ", or put single quotes around the value" : ESCAPE;
        if (isSecret || SecretName.is(variable)) {
            return problem.found(
                            origin + ": " + variable + " is cut at a dollar sign, and what follows it is not shown")
                    .fix(remedy);
        }
        String names = String.join(", ", unset);
        return problem.found(origin + ": " + variable + " refers to " + names)
                .fix(remedy + "; else set " + names + ", or give it a default: ${"
                        + unset.iterator().next() + ":-...}");
    }
}
