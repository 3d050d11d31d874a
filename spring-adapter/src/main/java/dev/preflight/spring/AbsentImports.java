package dev.preflight.spring;

import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tells imports that are absent as a rule from those that something is missing without: the {@code .env} of a developer
 * and the directory of mounted secrets are {@code optional:} since they are not everywhere. Where nothing lacks a value
 * that could have stood there, they are information and no warning.
 */
final class AbsentImports {
    private static final Logger LOG = LoggerFactory.getLogger("dev.preflight");

    private AbsentImports() {}

    /** The checks, without the warnings of imports that nothing needs. */
    static List<Check<?>> needed(List<Check<?>> checks, ConfigurableEnvironment environment) {
        List<Check<?>> needed = null;
        for (Check<?> check : checks) {
            if (check instanceof ImportCheck absent && absent.isAbsentAsARule()) {
                if (needed == null) {
                    if (isAnythingMissing(checks, environment)) {
                        return checks;
                    }
                    needed = new ArrayList<>(checks);
                }
                needed.remove(check);
                LOG.info("{} is optional and absent ({})", check.id(), absent.place());
            }
        }
        return needed == null ? checks : needed;
    }

    private static boolean isAnythingMissing(List<Check<?>> checks, ConfigurableEnvironment environment) {
        for (Check<?> check : checks) {
            boolean isPlaceholder =
                    check instanceof PlaceholderCheck && !check.settings().warnOnly();
            boolean isVariable = check instanceof EnvVar<?>
                    && !check.settings().optional()
                    && SpringDeployment.value(environment, check.name()).isEmpty();
            if (isPlaceholder || isVariable) {
                return true;
            }
        }
        return false;
    }
}
