package dev.preflight.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {
    @ParameterizedTest
    @CsvSource({
        "db:5432,db,5432",
        "db.prod.example:1,db.prod.example,1",
        "my_db-1:65535,my_db-1,65535",
        "10.0.0.1:080,10.0.0.1,80",
        "[::1]:5432,::1,5432",
        "[fe80::1%eth0]:80,fe80::1%eth0,80",
        "münchen.example:80,münchen.example,80"
    })
    void hostAndPortAreRead(String text, String host, int port) {
        assertEquals(new HostAndPort(host, port), HostAndPort.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db|there is no port",
                "db:|there is no port",
                "[::1]|there is no port",
                ":5432|there is no host",
                ":|there is no host",
                "''|there is no host",
                "[]:80|there is no host",
                "::1:80|an IPv6 address needs brackets, as in [::1]:80",
                "k1:9092,k2:9092|the host has a character that no host name has",
                "http://db:80|the host has a character that no host name has",
                "u@db:80|the host has a character that no host name has",
                "db :80|the host has a character that no host name has",
                "d\u200bb:80|the host has a character that no host name has",
                "\u202edb:80|the host has a character that no host name has",
                "k1,k2:80|the host has a character that no host name has",
                "[db]:80|only an IPv6 address stands in brackets",
                "[::1:80|the host has a character that no host name has",
                "db:80/x|the port is not a number from 1 to 65535",
                "db:http|the port is not a number from 1 to 65535",
                "db:0|the port is not a number from 1 to 65535",
                "db:65536|the port is not a number from 1 to 65535",
                "db:655359|the port is not a number from 1 to 65535",
                "db:99999999999999|the port is not a number from 1 to 65535",
                "db:-1|the port is not a number from 1 to 65535",
                "db: 80|the port is not a number from 1 to 65535"
            })
    void anythingElseIsRefusedWithoutShowingIt(String text, String why) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> HostAndPort.parse(text));
        assertEquals(why, e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:5432", "[::1]:80"})
    void textIsWrittenAsItIsRead(String text) {
        assertEquals(text, HostAndPort.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536})
    void numberThatIsNoPortIsRefused(int port) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new HostAndPort("db", port));
        assertEquals("port must be 1 to 65535, not " + port, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "' ',host is blank",
        "[::1],host has a character that no host name has",
        "a b,host has a character that no host name has"
    })
    void textThatIsNoHostIsRefused(String host, String why) {
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> new HostAndPort(host, 80))
                        .getMessage());
    }

    @Test
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> new HostAndPort(null, 80));
        assertThrows(NullPointerException.class, () -> HostAndPort.parse(null));
    }
}
