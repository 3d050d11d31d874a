package dev.preflight.spring.connection;

import dev.preflight.Verified;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import dev.preflight.spring.PreflightAutoConfiguration;
import dev.preflight.spring.PreflightFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/** Contexts with some of Spring Boot's auto-configurations, which are called alike in all lines but for their packages. */
final class Contexts {
    private static final ClassLoader LOADER = Contexts.class.getClassLoader();

    private Contexts() {}

    /** A context with those of Boot's auto-configurations that have one of these simple names, without their ending. */
    static ApplicationContextRunner with(String... names) {
        return new ApplicationContextRunner().withConfiguration(configurations(names));
    }

    /** The same of an application with a web server, but for the server. */
    static WebApplicationContextRunner web(String... names) {
        return new WebApplicationContextRunner().withConfiguration(configurations(names));
    }

    private static AutoConfigurations configurations(String... names) {
        List<Class<?>> classes = new ArrayList<>();
        for (String candidate : ImportCandidates.load(AutoConfiguration.class, LOADER)) {
            for (String name : names) {
                if (candidate.endsWith("." + name + "AutoConfiguration")) {
                    classes.add(ClassUtils.resolveClassName(candidate, LOADER));
                }
            }
        }
        classes.add(PreflightAutoConfiguration.class);
        classes.add(ConnectionAutoConfiguration.class);
        return AutoConfigurations.of(classes.toArray(new Class<?>[0]));
    }

    /** What the self-check of a context found; null where there was nothing to check. */
    static <C extends ConfigurableApplicationContext, A extends ApplicationContextAssertProvider<C>> Report report(
            AbstractApplicationContextRunner<?, C, A> runner) {
        AtomicReference<Report> found = new AtomicReference<>();
        runner.run(context -> {
            if (context.getStartupFailure() == null) {
                if (!context.getBean(Connections.class).isEmpty()) {
                    found.set(context.getBean(Verified.class).report());
                }
                return;
            }
            for (Throwable each = context.getStartupFailure(); each != null; each = each.getCause()) {
                if (each instanceof PreflightFailedException failed) {
                    found.set(failed.report());
                    return;
                }
            }
            throw new AssertionError("the context failed for something else", context.getStartupFailure());
        });
        return found.get();
    }

    /** What a context found that failed once its beans were made. */
    static Report lateReport(ApplicationContextRunner runner) {
        Report report = report(runner);
        if (report == null || report.mayBoot()) {
            throw new AssertionError("the context did not fail: " + report);
        }
        return report;
    }

    /** The one check of a context that found one. */
    static CheckResult only(ApplicationContextRunner runner) {
        Report report = report(runner);
        List<CheckResult> results = report == null ? List.of() : results(report);
        if (results.size() != 1) {
            throw new AssertionError("not one check: " + report);
        }
        return results.get(0);
    }

    /** Outcome, name and code of each check, such as {@code FAILED redis backend.refused}. */
    static <C extends ConfigurableApplicationContext, A extends ApplicationContextAssertProvider<C>>
            List<String> verdicts(AbstractApplicationContextRunner<?, C, A> runner) {
        List<String> verdicts = new ArrayList<>();
        Report report = report(runner);
        for (CheckResult result : report == null ? List.<CheckResult>of() : results(report)) {
            verdicts.add(verdict(result));
        }
        return verdicts;
    }

    /** What was found, but for the configuration itself. */
    static List<CheckResult> results(Report report) {
        return report.results().stream()
                .filter(result -> !result.check().id().equals("probe configuration"))
                .toList();
    }

    static String verdict(CheckResult result) {
        String code = result.problems().isEmpty()
                ? ""
                : " " + result.problems().get(0).code().id();
        return result.outcome() + " " + result.check().name() + code;
    }

    /** Makes every bean of a context lazy, so that clients that connect when they are made do not. */
    static BeanFactoryPostProcessor lazily() {
        return new LazyInitializationBeanFactoryPostProcessor();
    }

    /** A port of the loopback that nobody listens on. */
    static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
