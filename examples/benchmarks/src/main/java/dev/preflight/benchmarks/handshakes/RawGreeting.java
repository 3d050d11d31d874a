package dev.preflight.benchmarks.handshakes;

import dev.preflight.benchmarks.backends.Program;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The floor of a protocol: connects, says something, hears how the answer begins, with a time limit. */
abstract class RawGreeting extends Program {
    private final byte[] said;
    private final String answers;

    /**
     * @param said the greeting, each character a byte
     * @param answers the characters of which an answer may begin with one
     */
    RawGreeting(String said, String answers) {
        this.said = said.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        this.answers = answers;
    }

    @Override
    protected void check(int count, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 3000);
            socket.setSoTimeout(3000);
            socket.getOutputStream().write(said);
            byte[] buffer = new byte[8192];
            int read = socket.getInputStream().read(buffer);
            if (read < 1 || answers.indexOf(buffer[0]) < 0) {
                throw new IOException();
            }
        }
    }
}
