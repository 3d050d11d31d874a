package dev.preflight.deploy;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import java.nio.file.Path;

/** Runs checks in what is about to ship, and writes what came of each in one line, with the directory called DIR. */
public final class Lists {
    private final Path directory;

    public Lists(Path directory) {
        this.directory = directory;
    }

    public String of(Deployment deployment, Check<?>... checks) {
        return of(Preflight.of("test", checks).against(deployment).run());
    }

    public String of(Report report) {
        StringBuilder out = new StringBuilder();
        for (CheckResult result : report.results()) {
            out.append(result.outcome()).append(' ').append(result.check().id());
            out.append(result.reason().isEmpty() ? "" : ": " + result.reason());
            out.append(
                    result.evidence().where().isEmpty()
                            ? ""
                            : " <- " + result.evidence().where());
            out.append('\n');
            for (Problem problem : result.problems()) {
                problem(problem, out);
            }
        }
        for (Problem notice : report.notices()) {
            problem(notice, out);
        }
        return out.toString().replace(directory + "/", "DIR/").replace(directory.toString(), "DIR");
    }

    private static void problem(Problem problem, StringBuilder out) {
        out.append("  ")
                .append(problem.code())
                .append(": ")
                .append(problem.summary())
                .append('\n');
        for (Fact fact : problem.facts()) {
            out.append("  ")
                    .append(fact.label())
                    .append(": ")
                    .append(fact.text())
                    .append('\n');
        }
    }
}
