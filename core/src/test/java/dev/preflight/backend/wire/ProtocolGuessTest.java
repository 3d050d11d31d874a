package dev.preflight.backend.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolGuessTest {
    private static final byte ERROR = (byte) 0xff;

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 400 Bad Request, HTTP",
        "SSH-2.0-OpenSSH_9.6, SSH",
        "220 mail ESMTP Postfix, SMTP",
        "220 (vsFTPd 3.0.5), FTP",
        "* OK ready, IMAP",
        "* PREAUTH ready, IMAP",
        "AMQP, AMQP",
        "INFO {\"server_id\":\"x\"}, NATS",
        "-ERR unknown command, Redis",
        "-DENIED running in protected mode, Redis",
        "+PONG, Redis",
        "+OK POP3 ready, POP3",
        "RFB 003.008, VNC"
    })
    void protocolIsToldByHowItsServersBegin(String first, String protocol) {
        assertEquals(protocol, guess(first));
    }

    @Test
    void memcachedIsToldByItsWholeLine() {
        assertEquals("memcached", guess("ERROR\r\n"));
        assertEquals("", guess("ERROR: no\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"''", "http/1.1 200", "SSH", "22", "* BYE", "* ", "INFO", "-NO", "+PO", "RFB", "hello", "x"})
    void whatBeginsLikeNoneIsNotGuessed(String first) {
        assertEquals("", guess(first));
    }

    @Test
    void greetingAndErrorOfMySqlAreToldByTheirPacket() {
        assertEquals("MySQL", ProtocolGuess.guess((byte) 74, (byte) 0, (byte) 0, (byte) 0, (byte) 10));
        assertEquals("MySQL", ProtocolGuess.guess((byte) 20, (byte) 0, (byte) 0, (byte) 0, ERROR));
    }

    @Test
    void packetOfAnotherNumberOrVersionIsNoGreetingOfMySql() {
        assertEquals("", ProtocolGuess.guess((byte) 74, (byte) 0, (byte) 0, (byte) 1, (byte) 10));
        assertEquals("", ProtocolGuess.guess((byte) 74, (byte) 0, (byte) 0, (byte) 0, (byte) 9));
        assertEquals("", ProtocolGuess.guess((byte) 74, (byte) 0, (byte) 0, (byte) 0));
    }

    private static String guess(String first) {
        return ProtocolGuess.guess(first.getBytes(StandardCharsets.ISO_8859_1));
    }
}
