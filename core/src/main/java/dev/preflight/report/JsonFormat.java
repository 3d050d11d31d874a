package dev.preflight.report;

import dev.preflight.check.Check;
import dev.preflight.check.Evidence;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import java.util.List;

/**
 * {@code json}: all data of the report, for programs. One JSON text (RFC 8259) in ASCII, whose members are always there
 * and in the same order; times are whole milliseconds. {@code docs/report.schema.json} is its JSON Schema.
 */
final class JsonFormat extends PlainFormat {
    /**
     * What {@code schemaVersion} says. It changes when a member is renamed, removed or means something else; members
     * may be added without.
     */
    public static final int SCHEMA_VERSION = 1;

    /** Known beforehand in tests alone; null where each report tells its own. */
    private final Origin origin;

    /** Makes the format. */
    public JsonFormat() {
        this(null);
    }

    JsonFormat(Origin origin) {
        super("json");
        this.origin = origin;
    }

    @Override
    void tell(Report report, StringBuilder out) {
        JsonText json = new JsonText(out);
        Origin from = origin == null ? Origin.here() : origin;
        json.begin('{')
                .number("schemaVersion", SCHEMA_VERSION)
                .string("suite", report.suite())
                .string("time", from.time())
                .string("host", from.host())
                .string("applicationVersion", from.application())
                .string("preflightVersion", from.preflight())
                .string("verdict", Quoted.constant(report.verdict()))
                .flag("mayBoot", report.mayBoot())
                .number("exitCode", report.exitCode())
                .number("tookMillis", report.took().toMillis());
        json.name("counts").begin('{');
        for (Outcome outcome : Outcome.values()) {
            json.number(Quoted.constant(outcome), report.count(outcome));
        }
        json.end('}');
        problems(json, "notices", report.notices());
        json.name("checks").begin('[');
        for (CheckResult result : report.results()) {
            check(json.element(), result);
        }
        json.end(']').end('}');
        out.append('\n');
    }

    private static void check(JsonText json, CheckResult result) {
        Check<?> check = result.check();
        json.begin('{')
                .string("id", check.id())
                .string("kind", check.kind())
                .string("name", check.name())
                .string("description", check.settings().description())
                .string("phase", Quoted.constant(check.settings().phase()))
                .string("outcome", Quoted.constant(result.outcome()))
                .string("reason", result.reason())
                .number("attempts", result.attempts())
                .number("tookMillis", result.took().toMillis());
        Evidence evidence = result.evidence();
        json.name("evidence")
                .begin('{')
                .string("where", evidence.where())
                .number("size", evidence.size())
                .string("digest", evidence.digest())
                .end('}');
        json.name("rungs").begin('[');
        for (Rung rung : result.rungs()) {
            json.element()
                    .begin('{')
                    .string("name", rung.name())
                    .string("detail", rung.detail())
                    .number("tookMillis", rung.took().toMillis())
                    .end('}');
        }
        json.end(']');
        problems(json, "problems", result.problems());
        json.end('}');
    }

    private static void problems(JsonText json, String name, List<Problem> problems) {
        json.name(name).begin('[');
        for (Problem problem : problems) {
            json.element()
                    .begin('{')
                    .string("code", problem.code().id())
                    .flag("transient", problem.code().isTransient())
                    .number("exitCode", problem.code().exitCode())
                    .string("summary", problem.summary());
            json.name("facts").begin('[');
            for (Fact fact : problem.facts()) {
                json.element()
                        .begin('{')
                        .string("label", fact.label())
                        .string("text", fact.text())
                        .end('}');
            }
            json.end(']').string("fix", Finding.fix(problem)).end('}');
        }
        json.end(']');
    }
}
