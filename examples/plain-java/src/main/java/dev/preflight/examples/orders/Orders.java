package dev.preflight.examples.orders;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static dev.preflight.backend.Backends.jdbc;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.check.ConfigFile;
import dev.preflight.check.Document;
import dev.preflight.check.EnvVar;
import java.io.IOException;
import java.net.URI;

/** The orders service: what it needs in order to run, and how it starts. */
final class Orders {
    static final EnvVar<Integer> PORT = env("PORT").port().orElse(8080);

    static final EnvVar<String> DATABASE_URL = env("DATABASE_URL")
            .matching("jdbc:h2:tcp:.*")
            .describedAs("orders database")
            .example("jdbc:h2:tcp://db:9092/orders");

    static final String DATABASE_USER = "orders";

    static final EnvVar<String> DATABASE_PASSWORD =
            env("DATABASE_PASSWORD").orFile().secret().describedAs("orders database login");

    static final EnvVar<URI> PAYMENTS_URL = env("PAYMENTS_URL")
            .url()
            .describedAs("where customers pay for an order")
            .example("https://payments.example.com/pay");

    static final ConfigFile<Document> CONFIG =
            file("config/app.yaml").yaml().having("server.address", "orders.page-size", "orders.currency");

    static final Preflight PREFLIGHT = Preflight.of(
            "orders",
            PORT,
            PAYMENTS_URL,
            CONFIG,
            jdbc("orders-db", DATABASE_URL)
                    .login(DATABASE_USER, DATABASE_PASSWORD)
                    .query("select id, customer, amount from orders"));

    private Orders() {}

    public static void main(String[] args) throws IOException {
        Verified verified = PREFLIGHT.verifyOrExit(args);
        OrderServer server = OrderServer.start(verified);
        System.out.println("orders: listening on " + server.address());
    }
}
