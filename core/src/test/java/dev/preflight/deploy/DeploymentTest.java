package dev.preflight.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    @Test
    void currentDeploymentIsThisProcess() {
        Deployment current = Deployment.current();
        assertEquals(System.getenv().keySet(), current.variableNames());
        assertEquals(Optional.of(System.getProperty("java.version")), current.property("java.version"));
        assertTrue(current.propertyNames().contains("java.version"));
        assertEquals(Path.of("x"), current.resolve(Path.of("x")));
        assertNotNull(current.classLoader());
    }

    @Test
    void currentDeploymentSeesPropertiesThatAreSetLater() {
        Deployment current = Deployment.current();
        System.setProperty("dev.preflight.later", "yes");
        try {
            assertEquals(Optional.of("yes"), current.property("dev.preflight.later"));
        } finally {
            System.clearProperty("dev.preflight.later");
        }
        assertEquals(Optional.empty(), current.property("dev.preflight.later"));
    }

    @Test
    void currentDeploymentSeesPropertiesThatAreDefaults() {
        Properties before = System.getProperties();
        Properties defaults = new Properties();
        defaults.putAll(before);
        defaults.setProperty("dev.preflight.default", "yes");
        try {
            System.setProperties(new Properties(defaults));
            assertEquals(Optional.of("yes"), Deployment.current().property("dev.preflight.default"));
            assertTrue(Deployment.current().propertyNames().contains("dev.preflight.default"));
        } finally {
            System.setProperties(before);
        }
    }

    @Test
    void lookupsAreAskedForEachValueAndForTheNames() {
        Map<String, String> values = new HashMap<>();
        Deployment deployment = Deployment.of(new Held(values, "env:"), new Held(values, "property:"));
        values.put("A", "1");
        assertEquals(Optional.of("env:1"), deployment.variable("A"));
        assertEquals(Optional.of("property:1"), deployment.property("A"));
        assertEquals(Optional.empty(), deployment.variable("B"));
        assertEquals(Set.of("A"), deployment.variableNames());
        assertEquals(Set.of("A"), deployment.propertyNames());
        assertEquals("Deployment[1 variable]", deployment.toString());
    }

    private record Held(Map<String, String> values, String prefix) implements Deployment.Lookup {
        @Override
        public Optional<String> find(String name) {
            return Optional.ofNullable(values.get(name)).map(value -> prefix + value);
        }

        @Override
        public Set<String> names() {
            return values.keySet();
        }
    }

    @Test
    void madeUpDeploymentHasExactlyTheseVariables() {
        Map<String, String> variables = new HashMap<>(Map.of("B", "2", "A", " "));
        Deployment deployment = Deployment.of(variables);
        variables.clear();
        assertEquals("[A, B]", deployment.variableNames().toString());
        assertEquals(Optional.of(" "), deployment.variable("A"));
        assertEquals(Optional.empty(), deployment.variable("a"));
        assertEquals(Set.of(), deployment.propertyNames());
        assertEquals(Optional.empty(), deployment.property("java.version"));
    }

    @Test
    void everyPartCanBeReplaced() {
        ClassLoader loader = new ClassLoader(null) {};
        Deployment deployment = Deployment.of(Map.of("A", "1"))
                .properties(Map.of("b", "2", "a", "1"))
                .directory(Path.of("/srv"))
                .classLoader(loader);
        assertEquals(Optional.of("1"), deployment.variable("A"));
        assertEquals("[a, b]", deployment.propertyNames().toString());
        assertEquals(Path.of("/srv/app.yaml"), deployment.resolve(Path.of("app.yaml")));
        assertEquals(Path.of("/etc/app.yaml"), deployment.resolve(Path.of("/etc/app.yaml")));
        assertSame(loader, deployment.classLoader());
    }

    @Test
    void threadWithoutAClassLoaderHasThatOfTheSystem() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(null);
            assertSame(
                    ClassLoader.getSystemClassLoader(), Deployment.of(Map.of()).classLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void noValueIsNamed() {
        assertEquals("Deployment[1 variable]", Deployment.of(Map.of("A", "b")).toString());
        assertEquals("Deployment[0 variables]", Deployment.of(Map.of()).toString());
    }

    @Test
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> Deployment.of(null));
        assertThrows(NullPointerException.class, () -> Deployment.of(Map.of()).properties(null));
        assertThrows(NullPointerException.class, () -> Deployment.of(Map.of()).directory(null));
        assertThrows(NullPointerException.class, () -> Deployment.of(Map.of()).classLoader(null));
    }
}
