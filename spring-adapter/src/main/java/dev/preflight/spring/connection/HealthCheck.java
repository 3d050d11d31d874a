package dev.preflight.spring.connection;

import dev.preflight.Code;
import dev.preflight.Probe;
import dev.preflight.ProbeContext;
import dev.preflight.Problem;
import dev.preflight.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * Asks a health contributor once: a status of DOWN or OUT_OF_SERVICE fails, UP passes, and any other is a warning. What
 * its indicator throws is classified like what any probe throws.
 */
final class HealthCheck extends Probe<Void> {
    /** Clients of the application are asked here for the first time, which takes longer than later. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int MOST_DETAILS = 6;

    private final Contributor contributor;
    private final Taint taint;

    HealthCheck(Contributor contributor, Taint taint) {
        this(contributor, taint, Settings.online());
    }

    private HealthCheck(Contributor contributor, Taint taint, Settings settings) {
        super("health", contributor.path(), settings);
        this.contributor = contributor;
        this.taint = taint;
    }

    static Probe<Void> of(Contributor contributor, Taint taint) {
        return new HealthCheck(contributor, taint).timeout(TIMEOUT);
    }

    @Override
    protected Void verify(ProbeContext context) throws Exception {
        taint.tell(context);
        context.trying("health");
        Contributor.Answer answer = contributor.ask();
        switch (answer.status()) {
            case "UP" -> context.held("");
            case "DOWN", "OUT_OF_SERVICE" -> throw problem(answer, context).asException();
            default -> {
                context.held("");
                if (!HealthContributors.isKnownLater(contributor.path())) {
                    context.warn(problem(answer, context));
                }
            }
        }
        return null;
    }

    private Problem problem(Contributor.Answer answer, ProbeContext context) {
        Problem problem = Problem.of(Code.BACKEND_UNHEALTHY, "says it is " + context.outside(answer.status()));
        String description = answer.description() == null ? "" : answer.description();
        problem = description.isEmpty() ? problem : problem.fact("why", context.outside(description));
        String label = "found";
        int shown = 0;
        for (Map.Entry<String, ?> each : answer.details().entrySet()) {
            if (shown++ == MOST_DETAILS) {
                problem = problem.fact("", "and " + (answer.details().size() - MOST_DETAILS) + " more");
                break;
            }
            problem = problem.fact(label, detail(each.getKey(), String.valueOf(each.getValue()), context));
            label = "";
        }
        return problem.fix("mend what it says; " + context.outside(written(contributor.type())) + " says it");
    }

    /** The class as somebody wrote it, without what a lambda or a proxy adds to its name. */
    private static String written(String type) {
        int generated = type.indexOf("$$");
        return generated > 0 ? type.substring(0, generated) : type;
    }

    private static String detail(String name, String value, ProbeContext context) {
        if (Taint.isSecret(name)) {
            return context.outside(name) + ": [secret]";
        }
        context.secretsIn(value);
        return context.outside(name + ": " + value);
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new HealthCheck(contributor, taint, changed);
    }
}
