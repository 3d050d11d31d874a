package dev.preflight.benchmarks.handshakes;

import dev.preflight.benchmarks.backends.Program;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** A request with the first client of the JDK. */
final class WithUrlConnection extends Program {
    public static void main(String[] args) throws Exception {
        new WithUrlConnection().run(args);
    }

    @Override
    protected void check(int count, int port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL("http", "localhost", port, "/").openConnection();
        if (connection.getResponseCode() != 200) {
            throw new IOException();
        }
    }
}
