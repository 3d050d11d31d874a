package dev.preflight.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program for those who time handshakes. It starts a server for each protocol, and prints a line for each: what it is
 * called, the URI that a check logs in with, the certificate to trust or nothing, then what the check and the server say
 * to each other, all with tabs between. A line {@code ready} follows, and the servers end with the input.
 */
final class Exchanges {
    private Exchanges() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("exchanges");
        try (HandshakeServers servers = new HandshakeServers(directory)) {
            for (Map.Entry<String, String> each : servers.uris().entrySet()) {
                print(servers, each.getKey(), each.getValue());
            }
            System.out.println("ready");
            awaitEnd();
        }
        // Some servers leave threads behind that are no daemons.
        System.exit(0);
    }

    private static void print(HandshakeServers servers, String name, String uri) throws IOException {
        boolean tls = name.equals("rediss");
        List<String> fields = new ArrayList<>(List.of("exchange", name, uri));
        fields.add(tls ? servers.authority().toString() : "");
        // Over TLS the same is said as without.
        fields.addAll(Recording.ofCheck(tls ? servers.uris().get("redis") : uri));
        System.out.println(String.join("\t", fields));
    }

    private static void awaitEnd() throws IOException {
        int read = System.in.read();
        while (read >= 0) {
            read = System.in.read();
        }
    }
}
