package dev.preflight.spring;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Fails for one class of configuration properties, with every rule that they break. Shows no value that looks secret. */
final class BindingCheck extends Probe<Void> {
    private static final int LONGEST_NAME = 200;
    private static final int MOST = 15;
    private static final List<String> SECRET = List.of(
            "password", "passwd", "passphrase", "pwd", "secret", "token", "credential", "key", "signature", "salt");

    private final BindException failure;

    BindingCheck(String prefix, BindException failure) {
        this(prefix, failure, Settings.online());
    }

    private BindingCheck(String prefix, BindException failure, Settings settings) {
        super("config", Printed.name(prefix, LONGEST_NAME), settings);
        this.failure = failure;
    }

    /** The properties that are wrong. */
    List<String> properties() {
        List<String> properties = new ArrayList<>();
        BindValidationException invalid = invalid();
        if (invalid == null) {
            properties.add(failure.getName().toString());
        } else {
            for (ObjectError error : invalid.getValidationErrors().getAllErrors()) {
                properties.add(property(invalid, error));
            }
        }
        return properties;
    }

    private BindValidationException invalid() {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof BindValidationException invalid) {
                return invalid;
            }
        }
        return null;
    }

    private static String property(BindValidationException invalid, ObjectError error) {
        ConfigurationPropertyName prefix = invalid.getValidationErrors().getName();
        if (!(error instanceof FieldError field)) {
            return prefix.toString();
        }
        // As the documentation of Spring writes them.
        StringBuilder out = new StringBuilder();
        for (char c : field.getField().toCharArray()) {
            out.append(Character.isUpperCase(c) ? "-" + Character.toLowerCase(c) : String.valueOf(c));
        }
        return prefix.isEmpty() ? out.toString() : prefix + "." + out;
    }

    @Override
    protected Void verify(ProbeContext context) {
        BindValidationException invalid = invalid();
        throw (invalid == null ? unbound(context) : broken(invalid, context)).asException();
    }

    private Problem unbound(ProbeContext context) {
        String name = failure.getName().toString();
        Class<?> type = failure.getTarget().getType().resolve(Object.class);
        Problem problem = Problem.of(Code.CONFIG_INVALID, "cannot be bound");
        if (failure.getProperty() != null) {
            problem = problem.fact("used", place(failure.getProperty().getOrigin()) + name)
                    .fact("wanted", wanted(type))
                    .found(shown(name, failure.getProperty().getValue(), context));
        } else {
            problem = problem.fact("used", name).fact("wanted", wanted(type));
            Throwable root = failure;
            while (root.getCause() != null && root.getCause() != root) {
                root = root.getCause();
            }
            // What a constructor says may repeat any of its arguments.
            problem = problem.fact("why", root.getClass().getSimpleName());
        }
        return problem.fix("correct " + name);
    }

    private static String wanted(Class<?> type) {
        if (!type.isEnum()) {
            return type.getSimpleName();
        }
        StringBuilder out = new StringBuilder("one of ");
        String separator = "";
        for (Object constant : type.getEnumConstants()) {
            out.append(separator)
                    .append(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
            separator = ", ";
        }
        return out.toString();
    }

    private static Problem broken(BindValidationException invalid, ProbeContext context) {
        Problem problem = Problem.of(Code.CONFIG_INVALID, "breaks rules of its class");
        StringBuilder names = new StringBuilder();
        String label = "wrong";
        List<ObjectError> errors = new ArrayList<>(invalid.getValidationErrors().getAllErrors());
        errors.sort(Comparator.comparing(error -> property(invalid, error)));
        int left = errors.size();
        for (ObjectError error : errors) {
            if (errors.size() - left == MOST) {
                problem = problem.fact("", "and " + left + " more");
                break;
            }
            String property = property(invalid, error);
            String rule = context.outside(String.valueOf(error.getDefaultMessage()));
            String value = error instanceof FieldError field && field.getRejectedValue() != null
                    ? ", found " + shown(property, field.getRejectedValue(), context)
                    : "";
            problem = problem.fact(label, place(Origin.from(error)) + property + " " + rule + value);
            names.append(names.isEmpty() ? "" : ", ").append(property);
            label = "";
            left--;
        }
        return problem.fix("correct " + names);
    }

    private static String place(Origin origin) {
        return origin == null ? "" : Place.of(origin) + ": ";
    }

    private static String shown(String property, Object value, ProbeContext context) {
        return looksSecret(property)
                ? "a value that is not shown, since its name says that it is secret"
                : "'" + context.outside(String.valueOf(value)) + "'";
    }

    static boolean looksSecret(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        for (String each : SECRET) {
            if (name.contains(each)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new BindingCheck(name(), failure, changed);
    }
}
