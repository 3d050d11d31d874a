package dev.preflight.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0|0",
                "999|999",
                "1000|1,000",
                "10485760|10,485,760",
                "-100|-100",
                "-1000|-1,000",
                "9223372036854775807|9,223,372,036,854,775,807",
                "-9223372036854775808|-9,223,372,036,854,775,808"
            })
    void thousandsStandApart(String row) {
        String[] columns = row.split("\\|", 2);
        assertEquals(columns[1], Amounts.count(Long.parseLong(columns[0])));
    }

    @Test
    void oneIsSingular() {
        assertEquals("0 files", Amounts.count(0, "file"));
        assertEquals("1 file", Amounts.count(1, "file"));
        assertEquals("2 files", Amounts.count(2, "file"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "1023,1023 B",
        "1024,1 KiB",
        "1536,1.5 KiB",
        "1048576,1 MiB",
        "1073741824,1 GiB",
        "1099511627776,1 TiB",
        "1125899906842624,1 PiB",
        "1152921504606846976,1 EiB",
        "9223372036854775807,8 EiB"
    })
    void sizeHasOneDecimal(long bytes, String text) {
        assertEquals(text, Amounts.size(bytes).replace(",", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 ms",
        "999,999 ms",
        "1000,1 s",
        "1249,1.2 s",
        "59999,59.9 s",
        "60000,1 min",
        "125000,2 min 5 s",
        "3600000,60 min"
    })
    void timeIsWrittenWithItsUnit(long millis, String text) {
        assertEquals(text, Amounts.took(Duration.ofMillis(millis)));
    }
}
