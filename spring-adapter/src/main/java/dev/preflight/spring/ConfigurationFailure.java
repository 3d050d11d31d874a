package dev.preflight.spring;

import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.config.ConfigDataNotFoundException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginProvider;
import org.springframework.core.env.ConfigurableEnvironment;

/** Knows the failures of a start that configuration is to blame for: it is not there, cannot be read, or is malformed. */
final class ConfigurationFailure {
    private static final Pattern PLACEHOLDER = Pattern.compile("Could not resolve placeholder '([^']+)'");
    private static final Pattern POSITION = Pattern.compile("line (\\d+), column (\\d+)");

    private ConfigurationFailure() {}

    /** The problem of a failure, null where it is of another kind. */
    static Problem of(Throwable failure, ConfigurableEnvironment environment, String[] args, ProbeContext context) {
        List<Throwable> chain = RootCause.chain(failure);
        for (Throwable each : chain) {
            Problem problem = known(each, environment, args, context);
            if (problem != null) {
                return located(problem, each, context);
            }
        }
        return ofFile(chain.get(chain.size() - 1), context);
    }

    private static Problem known(
            Throwable link, ConfigurableEnvironment environment, String[] args, ProbeContext context) {
        String type = link.getClass().getName();
        String message = String.valueOf(link.getMessage());
        if (link instanceof ConfigDataNotFoundException absent) {
            return Problem.of(Code.CONFIG_ABSENT, "configuration not found")
                    .found(context.outside(absent.getReferenceDescription()))
                    .fix("ship it with the deployment, correct where it is imported, or write optional: before it");
        }
        if (link instanceof ConfigDataException) {
            return Problem.of(Code.CONFIG_INVALID, "configuration cannot be used")
                    .fact("why", context.outside(message))
                    .fix("correct the property that it names");
        }
        if (type.startsWith("org.yaml.snakeyaml.")) {
            return yaml(message, environment, args, context);
        }
        if (link instanceof IllegalArgumentException && message.startsWith("Malformed \\uxxxx")) {
            return Problem.of(Code.FILE_MALFORMED, "a file of properties is malformed")
                    .found("a backslash and a u without four hexadecimal digits")
                    .fix("write two backslashes where one is meant");
        }
        if (link instanceof BindException binding) {
            return Problem.of(Code.CONFIG_INVALID, "properties below " + binding.getName() + " cannot be bound")
                    .fix("correct them");
        }
        if (type.endsWith("DataSourceProperties$DataSourceBeanCreationException")) {
            return Problem.of(Code.CONFIG_ABSENT, "no URL of a database")
                    .fix("set spring.datasource.url, activate the profile that does, or leave JDBC out");
        }
        Matcher placeholder = PLACEHOLDER.matcher(message);
        if (placeholder.find()) {
            String name = context.outside(placeholder.group(1));
            return Problem.of(Code.PLACEHOLDER_UNRESOLVED, "nothing sets " + name)
                    .fix("set " + name);
        }
        return jndi(link, type, message, context);
    }

    private static Problem jndi(Throwable link, String type, String message, ProbeContext context) {
        boolean isLookup = type.startsWith("org.springframework.jndi.")
                || type.equals("org.springframework.jdbc.datasource.lookup.DataSourceLookupFailureException");
        if (!isLookup) {
            return null;
        }
        Throwable cause = link.getCause() == null ? link : link.getCause();
        return Problem.of(Code.CONFIG_ABSENT, "not found in JNDI")
                .fact("why", context.outside(message + ": " + cause.getClass().getSimpleName()))
                .fix("have the container define it under this name, or correct the name");
    }

    private static Problem yaml(
            String message, ConfigurableEnvironment environment, String[] args, ProbeContext context) {
        String[] lines = message.split("\n");
        String what = lines[0];
        String position = "";
        for (int i = 0; i < lines.length; i++) {
            Matcher found = POSITION.matcher(lines[i]);
            if (found.find()) {
                position = "line " + found.group(1) + ", column " + found.group(2);
                // The lines between are those of the file, which may hold secrets.
                what = i > 0 && !lines[i - 1].strip().startsWith("^") ? lines[i - 1] : what;
            }
        }
        String file = new MalformedYaml(environment, args).find(message);
        Problem problem = Problem.of(Code.FILE_MALFORMED, "malformed YAML" + (file.isEmpty() ? "" : " in " + file))
                .fact("why", context.outside(what.strip()));
        return (position.isEmpty() ? problem : problem.fact("at", position)).fix("correct the file at that position");
    }

    private static Problem ofFile(Throwable root, ProbeContext context) {
        String message = String.valueOf(root.getMessage());
        boolean isDenied = root instanceof AccessDeniedException
                || root instanceof FileNotFoundException && message.endsWith("(Permission denied)");
        if (isDenied) {
            return Problem.of(Code.FILE_UNREADABLE, "may not be read")
                    .found(context.outside(message))
                    .fix("give the user of the process the right to read it");
        }
        // An answer of 404 is one of these too, with the URL for a message.
        boolean isAbsent = root instanceof NoSuchFileException
                || root instanceof FileNotFoundException && !message.startsWith("http");
        return isAbsent
                ? Problem.of(Code.FILE_MISSING, "not found")
                        .found(context.outside(message))
                        .fix("ship it with the deployment, or correct its path")
                : null;
    }

    private static Problem located(Problem problem, Throwable link, ProbeContext context) {
        Origin origin = link instanceof OriginProvider provider ? provider.getOrigin() : null;
        return origin == null ? problem : problem.fact("set in", context.outside(Place.of(origin)));
    }
}
