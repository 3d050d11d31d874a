package dev.preflight.spring;

import dev.preflight.check.Check;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.ConfigurableEnvironment;

/** Tells of names below {@code preflight.checks} that no check has, and that are near one that there is. */
final class UnknownNames {
    private UnknownNames() {}

    /**
     * The checks, and one more for each such name.
     *
     * @param checks the checks that there are
     * @param also the ids of others, which were verified before
     * @param adjustments what knows the names
     * @param environment where they are written
     */
    static List<Check<?>> added(
            List<Check<?>> checks,
            Iterable<String> also,
            Adjustments adjustments,
            ConfigurableEnvironment environment) {
        List<String> unknown = adjustments.unknown();
        if (unknown.isEmpty()) {
            return checks;
        }
        List<String> names = new ArrayList<>();
        for (Check<?> check : checks) {
            names.add(check.name());
            names.add(check.id());
        }
        for (String id : also) {
            names.add(id);
            names.add(id.substring(id.indexOf(' ') + 1));
        }
        List<Check<?>> all = new ArrayList<>(checks);
        for (Mistake each : Mistakes.inNames(environment, unknown, names)) {
            all.add(MistakeCheck.of(each));
            adjustments.told(each.wrong());
        }
        return all;
    }
}
