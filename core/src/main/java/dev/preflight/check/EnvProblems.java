package dev.preflight.check;

import dev.preflight.deploy.Deployment;
import dev.preflight.diagnosis.ExceptionText;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.text.NearMiss;
import dev.preflight.text.Printable;
import dev.preflight.type.ValueType;
import java.util.ArrayList;
import java.util.List;

/** The problems of variables and system properties, in words. */
final class EnvProblems {
    private static final int LONGEST_SHOWN = 2_000;

    private EnvProblems() {}

    static Problem missing(EnvVar<?> check, ProbeContext context) {
        String blank = blankName(check, context.deployment());
        if (blank != null) {
            return Problem.of(Code.ENV_BLANK, "set but blank")
                    .found(blank + " is empty or only white space, which counts as missing")
                    .fix(set(check));
        }
        Problem problem = Problem.of(Code.ENV_MISSING, "not set");
        NearMiss undeclared = context.undeclared(check.kind());
        List<String> near = undeclared.to(check.name());
        if (check.kind().equals(EnvVar.ENV) && undeclared.has(check.name() + EnvLookup.FILE_SUFFIX)) {
            problem = problem.found(
                    check.name() + EnvLookup.FILE_SUFFIX + " is set, and this variable is not declared orFile()");
        } else if (!near.isEmpty()) {
            problem = problem.found(nearMiss(check.name(), near));
        }
        return problem.fix(set(check));
    }

    private static String blankName(EnvVar<?> check, Deployment deployment) {
        List<String> names = new ArrayList<>();
        names.add(check.name());
        if (check.spec().orFile()) {
            names.add(check.name() + EnvLookup.FILE_SUFFIX);
        }
        names.addAll(check.spec().oldNames());
        for (String name : names) {
            boolean isSet = (check.kind().equals(EnvVar.ENV) ? deployment.variable(name) : deployment.property(name))
                    .isPresent();
            if (isSet) {
                return name;
            }
        }
        return null;
    }

    private static String nearMiss(String wanted, List<String> near) {
        if (near.size() == 1 && NearMiss.sameButCase(wanted, near.get(0))) {
            return near.get(0) + " is set and nobody declared it: upper and lower case matter";
        }
        StringBuilder names = new StringBuilder(near.get(0));
        for (int i = 1; i < near.size(); i++) {
            names.append(i == near.size() - 1 ? " and " : ", ").append(near.get(i));
        }
        return names + (near.size() == 1 ? " is set and nobody declared it" : " are set and nobody declared them");
    }

    /** The remedy for a value that is not there. */
    private static String set(EnvVar<?> check) {
        StringBuilder out = new StringBuilder("set ").append(check.name());
        if (check.kind().equals(EnvVar.PROPERTY)) {
            out.append(" (java -D").append(check.name()).append("=...)");
        }
        ValueType<?> type = check.spec().format().type();
        if (type != ValueType.Text.INSTANCE && !(type instanceof ParsedType<?>)) {
            out.append(" to ").append(type.description());
        }
        out.append(example(check));
        if (check.spec().orFile()) {
            out.append(", or ")
                    .append(check.name())
                    .append(EnvLookup.FILE_SUFFIX)
                    .append(" to a readable file");
        }
        return out.toString();
    }

    private static String example(EnvVar<?> check) {
        String example = check.spec().example().isEmpty() && !check.settings().secret()
                ? check.spec().format().sample()
                : check.spec().example();
        return example.isEmpty() ? "" : ", for example " + example;
    }

    static Problem bothSet(EnvVar<?> check, String first, String second) {
        return Problem.of(Code.ENV_CONFLICT, "set twice")
                .found(first + " and " + second + " are both set, and nobody can tell which one counts")
                .fix("unset one of the two");
    }

    static Problem bothSetAndDiffer(EnvVar<?> check, EnvLookup.Found found, EnvLookup.Found old) {
        Problem problem = Problem.of(Code.ENV_CONFLICT, "set twice, to different values");
        if (!found.name().equals(check.name())) {
            return problem.found(
                            found.from() + " and " + old.from() + ", both old names of " + check.name() + ", differ")
                    .fix("set " + check.name() + ", and unset both");
        }
        return problem.found(found.from() + " and its old name " + old.from() + " differ")
                .fix("unset " + old.from());
    }

    static Problem deprecated(EnvVar<?> check, EnvLookup.Found old) {
        return Problem.of(Code.ENV_DEPRECATED, "set by its old name")
                .found(old.from() + " is set, which still works")
                .fix("set " + old.fromUnder(check.name()) + " instead of " + old.from());
    }

    static Problem file(String from, String where, String state) {
        return Problem.of(Code.ENV_FILE, "its file " + state).found(where).fix("mount the file, or correct " + from);
    }

    static Problem blankFile(String where) {
        return Problem.of(Code.ENV_BLANK, "its file is blank").found(where).fix("put the value into the file");
    }

