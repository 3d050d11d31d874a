package dev.preflight;

import static org.junit.jupiter.api.Assertions.fail;

import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Looks for a secret in what a run says of itself. */
public final class Leaks {
    private static final int PIECE = 6;

    private Leaks() {}

    /** Fails if a report has a piece of six characters of a secret, plain, URL-encoded, decoded or in Base64. */
    public static void assertNone(String secret, Report report) {
        String text = report.toString() + report;
        for (CheckResult result : report.results()) {
            text += result.toString();
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (String form : List.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                secret.contains("%") ? URLDecoder.decode(secret, StandardCharsets.UTF_8) : secret,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes))) {
            for (int i = 0; i + PIECE <= form.length(); i++) {
                String piece = form.substring(i, i + PIECE);
                if (text.contains(piece)) {
                    fail(piece + " in " + report);
                }
            }
        }
    }
}
