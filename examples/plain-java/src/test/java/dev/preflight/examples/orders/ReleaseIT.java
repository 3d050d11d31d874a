package dev.preflight.examples.orders;

import static dev.preflight.examples.orders.Orders.PREFLIGHT;

import dev.preflight.check.Phase;
import dev.preflight.deploy.Deployment;
import dev.preflight.junit.PreflightTests;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The release that was packed is complete: every file is in the zip, and is as the declaration wants it. */
class ReleaseIT {
    @TestFactory
    Stream<DynamicTest> zipIsComplete() {
        Deployment release = Deployment.ofPackage(Path.of("target/orders.zip")).withEnv(OrdersPreflightTest.VARIABLES);
        return PreflightTests.of(PREFLIGHT.against(release).only(Phase.OFFLINE));
    }
}
