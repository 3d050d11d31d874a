package dev.preflight.run;

import dev.preflight.check.Check;
import dev.preflight.check.Condition;
import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Sight;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which checks of a suite apply in a deployment, and which ones may fail. A check that was listed says so itself. One
 * that only joined as an input matters as much as the checks that need it: the URL of a cache that may be down may be
 * missing, and that of a mail server that is not used here is not needed.
 */
final class Applicability {
    private final Map<Check<?>, List<Check<?>>> dependents = new IdentityHashMap<>();
    private final Map<Check<?>, String> inactive = new IdentityHashMap<>();
    private final Map<Check<?>, String> unseen = new IdentityHashMap<>(0);
    private final Map<Check<?>, Throwable> broken = new IdentityHashMap<>();
    private final Map<Check<?>, Boolean> declaredToWarn = new IdentityHashMap<>();
    private final Map<Check<?>, Boolean> warns = new IdentityHashMap<>();

    Applicability(CheckOrder suite, OperatorSwitches operator, Deployment deployment) {
        List<Check<?>> checks = suite.all();
        for (int i = checks.size() - 1; i >= 0; i--) {
            Check<?> check = checks.get(i);
            for (Check<?> input : check.settings().needs()) {
                List<Check<?>> known = dependents.get(input);
                if (known == null) {
                    known = new ArrayList<>(1);
                    dependents.put(input, known);
                }
                known.add(check);
            }
            String reason = inactive(check, suite, deployment);
            if (reason != null) {
                inactive.put(check, reason);
            }
            boolean implied = !suite.declares(check) && dependents.containsKey(check);
            boolean declared = check.settings().warnOnly() || implied && all(declaredToWarn, check);
            declaredToWarn.put(check, declared);
            warns.put(check, declared || operator.silences(check) || implied && all(warns, check));
        }
    }

    private String inactive(Check<?> check, CheckOrder suite, Deployment deployment) {
        Condition condition = check.settings().condition().orElse(null);
        try {
            if (condition != null && !condition.holds(deployment.sight().strict())) {
                return "only if " + condition.description();
            }
        } catch (Throwable e) {
            Optional<String> hidden = Sight.reason(e);
            if (hidden.isPresent()) {
                unseen.put(
                        check, "only if " + condition.description() + ", which cannot be seen here: " + hidden.get());
            } else {
                broken.put(check, e);
            }
            return null;
        }
        List<Check<?>> needing = dependents.get(check);
        if (suite.declares(check) || needing == null) {
            return null;
        }
        boolean oneIsUnseen = false;
        for (Check<?> dependent : needing) {
            oneIsUnseen |= unseen.containsKey(dependent);
            if (!inactive.containsKey(dependent) && !unseen.containsKey(dependent)) {
                return null;
            }
        }
        if (oneIsUnseen) {
            unseen.put(check, "only for " + needing.get(0).id());
            return null;
        }
        return "only for " + needing.get(0).id();
    }

    /** Whether all checks that need this one, and apply, have a property. */
    private boolean all(Map<Check<?>, Boolean> property, Check<?> check) {
        for (Check<?> dependent : dependents.get(check)) {
            if (!inactive.containsKey(dependent) && !property.get(dependent)) {
                return false;
            }
        }
        return true;
    }

    /** Why a check does not apply, null if it does. */
    String inactive(Check<?> check) {
        return inactive.get(check);
    }

    /** Why it cannot be seen whether a check applies, null if it can. */
    String unseen(Check<?> check) {
        return unseen.get(check);
    }

    /** What the condition of a check threw, null if nothing. */
    Throwable broken(Check<?> check) {
        return broken.get(check);
    }

    /** Whether a failure of a check is a warning. */
    boolean warns(Check<?> check) {
        return warns.get(check);
    }

    /** Whether a failure of a check is a warning by its declaration, and not by the word of an operator. */
    boolean isDeclaredToWarn(Check<?> check) {
        return declaredToWarn.get(check);
    }
}
