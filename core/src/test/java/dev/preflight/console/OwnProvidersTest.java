package dev.preflight.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Command;
import dev.preflight.report.ReportFormat;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

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

    @Test
    void commandsNeedNoServiceFile() {
        assertEquals(
                Set.of("audit", "checklist", "docs", "env-example", "env-schema", "kubernetes"),
                commands(new WithoutServices()));
    }

    @Test
    void commandsOfOthersJoinThem() {
        assertEquals(
                Set.of("audit", "checklist", "docs", "env-example", "env-schema", "greet", "kubernetes"),
                commands(OwnProvidersTest.class.getClassLoader()));
    }

    private static Set<String> commands(ClassLoader loader) {
        Set<String> names = new TreeSet<>();
        for (Command command :
                Providers.of(Command.class, ServiceLoader.load(Command.class, loader), new ArrayList<>())) {
            assertTrue(names.add(command.name()), command.name());
        }
        return names;
    }

    @Test
    void formatsNeedNoServiceFileAndThoseOfOthersJoinThem() {
        List<String> own = ReportFormat.all().stream().map(ReportFormat::name).toList();

        assertEquals(
                List.of(
                        "text",
                        "short",
                        "full",
                        "json",
                        "junit",
                        "github",
                        "markdown",
                        "tap",
                        "prometheus",
                        "html",
                        "log"),
                own);
        assertEquals(own, formats(new WithoutServices()));
        List<String> all = new ArrayList<>(List.of("echo"));
        all.addAll(own);
        assertEquals(all, formats(OwnProvidersTest.class.getClassLoader()));
    }

    private static List<String> formats(ClassLoader loader) {
        return Providers.of(ReportFormat.class, ServiceLoader.load(ReportFormat.class, loader), new ArrayList<>())
                .stream()
                .map(ReportFormat::name)
                .toList();
    }

    @Test
    void formatIsMadeByItsName() {
        assertEquals("json", ReportFormat.named("json").name());
        assertEquals(
                "name: there is no format of this library called xml",
                assertThrows(IllegalArgumentException.class, () -> ReportFormat.named("xml"))
                        .getMessage());
    }
}
