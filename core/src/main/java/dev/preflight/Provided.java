package dev.preflight;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** What the class path provides of a service; a provider that cannot be used is told and left out. */
final class Provided {
    private Provided() {}

    static <S> List<S> of(Class<S> service, List<String> warnings) {
        List<S> found = new ArrayList<>();
        Iterator<S> providers = ServiceLoader.load(service).iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError e) {
                warnings.add("left out: " + Printable.line(String.valueOf(e.getMessage()), 300));
            }
        }
    }
}
