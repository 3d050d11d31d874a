package dev.preflight.docs;

import static dev.preflight.Checks.directory;
import static dev.preflight.Checks.env;
import static dev.preflight.Checks.envEquals;
import static dev.preflight.Checks.file;
import static dev.preflight.Checks.java;
import static dev.preflight.Checks.property;
import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.service;

import dev.preflight.Preflight;
import dev.preflight.check.EnvVar;
import java.time.Duration;

/** A suite with something of everything. */
final class Suites {
    static final EnvVar<String> URL = env("DATABASE_URL")
            .matching("jdbc:postgresql:.*")
            .describedAs("orders database")
            .example("jdbc:postgresql://db:5432/orders");
    static final EnvVar<String> PASSWORD = env("DATABASE_PASSWORD")
            .orElse("hunter2")
            .example("hunter3")
            .orFile()
            .secret();

    static final Preflight ORDERS = Preflight.of(
                    "orders",
                    env("PORT").port().orElse(8080).deprecates("HTTP_PORT"),
                    URL,
                    env("API_KEY").orFile().secret().describedAs("key of the payments API"),
                    PASSWORD,
                    env("MODE").oneOf("fast", "safe").optional(),
                    env("SMTP_HOST").onlyIf(envEquals("MAIL_MODE", "smtp")),
                    property("orders.zone").optional().example("eu-1"),
                    file("config/app.yaml")
                            .yaml()
                            .having("payments.endpoint", "a.b")
                            .describedAs("settings"),
                    file("/etc/orders/key.pem").secret().warnOnly(),
                    file("classpath:logback.xml").xml().atMost("1MiB"),
                    directory("/var/lib/orders").writable(),
                    jdbc("orders-db", URL).login("orders", PASSWORD).table("orders"),
                    service("cache", env("REDIS_URL").uri("redis", "rediss"))
                            .warnOnly()
                            .timeout(Duration.ofMillis(1500))
                            .retryFor(Duration.ofMinutes(2)),
                    java(17))
            .alsoReads("HOME", "set by the shell");

    private Suites() {}
}
