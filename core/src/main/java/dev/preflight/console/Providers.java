package dev.preflight.console;

import dev.preflight.report.ReportFormat;
import dev.preflight.text.Printable;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** What the class path provides of a service; a provider that cannot be used is told and left out. */
public final class Providers {
    /**
     * The commands of this library. They are known by name, since they are above this package, and since no service file has
     * to name them: one that another jar replaces is lost.
     */
    private static final String[] OWN = {
        "dev.preflight.audit.AuditCommand",
        "dev.preflight.docs.DocsCommand",
        "dev.preflight.docs.EnvExampleCommand",
        "dev.preflight.docs.EnvSchemaCommand",
        "dev.preflight.docs.KubernetesCommand",
        "dev.preflight.checklist.Checklist"
    };

    private Providers() {}

    public static <S> List<S> of(Class<S> service, List<String> warnings) {
        return of(service, ServiceLoader.load(service), warnings);
    }

    /** With what a loader finds before what this library has. */
    public static <S> List<S> of(Class<S> service, ServiceLoader<S> loader, List<String> warnings) {
        List<S> found = new ArrayList<>();
        Iterator<S> providers = loader.iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError e) {
                warnings.add("left out: " + Printable.line(String.valueOf(e.getMessage()), 300));
            }
        }
        if (service == ReportFormat.class) {
            for (ReportFormat own : ReportFormat.all()) {
                found.add(service.cast(own));
            }
        }
        for (String name : OWN) {
            addOwn(service, name, found);
        }
        return found;
    }

    private static <S> void addOwn(Class<S> service, String name, List<S> found) {
        for (S known : found) {
            if (known.getClass().getName().equals(name)) {
                return;
            }
        }
        try {
            Class<?> type = Class.forName(name, false, Providers.class.getClassLoader());
            if (service.isAssignableFrom(type)) {
                // Nobody else is to make one, so neither class nor constructor is public.
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                found.add(service.cast(constructor.newInstance()));
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // Taken out by whoever made the jar smaller: it is not there, as before.
            return;
        }
    }
}
