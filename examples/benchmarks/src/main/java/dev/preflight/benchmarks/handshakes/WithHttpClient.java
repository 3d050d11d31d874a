package dev.preflight.benchmarks.handshakes;

import dev.preflight.benchmarks.backends.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A request with the second client of the JDK. */
final class WithHttpClient extends Program {
    public static void main(String[] args) throws Exception {
        new WithHttpClient().run(args);
    }

    @Override
    protected void check(int count, int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                .build();
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() != 200) {
            throw new IllegalStateException();
        }
    }
}
