package dev.preflight.backend.wire;

import dev.preflight.check.ProbeContext;
import dev.preflight.problem.CheckFailedException;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Names the variables that may be wrong, where a protocol knows only of "the URL". */
public final class Inputs {
    private Inputs() {}

    /** A remedy, and the variables that may be wrong. */
    public static String remedy(String first, Code code, ProbeContext context) {
        List<String> names = context.toCorrect(code);
        return names.isEmpty() ? first : first + ": " + String.join(" or ", names);
    }

    /** The same exception with the names in its problem, if it has one. */
    public static RuntimeException named(RuntimeException thrown, ProbeContext context) {
        return thrown instanceof CheckFailedException failed
                ? named(failed.problem(), context).asException()
                : thrown;
    }

    /** The same problem with the names in its remedy, or in a line of their own. */
    public static Problem named(Problem problem, ProbeContext context) {
        List<String> names = isOfTheInputs(problem.code()) ? context.toCorrect(problem.code()) : List.of();
        if (names.isEmpty()) {
            return problem;
        }
        boolean told = false;
        List<Fact> facts = new ArrayList<>();
        for (Fact fact : problem.facts()) {
            String text = fact.label().equals("fix") ? named(fact.text(), names) : fact.text();
            facts.add(text.equals(fact.text()) ? fact : Fact.of(fact.label(), text));
            told |= isToldIn(text, names);
        }
        if (!told) {
            facts.add(Fact.of("set in", String.join(", ", names)));
        }
        return Problem.of(problem.code(), problem.summary(), facts);
    }

    private static boolean isToldIn(String text, List<String> names) {
        for (String name : names) {
            if (text.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static String named(String fix, List<String> names) {
        String all = String.join(" and ", names);
        return fix.replace("the path of the URL", all)
                .replace(" into the URL", " into " + all)
                .replace(" in the URL", " in " + all);
    }

    /** Whether what was put in can be what is wrong. */
    private static boolean isOfTheInputs(Code code) {
        return switch (code.id()) {
            case "backend.login", "backend.database", "backend.wrong-protocol", "backend.wants-tls", "backend.no-tls" ->
                true;
            default -> false;
        };
    }
}
