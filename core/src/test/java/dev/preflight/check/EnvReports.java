package dev.preflight.check;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Problem;
import dev.preflight.report.Report;
import java.util.HashMap;
import java.util.Map;

/** Runs suites of variables, and gives the report without what others test: its first line and the column of codes. */
public final class EnvReports {
    private EnvReports() {}

    static Map<String, String> map(String... namesAndValues) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    public static Report run(Check<?> check, String... namesAndValues) {
        return Preflight.of("app", check)
                .against(Deployment.of(map(namesAndValues)))
                .run();
    }

    /** The problems of one check; empty if it passes and says nothing. */
    public static String problems(Check<?> check, String... namesAndValues) {
        return problems(run(check, namesAndValues));
    }

    public static String problems(Report report) {
        String text = report.toString();
        int firstLine = text.indexOf('\n');
        return firstLine < 0 ? "" : text.substring(firstLine + 2).replaceAll(" {2,}(\\[[a-z.-]+])", "  $1") + "\n";
    }

    /** The value that a check passes with. */
    public static <T> T value(Check<T> check, String... namesAndValues) {
        return Preflight.of("app", check)
                .against(Deployment.of(map(namesAndValues)))
                .verify()
                .get(check);
    }

    /** The code of the first problem; empty if there is none. */
    public static String code(Check<?> check, String... namesAndValues) {
        for (Problem problem : run(check, namesAndValues).results().get(0).problems()) {
            return problem.code().id();
        }
        return "";
    }
}
