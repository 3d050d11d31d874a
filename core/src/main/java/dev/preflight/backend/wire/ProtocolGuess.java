package dev.preflight.backend.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells protocols apart by their first bytes, for those who knock at the wrong door. */
public final class ProtocolGuess {
    private ProtocolGuess() {}

    /** The name of the protocol that an answer begins like, empty if none is known. */
    public static String guess(byte... first) {
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.startsWith("HTTP/")) {
            return "HTTP";
        }
        if (text.startsWith("SSH-")) {
            return "SSH";
        }
        if (text.startsWith("220")) {
            return text.toLowerCase(Locale.ROOT).contains("ftp") ? "FTP" : "SMTP";
        }
        if (text.startsWith("* OK") || text.startsWith("* PREAUTH")) {
            return "IMAP";
        }
        if (text.startsWith("AMQP")) {
            return "AMQP";
        }
        if (text.startsWith("INFO {")) {
            return "NATS";
        }
        if (text.startsWith("-ERR") || text.startsWith("-DENIED") || text.startsWith("+PONG")) {
            return "Redis";
        }
        if (text.startsWith("+OK")) {
            return "POP3";
        }
        if (text.startsWith("ERROR\r\n")) {
            return "memcached";
        }
        if (text.startsWith("RFB ")) {
            return "VNC";
        }
        if (isHttp2(first)) {
            return "HTTP/2";
        }
        // A MySQL packet: three bytes of length, sequence number 0, protocol version 10 or an error packet.
        if (first.length > 4 && first[3] == 0 && (first[4] == 10 || first[4] == (byte) 0xff)) {
            return "MySQL";
        }
        return "";
    }

    /** The frame SETTINGS with which a server begins (RFC 9113, sections 3.4 and 6.5), or one that says what it misses. */
    private static boolean isHttp2(byte... first) {
        boolean ofConnection = first.length >= 9 && first[5] == 0 && first[6] == 0 && first[7] == 0 && first[8] == 0;
        if (!ofConnection || first[0] != 0) {
            return false;
        }
        int length = (first[1] & 0xff) << 8 | first[2] & 0xff;
        // SETTINGS are pairs of six bytes; GOAWAY has eight bytes at the least.
        return first[3] == 4 && first[4] == 0 && length % 6 == 0 || first[3] == 7 && length >= 8;
    }
}
