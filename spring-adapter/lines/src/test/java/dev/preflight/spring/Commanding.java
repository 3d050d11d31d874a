package dev.preflight.spring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

/** A context that is asked something instead of being started. */
final class Commanding {
    private final Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> made = new ArrayList<>();
    private ApplicationContextRunner runner;
    private int exitCode;

    Commanding(Path directory) {
        this.directory = directory;
        this.runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(PreflightAutoConfiguration.class))
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.location=" + directory + "/", "spring.application.name=shop")
                .withBean("other", String.class, () -> {
                    made.add("other");
                    return "other";
                });
    }

    Commanding file(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Commanding with(ApplicationContextRunner changed) {
        runner = changed;
        return this;
    }

    ApplicationContextRunner runner() {
        return runner;
    }

    /** Sets properties as the system would. */
    Commanding properties(String... pairs) {
        runner = runner.withSystemProperties(pairs);
        return this;
    }

    /** Asks, and returns what is printed. */
    String ask(String... args) {
        out.reset();
        err.reset();
        made.clear();
        Surroundings surroundings = new Surroundings(
                Asked.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        runner.withInitializer((ConfigurableApplicationContext context) ->
                        context.getBeanFactory().registerSingleton(Surroundings.BEAN, surroundings))
                .run(context -> {
                    Finished finished = Finished.in(context.getStartupFailure());
                    if (finished == null) {
                        throw new AssertionError("was not asked", context.getStartupFailure());
                    }
                    exitCode = finished.exitCode();
                });
        return text(out);
    }

    int exitCode() {
        return exitCode;
    }

    String errors() {
        return text(err);
    }

    /** The beans of the application that were made. */
    List<String> made() {
        return made;
    }

    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8)
                .replaceAll(" in [0-9.,]+ m?s", " in <time>")
                .replace(directory + "/", "");
    }
}
