package dev.preflight.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import dev.preflight.Verified;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import dev.preflight.report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs checks of files in a directory of a test, and writes what came of it with the directory called DIR. */
final class FileRun {
    private final Path directory;

    FileRun(Path directory) {
        this.directory = directory;
    }

    Path write(String name, String content) throws IOException {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    Report report(Check<?>... checks) {
        return suite(checks).run();
    }

    private Preflight suite(Check<?>... checks) {
        return Preflight.of("test", checks).against(Deployment.of(Map.of()).directory(directory));
    }

    /** The only problem of a check that fails. */
    String problem(Check<?> check) {
        Report report = report(check);
        assertEquals(Verdict.FAILED, report.verdict(), report::toString);
        return problems(report);
    }

    /** The only warning of a check that passes. */
    String warning(Check<?> check) {
        Report report = report(check);
        assertEquals(Verdict.PASSED, report.verdict(), report::toString);
        return problems(report);
    }

    /** The verified value of a check that passes without a warning. */
    <T> T value(Check<T> check) {
        Verified verified = suite(check).verify();
        assertEquals("", problems(verified.report()));
        return verified.get(check);
    }

    /** Code, summary and facts, line by line. */
    String problems(Report report) {
        StringBuilder out = new StringBuilder();
        for (CheckResult result : report.results()) {
            for (Problem problem : result.problems()) {
                out.append(problem.code())
                        .append(": ")
                        .append(problem.summary())
                        .append('\n');
                for (Fact fact : problem.facts()) {
                    out.append(fact.label()).append(": ").append(fact.text()).append('\n');
                }
            }
        }
        return out.toString().replace(directory.toString(), "DIR");
    }
}
