package dev.preflight.spring;

import dev.preflight.Preflight;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.core.env.ConfigurableEnvironment;

/** Fails with what made a start fail, classified as any exception of a probe is. */
final class RootCause extends Probe<Void> {
    private static final int DEEPEST = 30;
    private static final int LONGEST_NAME = 200;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Throwable failure;
    private final ConfigurableEnvironment environment;
    private final String[] args;

    private RootCause(
            String kind,
            String name,
            Throwable failure,
            ConfigurableEnvironment environment,
            String[] args,
            Settings settings) {
        super(kind, name, settings);
        this.failure = failure;
        this.environment = environment;
        this.args = args.clone();
    }

    /** A suite of nothing but this. */
    static Preflight suite(Throwable failure, ConfigurableEnvironment environment, String... args) {
        String bean = bean(failure);
        String name = SelfCheck.name(environment);
        RootCause check = new RootCause(
                bean.isEmpty() ? "start" : "bean",
                bean.isEmpty() ? name : Printed.name(bean, LONGEST_NAME),
                failure,
                environment,
                args,
                Settings.online());
        // The mode of an operator does not let a start go on that has failed.
        return Preflight.of(name, check).deadline(LIMIT).against(Deployment.of(Map.of()));
    }

    /** What it found, null where it does not know what to make of the failure. */
    static Report report(Preflight suite) {
        Report report = suite.run();
        CheckResult result = report.results().get(0);
        return result.problems().isEmpty() || !isKnown(result.problems().get(0).code()) ? null : report;
    }

    /** The name of the bean that could not be made, the innermost one. */
    private static String bean(Throwable failure) {
        String bean = "";
        for (Throwable each : chain(failure)) {
            if (each instanceof BeanCreationException creation && creation.getBeanName() != null) {
                bean = creation.getBeanName();
            }
        }
        return bean;
    }

    static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = failure; each != null && chain.size() < DEEPEST; each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }

    /** Whether a code says what is wrong, and that it lies outside of the code of the application. */
    private static boolean isKnown(Code code) {
        return switch (code.id()) {
            case "backend.unresolved",
                    "backend.refused",
                    "backend.unreachable",
                    "backend.timeout",
                    "backend.closed",
                    "backend.login",
                    "backend.not-authorised",
                    "backend.database",
                    "backend.busy",
                    "backend.starting",
                    "tls.failed",
                    "tls.untrusted",
                    "tls.expired",
                    "tls.not-yet-valid",
                    "tls.wrong-host",
                    "tls.no-common-protocol",
                    "tls.client-certificate",
                    "tls.material",
                    "placeholder.unresolved",
                    "config.absent",
                    "config.invalid",
                    "file.missing",
                    "file.unreadable",
                    "file.malformed" -> true;
            default -> false;
        };
    }

    @Override
    protected Void verify(ProbeContext context) {
        SecretProperties.tell(environment, context);
        Problem problem = context.problem(failure);
        if (!isKnown(problem.code()) || isOfNoConnection(problem.code())) {
            Problem ofConfiguration = ConfigurationFailure.of(failure, environment, args, context);
            if (ofConfiguration == null) {
                throw Problem.of(Code.PROBE_FAILED, "failed").asException();
            }
            throw ofConfiguration.asException();
        }
        Problem told = Problem.of(problem.code(), problem.summary()).fact("why", context.outside(why()));
        for (Fact fact : problem.facts()) {
            String text = fact.text().replace("start " + name(), "start what it connects to, or correct its address");
            told = fact.label().equals("why") ? told : told.fact(fact.label(), text);
        }
        throw told.asException();
    }

    /** Whether an exception of the language that others use too is all that a code was made of. */
    private boolean isOfNoConnection(Code code) {
        if (code != Code.BACKEND_TIMEOUT && code != Code.BACKEND_CLOSED) {
            return false;
        }
        for (Throwable each : chain(failure)) {
            String name = each.getClass().getName();
            if (each instanceof SocketException
                    || each instanceof SocketTimeoutException
                    || !name.startsWith("java.") && !name.startsWith("org.springframework.beans.")) {
                return false;
            }
        }
        return true;
    }

    /** The words of the innermost exceptions, which say where it happened as a rule. */
    private String why() {
        List<Throwable> chain = chain(failure);
        StringBuilder out = new StringBuilder();
        String last = "";
        for (Throwable each : chain) {
            boolean isOfBeans = each.getClass().getName().startsWith("org.springframework.beans.");
            String message = isOfBeans || each.getMessage() == null ? "" : each.getMessage();
            if (!message.isBlank() && !last.contains(message)) {
                out.append(out.isEmpty() ? each.getClass().getSimpleName() + ": " : ", because ")
                        .append(message);
                last = message;
            }
        }
        return out.isEmpty() ? chain.get(chain.size() - 1).getClass().getSimpleName() : out.toString();
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new RootCause(kind(), name(), failure, environment, args, changed);
    }
}
