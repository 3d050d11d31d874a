package dev.preflight.spring.actuate;

import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import dev.preflight.spring.Reports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The actuator endpoint {@code preflight}: what the self-check found when the application started. It verifies nothing
 * itself, and is not exposed unless {@code management.endpoints.web.exposure.include} says so. Reports hold no secrets.
 */
@Endpoint(id = "preflight")
public final class PreflightEndpoint {
    private final Reports reports;

    PreflightEndpoint(Reports reports) {
        this.reports = reports;
    }

    /**
     * The reports.
     *
     * @return a description of each run, in their order
     */
    @ReadOperation
    public Map<String, Object> reports() {
        List<Object> runs = new ArrayList<>();
        for (Report report : reports.all()) {
            runs.add(run(report));
        }
        return Map.of("runs", runs);
    }

    private static Map<String, Object> run(Report report) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("suite", report.suite());
        run.put("verdict", report.verdict().name());
        run.put("tookMillis", report.took().toMillis());
        List<Object> checks = new ArrayList<>();
        for (CheckResult result : report.results()) {
            checks.add(check(result));
        }
        run.put("checks", checks);
        run.put("notices", problems(report.notices()));
        return run;
    }

    private static Map<String, Object> check(CheckResult result) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("kind", result.check().kind());
        check.put("name", result.check().name());
        check.put("outcome", result.outcome().name());
        if (!result.reason().isEmpty()) {
            check.put("reason", result.reason());
        }
        check.put("tookMillis", result.took().toMillis());
        check.put("attempts", result.attempts());
        if (!result.problems().isEmpty()) {
            check.put("problems", problems(result.problems()));
        }
        return check;
    }

    private static List<Object> problems(List<Problem> problems) {
        List<Object> all = new ArrayList<>();
        for (Problem problem : problems) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("code", problem.code().id());
            each.put("summary", problem.summary());
            List<Object> facts = new ArrayList<>();
            for (Fact fact : problem.facts()) {
                facts.add(Map.of("label", fact.label(), "text", fact.text()));
            }
            each.put("facts", facts);
            all.add(each);
        }
        return all;
    }
}
