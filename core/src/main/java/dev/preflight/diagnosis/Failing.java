package dev.preflight.diagnosis;

import dev.preflight.problem.Code;
import dev.preflight.problem.Rung;
import dev.preflight.text.Secrets;
import java.util.List;
import java.util.function.Function;

/**
 * What is known of a check at the moment it fails.
 *
 * @param kind what kind of thing is checked, such as {@code backend}
 * @param name the name of the check
 * @param runsCode whether the check runs code that may throw anything, as probes and backends do
 * @param offline whether it looks at nothing outside the process and its files
 * @param addresses the variables that say where it connects, which are those that are not secret
 * @param logins all variables that it takes, the addresses among them
 * @param atFault names the variables that may be wrong where a problem has a code; none where that is not known
 * @param remedy says how to mend the code of the check where it threw something that the run itself threw; null for all
 *     else
 * @param configuredBy what to correct where no variable is an input; may be empty
 * @param rungs the steps that held
 * @param trying the step that broke; may be empty
 * @param secrets what must not be shown
 */
public record Failing(
        String kind,
        String name,
        boolean runsCode,
        boolean offline,
        List<String> addresses,
        List<String> logins,
        Function<Code, List<String>> atFault,
        Function<Throwable, String> remedy,
        String configuredBy,
        List<Rung> rungs,
        String trying,
        Secrets secrets) {}
