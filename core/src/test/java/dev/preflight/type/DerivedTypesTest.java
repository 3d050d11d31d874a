package dev.preflight.type;

import static dev.preflight.Checks.env;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.check.EnvReports;
import dev.preflight.check.EnvVar;
import dev.preflight.check.HostAndPort;
import dev.preflight.check.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedTypesTest {
    @Test
    void allowedWordIsRead() {
        assertEquals("info", EnvReports.value(env("LEVEL").oneOf("debug", "info"), "LEVEL", "info"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "info ", "infos", "debug,info"})
    void anyOtherWordIsRefused(String text) {
        assertEquals("""
                FAIL  env LEVEL  not one of 'debug', 'info'  [env.invalid]
                      found   '%s'
                      fix     correct LEVEL, for example debug
                """.formatted(text), EnvReports.problems(env("LEVEL").oneOf("debug", "info"), "LEVEL", text));
    }

    @Test
    void constantIsReadByItsName() {
        assertEquals(Phase.ONLINE, EnvReports.value(env("PHASE").oneOf(Phase.class), "PHASE", "ONLINE"));
    }

    @Test
    void anyOtherNameIsNoConstant() {
        assertEquals("""
                FAIL  env PHASE  not one of 'OFFLINE', 'ONLINE'  [env.invalid]
                      found   'LATER'
                      fix     correct PHASE, for example OFFLINE
                """, EnvReports.problems(env("PHASE").oneOf(Phase.class), "PHASE", "LATER"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a|[a]", "a,b|[a, b]", "' a , b '|[a, b]", "a b,c|[a b, c]"})
    void textsWithCommasAreAList(String text, String list) {
        assertEquals(
                list, EnvReports.value(env("HOSTS").listOf(), "HOSTS", text).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {",|1", "a,|2", ",a|1", "a,,b|2", "a, ,b|2"})
    void emptyItemIsRefused(String text, int number) {
        assertEquals(
                """
                FAIL  env HOSTS  not a comma-separated list  [env.invalid]
                      found   '%s'
                      why     item %d is empty
                      fix     correct HOSTS
                """.formatted(text, number), EnvReports.problems(env("HOSTS").listOf(), "HOSTS", text));
    }

    @Test
    void itemsAreTyped() {
        assertEquals(
                List.of(new HostAndPort("k1", 9092), new HostAndPort("k2", 9092)),
                EnvReports.value(env("BROKERS").listOf(EnvVar::hostAndPort), "BROKERS", "k1:9092, k2:9092"));
    }

    @Test
    void itemOfAnotherTypeIsNamedByItsNumber() {
        assertEquals("""
                FAIL  env BROKERS  not a comma-separated list, each a host and a port  [env.invalid]
                      found   'k1:9092,k2'
                      why     item 2 is not a host and a port
                      fix     correct BROKERS, for example db:5432
                """, EnvReports.problems(env("BROKERS").listOf(EnvVar::hostAndPort), "BROKERS", "k1:9092,k2"));
    }

    @Test
    void itemThatBreaksARuleIsNamedByItsNumber() {
        EnvVar<List<Integer>> weights =
                env("WEIGHTS").listOf(each -> each.integer().between(1, 9));
        assertEquals(List.of(1, 9), EnvReports.value(weights, "WEIGHTS", "1,9"));
        assertEquals("""
                FAIL  env WEIGHTS  not a comma-separated list, each an integer  [env.invalid]
                      found   '1,10'
                      why     item 2 must be from 1 to 9
                      fix     correct WEIGHTS
                """, EnvReports.problems(weights, "WEIGHTS", "1,10"));
    }

    @Test
    void rulesOfTheListCountToo() {
        EnvVar<List<String>> pair = env("PAIR").listOf().must("have two items", list -> list.size() == 2);
        assertEquals("", EnvReports.code(pair, "PAIR", "a,b"));
        assertEquals("env.invalid", EnvReports.code(pair, "PAIR", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AP/+", "AP_-", "AP8=", "AP8", "AA==", "AA"})
    void bothAlphabetsOfBase64AreRead(String text) {
        assertEquals(0, EnvReports.value(env("KEY").base64(), "KEY", text)[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "A=", "AA=", "A/_A", "AAAA\nAAAA", "a b c", "%s", "AA==A", "ключ"})
    void anythingElseIsNoBase64(String text) {
        assertEquals("env.invalid", EnvReports.code(env("KEY").base64(), "KEY", text));
    }

    @Test
    void bytesAreDecoded() {
        assertArrayEquals(new byte[] {1, 2, 3}, EnvReports.value(env("KEY").base64(), "KEY", "AQID"));
    }

    @Test
    void lambdaReadsTheText() {
        assertEquals(5, EnvReports.value(env("WORD").parsedBy(String::length), "WORD", "hello"));
    }
}
