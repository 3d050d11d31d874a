package dev.preflight.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {
    @Test
    void timeAndHostAreThoseOfThisProcess() {
        Origin origin = Origin.here();
        Duration age = Duration.between(Instant.parse(origin.time()), Instant.now());
        assertFalse(age.isNegative() || age.compareTo(Duration.ofMinutes(1)) > 0, origin::time);
        assertFalse(origin.host().isEmpty());
    }

    @Test
    void versionIsThatOfTheJarThatWasStarted(@TempDir Path directory) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.4.2");
        Path jar = directory.resolve("orders.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream empty = new JarOutputStream(out, manifest)) {
            empty.finish();
        }
        assertEquals("1.4.2", Origin.application(jar + " --port 80"));
        assertEquals("1.4.2", Origin.application(jar.toString()));
    }

    @Test
    void whatIsNotKnownIsEmpty() {
        for (String command : new String[] {"", "gone.jar", "no.such.Main x", OriginTest.class.getName(), "m/x.Y"}) {
            assertEquals("", Origin.application(command), command);
        }
        assertFalse(Origin.application("org.junit.jupiter.api.Test").isEmpty(), "that of a jar on the class path");
    }
}
