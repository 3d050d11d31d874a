package dev.preflight.backend;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A program that says by hand what a check says: a port of localhost, then by turns what to send in hexadecimal digits,
 * and how many bytes to read. It has a time limit, as everybody's should, and nothing else.
 */
final class RawExchange {
    private RawExchange() {}

    public static void main(String[] args) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", Integer.parseInt(args[0])), 3000);
            socket.setSoTimeout(3000);
            talk(socket, args);
        }
    }

    /** Sends and reads by turns what follows the port. */
    static void talk(Socket socket, String... args) throws IOException {
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        for (int i = 1; i + 1 < args.length; i += 2) {
            out.write(bytes(args[i]));
            read(in, Integer.parseInt(args[i + 1]), buffer);
        }
    }

    /** Reads as much as was recorded; answers with numbers in them may be a little shorter this time. */
    private static void read(InputStream in, int recorded, byte[] buffer) throws IOException {
        int left = recorded;
        try {
            while (left > 0) {
                int read = in.read(buffer, 0, Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException();
                }
                left -= read;
            }
        } catch (SocketTimeoutException e) {
            if (left == recorded) {
                throw e;
            }
        }
    }

    private static byte[] bytes(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (digit(digits.charAt(2 * i)) << 4 | digit(digits.charAt(2 * i + 1)));
        }
        return bytes;
    }

    private static int digit(char c) {
        return c <= '9' ? c - '0' : c - 'a' + 10;
    }
}
