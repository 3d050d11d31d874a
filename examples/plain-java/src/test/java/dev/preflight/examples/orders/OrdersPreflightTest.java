package dev.preflight.examples.orders;

import static dev.preflight.examples.orders.Orders.PREFLIGHT;

import dev.preflight.check.Phase;
import dev.preflight.deploy.Deployment;
import dev.preflight.junit.PreflightTests;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is shipped, what is documented and what the code reads are held against the declaration. */
class OrdersPreflightTest {
    static final Map<String, String> VARIABLES = Map.of(
            "DATABASE_URL", "jdbc:h2:tcp://db:9092/orders",
            "DATABASE_PASSWORD", "lantern-harbour-31",
            "PAYMENTS_URL", "https://payments.example.com/pay");

    @TestFactory
    Stream<DynamicTest> shippedFilesAreComplete() {
        Deployment release = Deployment.of(VARIABLES).directory(Path.of("src/main/release"));
        return PreflightTests.of(PREFLIGHT.against(release).only(Phase.OFFLINE));
    }

    @TestFactory
    Stream<DynamicTest> documentationAndCodeAgree() {
        return Stream.of(
                PreflightTests.documentationIsCurrent(PREFLIGHT, Path.of("docs/configuration.md")),
                PreflightTests.documentationIsCurrent(PREFLIGHT, Path.of(".env.example")),
                PreflightTests.everythingReadIsDeclared(PREFLIGHT, Path.of("target/classes")));
    }
}
