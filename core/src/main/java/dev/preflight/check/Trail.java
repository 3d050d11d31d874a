package dev.preflight.check;

import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import dev.preflight.text.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The way that an attempt went: the steps that held, and the one that broke. */
final class Trail {
    private Trail() {}

    /** Puts the way that held, and the rung that broke, before what the problem says of itself. */
    static Problem before(Problem problem, ProbeContext context, long nanos, int attempts) {
        StringBuilder tried = new StringBuilder(context.target());
        String separator = ": ";
        for (Rung rung : context.rungs()) {
            tried.append(tried.isEmpty() ? "" : separator).append(rung.name());
            tried.append(rung.detail().isEmpty() ? "" : " " + rung.detail());
            tried.append(" in ").append(Amounts.took(rung.took()));
            separator = ", ";
        }
        if (!context.trying().isEmpty()) {
            tried.append(tried.isEmpty() ? "" : separator).append(context.trying());
            tried.append(' ').append(ending(problem.code()));
        }
        if (attempts > 1) {
            tried.append(tried.isEmpty() ? "" : " (").append(attempts).append(" attempts in ");
            tried.append(Amounts.took(Duration.ofNanos(nanos)));
            tried.append(tried.indexOf("(") < 0 ? "" : ")");
        }
        return tried.isEmpty() ? problem : withFirst(Fact.of("tried", tried.toString()), problem);
    }

    private static Problem withFirst(Fact fact, Problem problem) {
        List<Fact> facts = new ArrayList<>();
        facts.add(fact);
        facts.addAll(problem.facts());
        return Problem.of(problem.code(), problem.summary(), facts);
    }

    /** How a step ended, so that it reads well after the name of the step. */
    private static String ending(Code code) {
        return switch (code.id()) {
            case "backend.login", "backend.database", "backend.busy", "backend.query", "backend.not-authorised" ->
                "rejected";
            default -> code.id().substring(code.id().indexOf('.') + 1);
        };
    }
}
