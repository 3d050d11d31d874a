package dev.preflight.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Command;
import dev.preflight.report.ReportFormat;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and formats where the service files that name them were lost, as in a jar that was put together by hand. */
class OwnProvidersTest {
    /** Shows the classes of the tests, and none of their service files. */
    private static final class WithoutServices extends ClassLoader {
        WithoutServices() {
            super(OwnProvidersTest.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/services/") ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Command.class, ReportFormat.class})
    void areThereWithoutTheirServiceFiles(Class<?> service) throws IOException {
        assertEquals(named(service), names(withoutServices(service)));
    }

    @ParameterizedTest
    @ValueSource(classes = {Command.class, ReportFormat.class})
    void areThereOnceWithThem(Class<?> service) {
        List<?> found = Providers.of(service, new ArrayList<>());
        assertEquals(names(found).size(), found.size());
    }

    private static <S> List<S> withoutServices(Class<S> service) {
        return Providers.of(service, ServiceLoader.load(service, new WithoutServices()), new ArrayList<>());
    }

    private static TreeSet<String> names(List<?> providers) {
        TreeSet<String> names = new TreeSet<>();
        for (Object provider : providers) {
            names.add(provider.getClass().getName());
        }
        return names;
    }

    /** What the service file of the library names. */
    private static TreeSet<String> named(Class<?> service) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        String file = "/META-INF/services/" + service.getName();
        for (URL url : Collections.list(OwnProvidersTest.class.getClassLoader().getResources(file.substring(1)))) {
            // The tests bring along some of their own.
            if (!url.toString().contains("test-classes")) {
                try (var in = url.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .forEach(names::add);
                }
            }
        }
        return names;
    }
}
