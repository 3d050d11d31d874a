package dev.preflight.type;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.check.EnvReports;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTypesTest {
    @ParameterizedTest
    @CsvSource({
        "30s,PT30S",
        "5m,PT5M",
        "5min,PT5M",
        "1h30m,PT1H30M",
        "250ms,PT0.25S",
        "10us,PT0.00001S",
        "10µs,PT0.00001S",
        "7ns,PT0.000000007S",
        "1d,P1D",
        "0s,PT0S",
        "PT30S,PT30S",
        "pt30s,PT30S",
        "P2DT3H,P2DT3H",
        "PT0.5S,PT0.5S"
    })
    void durationIsRead(String text, Duration value) {
        assertEquals(value, EnvReports.value(env("T").duration(), "T", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30|the unit is missing (ms, s, m, h or d)",
                "s|a number is missing",
                "-5s|a number is missing",
                "1h 30m|a number is missing",
                "30 s|the unit is missing (ms, s, m, h or d)",
                "1h30|the unit is missing (ms, s, m, h or d)",
                "5w|the unit is none of ms, s, m, h and d",
                "5M|the unit is none of ms, s, m, h and d",
                "5seconds|the unit is none of ms, s, m, h and d",
                "1.5h|its number is not a whole one",
                "PT-5S|it is less than zero",
                "9223372036854775807d|it is too long",
                "99999999999999999999s|it is too long",
                "9223372036854775807s1s|it is too long"
            })
    void durationIsRefusedWithAReason(String text, String why) {
        assertEquals("""
                FAIL  env T  not a duration  [env.invalid]
                      found   '%s'
                      why     %s
                      fix     correct T, for example 30s
                """.formatted(text, why), EnvReports.problems(env("T").duration(), "T", text));
    }

    @ParameterizedTest
    @CsvSource({"P", "PT", "P1Y", "Pluto", "PT5"})
    void malformedIsoDurationIsRefused(String text) {
        assertEquals("env.invalid", EnvReports.code(env("T").duration(), "T", text));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "512,512",
        "512B,512",
        "10MB,10000000",
        "10 MB,10000000",
        "10mb,10000000",
        "1kB,1000",
        "1KiB,1024",
        "1MiB,1048576",
        "1GiB,1073741824",
        "1GB,1000000000",
        "2TB,2000000000000",
        "1TiB,1099511627776",
        "1.5GB,1500000000",
        "0.5KiB,512",
        "9223372036854775807,9223372036854775807"
    })
    void sizeIsRead(String text, long value) {
        assertEquals(value, EnvReports.value(env("SIZE").size(), "SIZE", text));
    }

    @ParameterizedTest
    @CsvSource({
        "MB,it does not begin with a number",
        "-1,it does not begin with a number",
        "1MBs,'the unit is none of B, kB, MB, GB, TB, KiB, MiB, GiB and TiB'",
        "1M,'the unit is none of B, kB, MB, GB, TB, KiB, MiB, GiB and TiB'",
        "1e9,'the unit is none of B, kB, MB, GB, TB, KiB, MiB, GiB and TiB'",
        "1.2.3MB,its number is malformed",
        ".,its number is malformed",
        "0.5,it is not a whole number of bytes",
        "0.0001KiB,it is not a whole number of bytes",
        "9223372036854775808,it is too large",
        "9999999999TB,it is too large",
        "999999999999999999999999999999,it is too large",
        "1111111111111111111111111111111,its number is too long"
    })
    void sizeIsRefusedWithAReason(String text, String why) {
        assertEquals("""
                FAIL  env SIZE  not a size in bytes  [env.invalid]
                      found   '%s'
                      why     %s
                      fix     correct SIZE, for example 10MB
                """.formatted(text, why), EnvReports.problems(env("SIZE").size(), "SIZE", text));
    }

    @Test
    void sizeInADeclarationIsMoreThanZero() {
        assertEquals(10_000_000L, QuantityTypes.size("limit", "10MB"));
        assertRefused("limit must be more than zero, not '0'", "0");
        assertRefused("limit is no size such as 10MB: 'ten'", "ten");
        assertRefused("limit is no size such as 10MB: '1.2.3MB'", "1.2.3MB");
        assertRefused("limit is no size such as 10MB: '9999999999TB'", "9999999999TB");
        assertEquals(
                "limit",
                assertThrows(NullPointerException.class, () -> QuantityTypes.size("limit", null))
                        .getMessage());
    }

    private static void assertRefused(String message, String size) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> QuantityTypes.size("limit", size))
                        .getMessage());
    }
}
