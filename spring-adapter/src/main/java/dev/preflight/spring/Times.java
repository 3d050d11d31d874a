package dev.preflight.spring;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The times that properties say, of which those that are none are not used, and told. */
final class Times {
    private Times() {}

    /** How long a run may take. */
    static Duration deadline(PreflightProperties properties) {
        return isOne(properties.deadline()) ? properties.deadline() : Preflight.DEFAULT_DEADLINE;
    }

    /** How long what is not up yet is asked again once the application is ready; zero where the first answer counts. */
    static Duration grace(PreflightProperties properties) {
        Duration own = properties.grace();
        return own != null && !own.isNegative() ? own : deadline(properties);
    }

    static boolean isOne(Duration time) {
        return time != null && !time.isZero() && !time.isNegative();
    }

    /** A check for each that is none: it fails, and names the property. */
    static List<Check<?>> wrong(PreflightProperties properties) {
        List<Check<?>> wrong = new ArrayList<>(0);
        add(wrong, "deadline", properties.deadline());
        if (properties.grace() != null && properties.grace().isNegative()) {
            add(wrong, "grace", properties.grace());
        }
        for (Map.Entry<String, PreflightProperties.OfCheck> each :
                properties.checks().entrySet()) {
            add(wrong, "checks." + each.getKey() + ".timeout", each.getValue().timeout());
            add(wrong, "checks." + each.getKey() + ".retry-for", each.getValue().retryFor());
        }
        return wrong;
    }

    private static void add(List<Check<?>> wrong, String name, Duration time) {
        if (time != null && !isOne(time)) {
            String property = PreflightProperties.PREFIX + "." + name;
            wrong.add(new FailedCheck(
                    "config",
                    property,
                    Problem.of(Code.CONFIG_INVALID, "is not more than zero")
                            .found(time.toString())
                            .fix("correct " + property + ", such as 30s")));
        }
    }
}
