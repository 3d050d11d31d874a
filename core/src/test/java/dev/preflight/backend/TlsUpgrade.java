package dev.preflight.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What is said in plain text before TLS begins on the same connection, from the side of the server. */
enum TlsUpgrade {
    /** TLS from the first byte. */
    NONE,
    SMTP,
    IMAP,
    NATS,
    POSTGRESQL,
    MYSQL;

    private static final int CLIENT_SSL = 0x800;
    /** CLIENT_LONG_PASSWORD, CLIENT_PROTOCOL_41, CLIENT_SECURE_CONNECTION. */
    private static final int MYSQL_CAPABILITIES = 1 | 0x200 | 0x8000;

    private static final int LENGTH_OF_REQUEST_FOR_TLS = 8;
    private static final int LENGTH_OF_INTRODUCTION = 36;

    static TlsUpgrade of(String scheme) {
        return switch (scheme) {
            case "smtp" -> SMTP;
            case "imap" -> IMAP;
            case "nats" -> NATS;
            case "postgresql" -> POSTGRESQL;
            case "mysql", "mariadb" -> MYSQL;
            default -> NONE;
        };
    }

    /** Talks until the client begins with TLS, not a byte further. */
    void accept(InputStream in, OutputStream out) throws IOException {
        switch (this) {
            case NONE -> {}
            case SMTP -> {
                greet(in, out, "250-STARTTLS\r\n");
                line(in);
                say(out, "220 2.0.0 go ahead\r\n");
            }
            case IMAP -> {
                greet(in, out, " STARTTLS");
                line(in);
                say(out, "a2 OK begin\r\n");
            }
            case NATS -> greet(in, out, ",\"tls_required\":true");
            case POSTGRESQL -> {
                in.readNBytes(LENGTH_OF_REQUEST_FOR_TLS);
                say(out, "S");
            }
            case MYSQL -> {
                out.write(mysql(MYSQL_CAPABILITIES | CLIENT_SSL));
                in.readNBytes(LENGTH_OF_INTRODUCTION);
            }
        }
    }

    /** Talks as a server does that has no TLS, until the client has been told. */
    void refuse(InputStream in, OutputStream out) throws IOException {
        switch (this) {
            case NONE -> throw new IllegalStateException("TLS from the first byte cannot be refused in plain text");
            case SMTP, IMAP, NATS -> greet(in, out, "");
            case POSTGRESQL -> {
                in.readNBytes(LENGTH_OF_REQUEST_FOR_TLS);
                say(out, "N");
            }
            case MYSQL -> out.write(mysql(MYSQL_CAPABILITIES));
        }
    }

    private void greet(InputStream in, OutputStream out, String offer) throws IOException {
        switch (this) {
            case SMTP -> {
                say(out, "220 mail.example.com ESMTP\r\n");
                line(in);
                say(out, "250-mail.example.com\r\n" + offer + "250 AUTH PLAIN\r\n");
            }
            case IMAP -> {
                say(out, "* OK ready\r\n");
                line(in);
                say(out, "* CAPABILITY IMAP4rev1" + offer + "\r\na1 OK done\r\n");
            }
            default -> say(out, "INFO {\"version\":\"2.10.0\",\"max_payload\":1048576" + offer + "}\r\n");
        }
    }

    /** Protocol::HandshakeV10 as packet 0. */
    private static byte[] mysql(int capabilities) {
        StringBuilder body = new StringBuilder("\n8.0.36\0").append("\1\0\0\0").append("saltsalt\0");
        body.append((char) (capabilities & 0xff)).append((char) (capabilities >> 8 & 0xff));
        body.append("\41\2\0")
                .append("\0\0")
                .append("\25")
                .append("\0".repeat(10))
                .append("saltsaltsalt\0");
        return ((char) body.length() + "\0\0\0" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void line(InputStream in) throws IOException {
        int b = in.read();
        while (b >= 0 && b != '\n') {
            b = in.read();
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
