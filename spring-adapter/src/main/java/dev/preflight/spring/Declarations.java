package dev.preflight.spring;

import dev.preflight.Check;
import dev.preflight.Preflight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Collects the checks of an application: those of its environment, those that it declares, those derived from it. */
final class Declarations {
    private final Map<String, Check<?>> byId = new LinkedHashMap<>();

    private Declarations() {}

    static List<Check<?>> of(Application application) {
        Declarations all = new Declarations();
        ConfigurableListableBeanFactory beans = application.beanFactory();
        for (Check<?> check : application.findings().checks()) {
            all.add(check);
        }
        for (String name : beans.getBeanNamesForType(Check.class, true, false)) {
            all.add(beans.getBean(name, Check.class));
        }
        for (String name : beans.getBeanNamesForType(Preflight.class, true, false)) {
            for (Check<?> check : beans.getBean(name, Preflight.class).declared()) {
                all.add(check);
            }
        }
        for (CheckSource source :
                beans.getBeanProvider(CheckSource.class).orderedStream().toList()) {
            for (Check<?> check : source.checks(application)) {
                all.byId.putIfAbsent(check.id(), check);
            }
        }
        return new ArrayList<>(all.byId.values());
    }

    private void add(Check<?> check) {
        Check<?> known = byId.putIfAbsent(check.id(), check);
        if (known != null && known != check) {
            throw new IllegalStateException("two different checks are called " + check.id()
                    + "; keep one in a constant and use that everywhere");
        }
    }
}
