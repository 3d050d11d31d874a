package dev.preflight.backend;

import static dev.preflight.Checks.env;
import static dev.preflight.backend.Backends.anyOf;
import static dev.preflight.backend.Backends.dns;
import static dev.preflight.backend.Backends.http;
import static dev.preflight.backend.Backends.jdbc;
import static dev.preflight.backend.Backends.service;
import static dev.preflight.backend.Backends.tcp;
import static dev.preflight.backend.Backends.tls;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.check.Probe;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** What the documentation says that a backend proves. */
class ProvesTest {
    private static void assertProves(Probe<?> check, String... lines) {
        assertEquals(List.of(lines), check.declaration().demands());
    }

    @Test
    void variablesAreCalledByTheirNames() {
        assertProves(
                service("cache", env("REDIS_URL").uri("redis")).atLeast(2),
                "REDIS_URL answers in the protocol of its scheme and is ready",
                "2 of its hosts answer");
        assertProves(tcp("cache", env("CACHE").hostAndPort()), "CACHE accepts connections");
        assertProves(dns("db", env("DB_HOST")), "the host DB_HOST has an address");
        assertProves(
                tls("partner", env("PARTNER").hostAndPort()),
                "PARTNER speaks TLS, with a certificate that is trusted, valid and for this host");
    }

    @Test
    void literalsAreToldWithoutCredentials() {
        assertProves(
                service("cache", "redis://ada:hunter2@cache:6379/2?token=hunter2"),
                "redis://cache:6379/2 answers in the protocol of its scheme and is ready");
        assertProves(
                jdbc("db", "jdbc:postgresql://ada:hunter2@db/orders?password=hunter2"),
                "jdbc:postgresql://db/orders accepts a connection");
        assertProves(
                http("pay", "https://ada:hunter2@pay/").path("/x?token=hunter2").header("X-Key", "hunter2"),
                "https://pay/ at the path /x answers GET with a status from 200 to 299",
                "takes the header X-Key");
        assertProves(tcp("cache", "cache", 6379), "cache:6379 accepts connections");
        assertProves(dns("db.internal"), "the host db.internal has an address");
    }

    @Test
    void databaseTellsWhatIsDemandedInOrder() {
        assertProves(
                jdbc("db", env("URL"))
                        .login("orders", env("PASSWORD").secret())
                        .query("select 1 from orders")
                        .table("orders")
                        .writable()
                        .atLeast("15.4")
                        .migratedTo("42"),
                "URL accepts a connection",
                "logs in as orders",
                "accepts the query 'select 1 from orders'",
                "has the table orders, which may be read",
                "takes writes",
                "is version 15.4 or later",
                "is migrated to 42");
        assertProves(
                jdbc("db", env("URL")).login(env("DB_USER"), env("PASSWORD").secret()),
                "URL accepts a connection",
                "logs in as DB_USER");
        assertProves(jdbc("db", Mockito.mock(DataSource.class)), "the data source gives a connection");
    }

    @Test
    void endpointTellsWhatIsExpectedOfTheAnswer() {
        assertProves(
                http("pay", env("URL").url())
                        .expecting(200, 204)
                        .bodyContaining("UP")
                        .jsonHaving("status", "UP")
                        .bearer(env("TOKEN").secret()),
                "URL answers GET with a status 200 or 204",
                "the body contains 'UP'",
                "the body is JSON with status 'UP'",
                "takes the header Authorization from TOKEN");
    }

    @Test
    void optionsOfTlsAreTold() {
        assertProves(
                tls("partner", "host", 443)
                        .trusting("ca.pem")
                        .clientCertificate(env("CERT").path())
                        .validFor(Duration.ofDays(14)),
                "host:443 speaks TLS, with a certificate that is trusted, valid and for this host",
                "its certificate is signed by an authority in ca.pem",
                "it takes the client certificate in CERT",
                "its certificate is valid for 14 days more, or else there is a warning");
        assertProves(
                service("cache", "rediss://cache")
                        .validFor(Duration.ofHours(36))
                        .trusting(env("CA").path()),
                "rediss://cache answers in the protocol of its scheme and is ready",
                "its certificate is signed by an authority in CA",
                "its certificate is valid for 1 day more, or else there is a warning");
    }

    @Test
    void alternativesAreToldByTheirNames() {
        assertProves(
                anyOf("db", tcp("primary", "a", 1), tcp("replica", "b", 2)),
                "one of these is enough",
                "primary: a:1 accepts connections",
                "replica: b:2 accepts connections");
    }
}
