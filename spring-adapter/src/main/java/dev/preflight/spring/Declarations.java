package dev.preflight.spring;

import dev.preflight.Checks;
import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Collects the checks of an application: what is wrong with its environment, what its code declares, what its properties
 * declare, what is derived from it. Of two checks with one name the first counts, unless both stand in the code.
 */
final class Declarations {
    private final Map<String, Check<?>> listed = new LinkedHashMap<>();
    private final Map<String, Check<?>> known = new HashMap<>();

    Declarations() {}

    static List<Check<?>> of(Application application, PreflightProperties properties, boolean mayMakeBeans) {
        Declarations all = new Declarations();
        for (Check<?> check : application.findings().checks()) {
            all.add(check);
        }
        if (mayMakeBeans) {
            for (Check<?> check : inCode(application, properties)) {
                all.addUnlessKnown(check);
            }
            for (Check<?> check : new BindingScan(application).run()) {
                all.addUnlessKnown(check);
            }
        }
        all.addBeans(application.beanFactory());
        if (properties.declareChecks()) {
            for (Check<?> check : PropertyChecks.of(properties, application.findings())) {
                all.addUnlessKnown(check);
            }
        }
        if (mayMakeBeans) {
            for (Check<?> check : derived(application)) {
                all.addUnlessKnown(check);
            }
        }
        return all.listed();
    }

    /** Placeholders of the code that cannot be resolved. */
    private static List<Check<?>> inCode(Application application, PreflightProperties properties) {
        ConfigurableEnvironment environment = application.environment();
        Ignored ignored = new Ignored(properties.placeholders().ignore());
        Map<PlaceholderScan.Placeholder, Boolean> found =
                PlaceholderScan.inCode(application.beanFactory(), environment, ignored);
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> trees = Locations.trees(environment);
        List<Check<?>> checks = new ArrayList<>();
        for (Map.Entry<PlaceholderScan.Placeholder, Boolean> each : found.entrySet()) {
            checks.add(
                    each.getValue()
                            ? PlaceholderCheck.inCode(each.getKey(), trees)
                            : PlaceholderCheck.unreadInCode(each.getKey(), trees));
        }
        return checks;
    }

    List<Check<?>> listed() {
        return new ArrayList<>(listed.values());
    }

    /** What is called by an id, null if nothing is. */
    Check<?> known(String id) {
        return known.get(id);
    }

    void addBeans(ConfigurableListableBeanFactory beans) {
        Map<String, String> beansById = new HashMap<>();
        for (String name : beans.getBeanNamesForType(Check.class, true, false)) {
            try {
                addOfBean(beans.getBean(name, Check.class), name, beansById);
            } catch (BeansException e) {
                addUnlessKnown(undeclared(name, e));
            }
        }
        for (String name : beans.getBeanNamesForType(Preflight.class, true, false)) {
            try {
                for (Check<?> check : beans.getBean(name, Preflight.class).declared()) {
                    addOfBean(check, name, beansById);
                }
            } catch (BeansException e) {
                addUnlessKnown(undeclared(name, e));
            }
        }
    }

    /** Of two different checks with one name the first is kept, and the second is told. */
    private void addOfBean(Check<?> check, String bean, Map<String, String> beansById) {
        String clash = clash(check);
        if (clash.isEmpty()) {
            add(check);
            learnBean(check, bean, beansById);
            return;
        }
        String first = beansById.get(clash);
        addUnlessKnown(new FailedCheck(
                "bean",
                bean,
                Problem.of(Code.CONFIG_INVALID, "two different checks are called " + clash)
                        .found("one in bean " + bean + (first == null ? "" : ", another one in bean " + first))
                        .fix("keep one in a constant and use that everywhere, or give one of them another name")));
    }

    private static void learnBean(Check<?> check, String bean, Map<String, String> beansById) {
        if (beansById.putIfAbsent(check.id(), bean) == null) {
            for (Check<?> input : check.settings().needs()) {
                learnBean(input, bean, beansById);
            }
        }
    }

    /** The id of what another check of this name is known for, of a check or of what it needs; empty if there is none. */
    private String clash(Check<?> check) {
        Check<?> other = known.get(check.id());
        if (other != null) {
            return other == check ? "" : check.id();
        }
        for (Check<?> input : check.settings().needs()) {
            String clash = clash(input);
            if (!clash.isEmpty()) {
                return clash;
            }
        }
        return "";
    }

    /** The failure of a bean whose declaration was refused; what else fails is thrown on. */
    private static Check<?> undeclared(String bean, BeansException thrown) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(thrown);
        StackTraceElement[] frames = cause.getStackTrace();
        boolean isOurs = (cause instanceof IllegalArgumentException || cause instanceof IllegalStateException)
                && frames.length > 0
                && frames[0].getClassName().startsWith("dev.preflight.");
        if (!isOurs) {
            throw thrown;
        }
        return new FailedCheck(
                "bean",
                bean,
                Problem.of(Code.CONFIG_INVALID, "is declared in a way that cannot be verified")
                        .fact("why", String.valueOf(cause.getMessage()))
                        .fix("correct what makes the bean"));
    }

    /** What is derived from the application; what it declares itself counts before that. */
    static List<Check<?>> derived(Application application) {
        List<Check<?>> derived = new ArrayList<>();
        for (CheckSource source : application
                .beanFactory()
                .getBeanProvider(CheckSource.class)
                .orderedStream()
                .toList()) {
            try {
                derived.addAll(source.checks(application));
            } catch (RuntimeException | LinkageError e) {
                // That nothing can be derived says nothing about the application, which must not be kept from booting.
                derived.add(Checks.probe(source.getClass().getName(), () -> rethrow(e))
                        .offline()
                        .warnOnly());
            }
        }
        return derived;
    }

    static void rethrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    private void add(Check<?> check) {
        Check<?> other = listed.putIfAbsent(check.id(), check);
        if (other != null && other != check) {
            throw new IllegalStateException("two different checks are called " + check.id()
                    + "; keep one in a constant and use that everywhere");
        }
        learn(check);
    }

    void addUnlessKnown(Check<?> check) {
        if (!known.containsKey(check.id())) {
            listed.put(check.id(), check);
            learn(check);
        }
    }

    /** Inputs join a suite by themselves, so that their names are taken too. */
    private void learn(Check<?> check) {
        if (known.put(check.id(), check) == null) {
            for (Check<?> input : check.settings().needs()) {
                learn(input);
            }
        }
    }
}