    /** The code of a rule of a secret threw; its message may hold the secret in a form that nobody knows. */
    static Problem brokenCheck(RuntimeException thrown) {
        return Problem.of(Code.CHECK_CRASHED, "the check itself broke")
                .fact(
                        "why",
                        thrown.getClass().getSimpleName() + ", whose message is not shown since it may hold the secret")
                .fix("mend the code of the check; it says nothing about what it looks at");
    }

    static Problem lineBreak(EnvVar<?> check, EnvLookup.Found found, ProbeContext context) {
        return Problem.of(Code.ENV_LINE_BREAK, "ends in a line break")
                .found(shown(check, found, context))
                .fix("take the line break off the end of " + source(found) + verbatim());
    }

    static Problem quoted(EnvVar<?> check, EnvLookup.Found found, ProbeContext context) {
        return Problem.of(Code.ENV_QUOTED, "has quotes around its value")
                .found(shown(check, found, context))
                .fix("take the quotes off " + source(found) + "; docker --env-file keeps them" + verbatim());
    }

    static Problem unexpanded(EnvVar<?> check, EnvLookup.Found found, String reference, ProbeContext context) {
        Problem problem = Problem.of(Code.ENV_UNEXPANDED, "holds a reference that nothing expanded");
        return (check.settings().secret() ? problem : problem.found(outside(reference, context)))
                .fix("write the value itself into " + source(found) + ", or let the deployment expand it" + verbatim());
    }

    static Problem placeholder(EnvVar<?> check, EnvLookup.Found found) {
        return Problem.of(Code.ENV_PLACEHOLDER, "still holds a placeholder")
                .fix("put the real secret into " + source(found));
    }

    static Problem placeholderDefault(EnvVar<?> check) {
        return Problem.of(Code.ENV_PLACEHOLDER, "not set, and its default is a placeholder")
                .fix(set(check));
    }

    static Problem suspect(EnvVar<?> check, EnvLookup.Found found, ProbeContext context) {
        return Problem.of(Code.ENV_PLACEHOLDER, "looks like a placeholder, or holds one")
                .found(shown(check, found, context))
                .fix("put the real value into " + source(found) + verbatim());
    }

    static Problem wrongCase(EnvVar<?> check, EnvLookup.Found found, String meant, ProbeContext context) {
        return Problem.of(Code.ENV_WRONG_CASE, "differs in upper and lower case from an allowed value")
                .found(shown(check, found, context))
                .fix("set " + source(found) + " to "
                        + (check.settings().secret() ? "the same in the right case" : meant));
    }

    static Problem invalid(EnvVar<?> check, EnvLookup.Found found, Exception why, ProbeContext context) {
        ValueType<?> type = check.spec().format().type();
        Problem problem =
                Problem.of(Code.ENV_INVALID, "not " + type.description()).found(shown(check, found, context));
        if (why instanceof ValueType.Rejection && !why.getMessage().isEmpty()) {
            problem = problem.fact("why", why.getMessage());
        } else if (type instanceof ParsedType<?> && !check.settings().secret()) {
            problem = problem.fact("why", ExceptionText.inOneLine(why, context.secrets()));
        }
        return problem.fix(correct(check, found));
    }

    /** Whoever sets it is known to set it to something that is of another type. */
    static Problem cannotFit(EnvVar<?> check, String name, String provider, Deployment deployment) {
        String fix = "set " + name + " to " + check.spec().format().type().description();
        for (Fact fact : deployment.sight().remark(name).map(Problem::facts).orElse(List.of())) {
            fix = fact.label().equals("fix") ? fact.text() : fix;
        }
        return Problem.of(
                        Code.ENV_INVALID, "not " + check.spec().format().type().description())
                .found(provider)
                .fix(fix);
    }

    /** A regular expression that was still trying when the time was over. */
    static Problem slowRule(EnvVar<?> check, ProbeContext context) {
        return context.run()
                .late()
                .found("the regular expression that " + check.name() + " must match is still trying ways to match it")
                .fix("correct the regular expression, or the value if it is not meant so");
    }

    static Problem brokenRule(EnvVar<?> check, EnvLookup.Found found, String rule, ProbeContext context) {
        return Problem.of(Code.ENV_INVALID, "must " + rule)
                .found(shown(check, found, context))
                .fix(correct(check, found));
    }

    private static String correct(EnvVar<?> check, EnvLookup.Found found) {
        return "correct " + source(found) + example(check);
    }

    private static String source(EnvLookup.Found found) {
        return found.file().isEmpty() ? found.from() : Printable.quote(found.file());
    }

    private static String verbatim() {
        return "; if the value is meant so, declare it verbatim()";
    }

    private static String shown(EnvVar<?> check, EnvLookup.Found found, ProbeContext context) {
        return check.settings().secret() ? "a secret, so it is not shown" : outside(found.text(), context);
    }

    private static String outside(String text, ProbeContext context) {
        if (text.length() <= LONGEST_SHOWN) {
            return Printable.quote(context.secrets().scrubPieces(text));
        }
        return Printable.cut(context.secrets().scrubPieces(Printable.head(text, LONGEST_SHOWN)), text.length());
    }
}
