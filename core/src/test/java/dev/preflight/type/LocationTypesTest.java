package dev.preflight.type;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.EnvReports;
import dev.preflight.check.HostAndPort;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://cache:6379",
                "rediss://u:p@cache/0",
                "REDIS://cache",
                "redis://my_cache:6379",
                "redis:///run/redis.sock",
                "redis://[::1]:6379"
            })
    void uriOfAnAllowedSchemeIsRead(String text) {
        assertEquals(URI.create(text), EnvReports.value(env("REDIS_URL").uri("redis", "rediss"), "REDIS_URL", text));
    }

    @ParameterizedTest
    @CsvSource({
        "http://cache,its scheme is another one",
        "localhost:6379,its scheme is another one",
        "cache,it has no scheme",
        "//cache:6379,it has no scheme",
        "redis:6379,it lacks the // before its host",
        "redis:6379?timeout=5,it lacks the // before its host",
        "redis:cache,it lacks the // before its host",
        "rediss:cache:6379/0,it lacks the // before its host",
        "redis://cache:70000,its port is out of range",
        "redis://my_cache:70000,its port is out of range"
    })
    void uriIsRefusedWithAReason(String text, String why) {
        assertEquals(
                """
                FAIL  env REDIS_URL  not a URI that begins with redis: or rediss:  [env.invalid]
                      found   '%s'
                      why     %s
                      fix     correct REDIS_URL, for example redis://host
                """.formatted(text, why),
                EnvReports.problems(env("REDIS_URL").uri("redis", "rediss"), "REDIS_URL", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://ca che", "redis://", "%s", "redis://cache/\u0007", "redis:"})
    void malformedUriIsRefused(String text) {
        assertEquals("env.invalid", EnvReports.code(env("REDIS_URL").uri("redis"), "REDIS_URL", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:isbn:0451450523",
                "tel:5551234",
                "sms:5551234?body=x",
                "mailto:a@b.example",
                "jdbc:h2:mem:x",
                "file:/etc/app",
                "s3://bucket/key"
            })
    void anyAbsoluteUriIsReadWithoutSchemes(String text) {
        assertEquals(URI.create(text), EnvReports.value(env("LINK").uri(), "LINK", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db",
                "/etc/app",
                "db:5432",
                "db:123456",
                "db:5432?x=1",
                "redis:cache",
                "amqp:mq",
                "kafka+ssl:b1",
                "localhost:80",
                "http:/payments",
                "https:payments",
                "http://h:99999"
            })
    void anythingElseIsNoAbsoluteUri(String text) {
        assertEquals("env.invalid", EnvReports.code(env("LINK").uri(), "LINK", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b1:9092,b2:9092", "10.0.0.1:9092", "10.0.0.1:9092,10.0.0.2:9092", "b_1:9092,b_2:9092/x"})
    void hostsWithoutASchemeAreToldSo(String text) {
        String problem = EnvReports.problems(env("LINK").uri(), "LINK", text);

        assertTrue(problem.contains("it has no scheme; write one, and ://, before its hosts"), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://:50%off@cache", "redis://app:pa ss@cache", "redis://app:pa^ss@cache:6379/0"})
    void loginThatIsNotEncodedIsToldSo(String text) {
        String problem = EnvReports.problems(env("LINK").uri("redis"), "LINK", text);

        assertTrue(problem.contains("its user or password has a character that must be percent-encoded"), problem);
    }

    @ParameterizedTest
    @CsvSource({
        "https:payments,it has no valid host",
        "https:/payments,it has no valid host",
        "https:///payments,it has no valid host",
        "https://pay_ments,it has no valid host; an underscore cannot be part of one"
    })
    void webUriNeedsAHost(String text, String why) {
        assertEquals(
                """
                FAIL  env PAYMENTS_URL  not a URI that begins with https:  [env.invalid]
                      found   '%s'
                      why     %s
                      fix     correct PAYMENTS_URL, for example https://host
                """.formatted(text, why),
                EnvReports.problems(env("PAYMENTS_URL").uri("https"), "PAYMENTS_URL", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://a", "https://a.example:8443/x?y=z#f", "HTTP://A", "http://127.0.0.1", "http://[::1]:80/"
            })
    void urlIsRead(String text) {
        assertEquals(URI.create(text), EnvReports.value(env("URL").url(), "URL", text));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://a,its scheme is neither http nor https",
        "a.example,its scheme is neither http nor https",
        "/a,its scheme is neither http nor https",
        "http:a,it has no valid host",
        "http:/a,it has no valid host",
        "http://:80,it has no valid host",
        "http://a:65536,its port is out of range",
        "http://a:0,its port is out of range",
        "http://my_service:8080/x,it has no valid host; an underscore cannot be part of one"
    })
    void urlIsRefusedWithAReason(String text, String why) {
        assertEquals("""
                FAIL  env URL  not an http or https URL with a host  [env.invalid]
                      found   '%s'
                      why     %s
                      fix     correct URL, for example https://example.com
                """.formatted(text, why), EnvReports.problems(env("URL").url(), "URL", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://a b", "http://a/\u202e", "http://a/%zz"})
    void malformedUrlIsRefused(String text) {
        assertEquals("env.invalid", EnvReports.code(env("URL").url(), "URL", text));
    }

    @Test
    void pathIsRead() {
        assertEquals(Path.of("/etc/app.yaml"), EnvReports.value(env("CONFIG").path(), "CONFIG", "/etc/app.yaml"));
        assertEquals(Path.of("a b/../c"), EnvReports.value(env("CONFIG").path(), "CONFIG", "a b/../c"));
    }

    @Test
    void pathWithANulIsRefused() {
        assertEquals("""
                FAIL  env CONFIG  not a path  [env.invalid]
                      found   '/etc\\u0000'
                      fix     correct CONFIG
                """, EnvReports.problems(env("CONFIG").path(), "CONFIG", "/etc\0"));
    }

    @Test
    void hostAndPortIsRead() {
        assertEquals(new HostAndPort("db", 5432), EnvReports.value(env("DB").hostAndPort(), "DB", "db:5432"));
    }

    @Test
    void hostWithoutAPortIsRefusedWithAReason() {
        assertEquals("""
                FAIL  env DB  not a host and a port  [env.invalid]
                      found   'db'
                      why     there is no port
                      fix     correct DB, for example db:5432
                """, EnvReports.problems(env("DB").hostAndPort(), "DB", "db"));
    }
}
