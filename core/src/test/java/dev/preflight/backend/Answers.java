package dev.preflight.backend;

import static dev.preflight.backend.Backends.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What comes of a check where the server gives the answers of a table, whatever it is asked. */
public final class Answers {
    private Answers() {}

    /** The only problem of a check of a server that says this; in the URI stands {@code PORT} for its port. */
    public static Problem problem(String uri, byte... answers) throws IOException {
        try (CannedServer server = new CannedServer(answers)) {
            CheckResult result = Verdicts.result(service("it", uri.replace("PORT", String.valueOf(server.port()))));
            assertEquals(Outcome.FAILED, result.outcome(), () -> "rungs: " + result.rungs());
            assertEquals(1, result.problems().size(), () -> "problems: " + result.problems());
            return result.problems().get(0);
        }
    }

    /** The only problem of a check of a server that says this; a bar stands for the end of a line. */
    public static Problem problem(String uri, String answers) throws IOException {
        return problem(uri, answers.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What comes of a check of a server that says this; a bar stands for the end of a line. */
    public static CheckResult result(String uri, String answers) throws IOException {
        byte[] bytes = answers.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        try (CannedServer server = new CannedServer(bytes)) {
            return Verdicts.result(service("it", uri.replace("PORT", String.valueOf(server.port()))));
        }
    }

    /** Demands that a problem is this one, with this advice. */
    public static void assertProblem(Code code, String summary, String fix, Problem problem) {
        assertEquals(code, problem.code(), problem::toString);
        assertEquals(summary, problem.summary());
        assertEquals(fix, fact("fix", problem));
    }

    /** The text of a fact; empty if there is none. */
    public static String fact(String label, Problem problem) {
        return problem.facts().stream()
                .filter(fact -> fact.label().equals(label))
                .map(Fact::text)
                .findFirst()
                .orElse("");
    }

    /** Demands that what answered is not taken for the protocol, whatever else it is taken for. */
    public static void assertNotSpoken(String uri, String answers) throws IOException {
        assertEquals(Code.BACKEND_WRONG_PROTOCOL, problem(uri, answers).code(), answers);
    }
}
