package dev.preflight.spring.connection;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.spring.Provisional;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks a health contributor once: a status of DOWN or OUT_OF_SERVICE fails, UP passes, and any other is a warning. What
 * its indicator throws is classified like what any probe throws. Where somebody else than Spring Boot wrote it, and no
 * failed connection says otherwise, what it tells may depend on what is started later, and it is asked again then.
 */
final class HealthCheck extends Probe<Void> implements Provisional {
    /** Clients of the application are asked here for the first time, which takes longer than later. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration PACE = Duration.ofMillis(250);
    private static final int MOST_DETAILS = 6;

    private final Contributor contributor;
    private final Taint taint;
    private final boolean isLast;
    private final AtomicBoolean proved;

    private HealthCheck(Contributor contributor, Taint taint, boolean isLast, AtomicBoolean proved, Settings settings) {
        super("health", contributor.path(), settings);
        this.contributor = contributor;
        this.taint = taint;
        this.isLast = isLast;
        this.proved = proved;
    }

    static Probe<Void> of(Contributor contributor, Taint taint) {
        return new HealthCheck(contributor, taint, false, new AtomicBoolean(), Settings.online()).timeout(TIMEOUT);
    }

    @Override
    public boolean isOpen() {
        // What hangs proves nothing either: it may wait for what is started later.
        return !isLast && !contributor.isOfBoot() && !proved.get();
    }

    @Override
    public Probe<Void> again(Duration wait) {
        HealthCheck last = new HealthCheck(contributor, taint, true, new AtomicBoolean(), settings());
        return wait.isZero() ? last : last.retryFor(wait).every(PACE);
    }

    @Override
    protected Void verify(ProbeContext context) throws Exception {
        taint.tell(context);
        String url = DataSources.url(DataSources.of(contributor.indicator()));
        if (!url.isEmpty()) {
            context.secretsIn(url);
            context.target(context.outside(url));
        }
        context.trying("health");
        Contributor.Answer answer;
        try {
            answer = contributor.ask();
        } catch (Exception e) {
            throw thrown(e, context).asException();
        }
        switch (answer.status()) {
            case "UP" -> context.held("");
            case "DOWN", "OUT_OF_SERVICE" -> {
                proved.set(ConnectionFailure.isProvedBy(answer.details())
                        || answer.failure() != null
                                && ConnectionFailure.isProvedBy(
                                        answer.failure(),
                                        context.problem(answer.failure()).code()));
                throw softened(problem(answer, context)).asException();
            }
            default -> {
                context.held("");
                if (!HealthContributors.isKnownLater(contributor.path())) {
                    context.warn(problem(answer, context).fact("", property() + "=off leaves this check out"));
                }
            }
        }
        return null;
    }

    private Problem thrown(Exception thrown, ProbeContext context) {
        Problem problem = context.problem(thrown);
        proved.set(ConnectionFailure.isProvedBy(thrown, problem.code()));
        if (isLast && !proved.get() && !problem.code().isTransient()) {
            // What it throws while it starts is no verdict, and it is asked again.
            Problem unhealthy = Problem.of(Code.BACKEND_UNHEALTHY, "fails");
            for (Fact fact : problem.facts()) {
                unhealthy = unhealthy.fact(fact.label(), fact.text());
            }
            return softened(unhealthy);
        }
        return softened(problem);
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
        return problem.fix("mend what it says; " + context.outside(written(contributor.typeName())) + " says it");
    }

    /** Says how to let the boot go on all the same, since nobody has declared this check. */
    private Problem softened(Problem problem) {
        return problem.fact(
                "", property() + "=warn lets the application start all the same, =off leaves this check out");
    }

    private String property() {
        return "preflight.checks." + asProperty(name()) + ".mode";
    }

    /** A name as it stands in one of a property, where letters and digits are compared and nothing else. */
    private static String asProperty(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isPlain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            out.append(isPlain ? c : '-');
        }
        return out.toString();
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
        return new HealthCheck(contributor, taint, isLast, proved, changed);
    }
}
