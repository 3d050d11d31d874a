package dev.preflight.spring;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Collects what is told of an application instead of being verified: what it declares, a variable for each of its
 * placeholders, and what is derived from it. Which variables are listed does not depend on those that are set here.
 */
final class Documentation {
    private final ConfigurableListableBeanFactory beans;
    private final ConfigurableEnvironment environment;
    private final PreflightProperties properties;
    private final Declarations all = new Declarations();

    Documentation(
            ConfigurableListableBeanFactory beans,
            ConfigurableEnvironment environment,
            PreflightProperties properties) {
        this.beans = beans;
        this.environment = environment;
        this.properties = properties;
    }

    /**
     * The checks.
     *
     * @param elsewhere whether they are to be held against something else than this process
     */
    List<Check<?>> checks(boolean elsewhere) {
        all.addBeans(beans);
        PlaceholderUses uses = new PlaceholderUses(
                environment, new Ignored(properties.placeholders().ignore()));
        for (Check<?> check : PropertyChecks.of(properties, Findings.documented(List.of()))) {
            if (check instanceof EnvVar<?>) {
                all.addUnlessKnown(check);
            }
        }
        boolean mayBeElsewhere = elsewhere && uses.isImportedFromElsewhere();
        Findings findings = Findings.documented(
                PlaceholderVariables.of(uses.run(ValueScan.documented(beans)), all, mayBeElsewhere));
        for (Check<?> check : findings.checks()) {
            all.addUnlessKnown(check);
        }
        Set<Check<?>> variables = Collections.newSetFromMap(new IdentityHashMap<>());
        variables.addAll(findings.checks());
        for (Check<?> check : PropertyChecks.of(properties, findings)) {
            all.addUnlessKnown(outlined(check, variables, elsewhere));
        }
        Application application = new Application(beans, environment, findings);
        for (Check<?> check : ProcessSources.without(environment, () -> Declarations.derived(application))) {
            all.addUnlessKnown(outlined(check, variables, elsewhere));
        }
        return all.listed();
    }

    /** What is made of variables looks the same whether they are set here or not. */
    private static Check<?> outlined(Check<?> check, Set<Check<?>> variables, boolean elsewhere) {
        for (Check<?> input : check.settings().needs()) {
            if (variables.contains(input) && check instanceof Probe<?> probe) {
                Outlined outlined = Outlined.of(probe);
                return elsewhere ? outlined.warnOnly() : outlined;
            }
        }
        return check;
    }

    /** The suite, with what the application says that it reads without a check. */
    Preflight explained(Preflight suite) {
        Preflight explained = suite;
        for (String name : beans.getBeanNamesForType(Preflight.class, true, false)) {
            for (Map.Entry<String, String> each :
                    beans.getBean(name, Preflight.class).alsoReads().entrySet()) {
                explained = explained.alsoReads(each.getKey(), each.getValue());
            }
        }
        return explained;
    }
}
