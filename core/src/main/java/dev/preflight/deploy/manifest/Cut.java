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
 */
public record Cut(String variable, Set<String> unset, String origin) {
    private static final String QUOTES =
            "write $$ for each dollar sign that is meant so, or put single quotes around the value";

    /**
     * Tells of it.
     *
     * @param isSecret whether the value must not be shown, and so no name either, which may be half of it
     */
    public Problem problem(boolean isSecret) {
        Problem problem = Problem.of(
                Code.DEPLOYMENT_REFERENCE, "a reference to a variable that is not set, so that it becomes blank");
        if (isSecret || SecretName.is(variable)) {
            return problem.found(
                            origin + ": " + variable + " is cut at a dollar sign, and what follows it is not shown")
                    .fix(QUOTES);
        }
        String names = String.join(", ", unset);
        return problem.found(origin + ": " + variable + " refers to " + names)
                .fix(QUOTES + "; else set " + names + ", or give it a default: ${"
                        + unset.iterator().next() + ":-...}");
    }
}
