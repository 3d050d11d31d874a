package dev.preflight.type;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.check.EnvReports;
import dev.preflight.problem.Fact;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTypesTest {
    @ParameterizedTest
    @CsvSource({"0,0", "-1,-1", "+7,7", "007,7", "2147483647,2147483647", "-2147483648,-2147483648"})
    void integerIsRead(String text, int value) {
        assertEquals(value, EnvReports.value(env("N").integer(), "N", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483648",
                "-2147483649",
                "1.0",
                "1e3",
                "0x10",
                " 1",
                "1 ",
                "1,000",
                "1_000",
                "-",
                "+",
                "one",
                "٣"
            })
    void integerIsRefused(String text) {
        assertEquals("env.invalid", EnvReports.code(env("N").integer(), "N", text));
    }

    @Test
    void integerOutOfRangeIsCalledSo() {
        assertEquals("""
                FAIL  env N  not an integer  [env.invalid]
                      found   '2147483648'
                      why     it does not fit 32 bits
                      fix     correct N, for example 1
                """, EnvReports.problems(env("N").integer(), "N", "2147483648"));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "9223372036854775807,9223372036854775807", "-9223372036854775808,-9223372036854775808"})
    void longIntegerIsRead(String text, long value) {
        assertEquals(value, EnvReports.value(env("N").longInteger(), "N", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1L", "1.5", "99999999999999999999999999", "x"})
    void longIntegerIsRefused(String text) {
        assertEquals("env.invalid", EnvReports.code(env("N").longInteger(), "N", text));
    }

    @Test
    void longIntegerOutOfRangeIsCalledSo() {
        assertEquals("""
                FAIL  env N  not an integer  [env.invalid]
                      found   '-9223372036854775809'
                      why     it does not fit 64 bits
                      fix     correct N, for example 1
                """, EnvReports.problems(env("N").longInteger(), "N", "-9223372036854775809"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.25", "-3", "+1.5", ".5", "1e3", "1E-9", "123456789012345678901234567890.123"})
    void decimalIsRead(String text) {
        assertEquals(new BigDecimal(text), EnvReports.value(env("N").decimal(), "N", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,25", "1.2.3", "NaN", "Infinity", "-", "1e", "0x1p3", " 1", "1f", "%s"})
    void decimalIsRefused(String text) {
        assertEquals("env.invalid", EnvReports.code(env("N").decimal(), "N", text));
    }

    @Test
    void decimalOfMoreThanAThousandDigitsIsRefused() {
        assertEquals("", EnvReports.code(env("N").decimal(), "N", "1".repeat(1000)));
        assertEquals(
                Fact.of("why", "it has more than 1,000 characters"),
                EnvReports.run(env("N").decimal(), "N", "1".repeat(1001))
                        .results()
                        .get(0)
                        .problems()
                        .get(0)
                        .facts()
                        .get(1));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "80,80", "65535,65535", "0080,80"})
    void portIsRead(String text, int value) {
        assertEquals(value, EnvReports.value(env("PORT").port(), "PORT", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "65536", "80a", "80.0", "http", "8080:80", ":80", "tcp://10.0.0.1:80", "99999999999"})
    void portIsRefused(String text) {
        assertEquals("env.invalid", EnvReports.code(env("PORT").port(), "PORT", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "99999999999"})
    void portOutOfRangeIsCalledSo(String text) {
        assertEquals("""
                FAIL  env PORT  not a port number (1 to 65535)  [env.invalid]
                      found   '%s'
                      why     it is out of range
                      fix     correct PORT, for example 8080
                """.formatted(text), EnvReports.problems(env("PORT").port(), "PORT", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "True", "1", "yes", "Yes", "on", "ON"})
    void yesIsRead(String text) {
        assertEquals(true, EnvReports.value(env("FLAG").bool(), "FLAG", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "0", "no", "NO", "off", "Off"})
    void noIsRead(String text) {
        assertEquals(false, EnvReports.value(env("FLAG").bool(), "FLAG", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "f", "y", "n", "2", "-1", "10", "true ", "enabled", "null", "tru", "yes!"})
    void anythingElseIsNeitherYesNorNo(String text) {
        assertEquals("""
                FAIL  env FLAG  not true or false (1/0, yes/no and on/off will do)  [env.invalid]
                      found   '%s'
                      fix     correct FLAG, for example true
                """.formatted(text), EnvReports.problems(env("FLAG").bool(), "FLAG", text));
    }
}
