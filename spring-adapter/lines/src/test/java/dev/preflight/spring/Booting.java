package dev.preflight.spring;

import dev.preflight.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A real application without beans of its own, that starts in this process with made-up files and variables. */
final class Booting {
    private final Path directory;
    private final Map<String, Object> variables = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<Class<?>> classes = new ArrayList<>(List.of(Empty.class));

    Booting(Path directory) {
        this.directory = directory;
        arguments.add("--spring.config.location=" + directory + "/");
        arguments.add("--logging.level.root=off");
    }

    Booting file(String name, String content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Booting variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Booting argument(String argument) {
        arguments.add(argument);
        return this;
    }

    Booting with(Class<?> configuration) {
        classes.add(configuration);
        return this;
    }

    /** Starts it. The context is to be closed. */
    ConfigurableApplicationContext start() {
        SpringApplication application = new SpringApplication(classes.toArray(new Class<?>[0]));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        application.setEnvironment(environment);
        return application.run(arguments.toArray(new String[0]));
    }

    /** Starts and ends it; the report of a boot that the self-check stopped, or of one that it let pass. */
    Optional<Report> report() {
        try (ConfigurableApplicationContext context = start()) {
            return context.getBean(SelfCheck.class).report();
        } catch (RuntimeException e) {
            for (Throwable each = e; each != null; each = each.getCause()) {
                if (each instanceof PreflightFailedException failure) {
                    return Optional.of(failure.report());
                }
            }
            throw e;
        }
    }

    /** The report as text, without the time it took and the directory; empty if there was nothing to check. */
    String text() {
        return report().map(Report::toString)
                .orElse("")
                .replaceAll(" in [0-9.,]+ m?s", " in <time>")
                .replaceAll(" +\\[(\\w+\\.[\\w-]+)]", "  [$1]")
                .replace(directory.toString(), "");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(PreflightAutoConfiguration.class)
    static class Empty {}
}
