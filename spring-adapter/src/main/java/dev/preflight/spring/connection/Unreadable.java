package dev.preflight.spring.connection;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import org.springframework.core.NestedExceptionUtils;

/** Fails for connection details that Spring Boot could not make, or that cannot be used. */
final class Unreadable extends Probe<Void> {
    private final String source;
    private final Throwable thrown;
    private final Taint taint;

    Unreadable(String name, String source, Throwable thrown, Taint taint) {
        this(name, source, thrown, taint, Settings.online());
    }

    private Unreadable(String name, String source, Throwable thrown, Taint taint, Settings settings) {
        super("backend", name, settings);
        this.source = source;
        this.thrown = thrown;
        this.taint = taint;
    }

    @Override
    protected Void verify(ProbeContext context) {
        taint.tell(context);
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(thrown);
        if (cause instanceof MalformedAddressException malformed) {
            context.secretsIn(malformed.quoted());
            throw Problem.of(Code.CONFIG_INVALID, "an address is malformed")
                    .found(context.outside(malformed.quoted()))
                    .fact("why", context.outside(String.valueOf(malformed.getMessage())))
                    .fix("correct " + source)
                    .asException();
        }
        String message = String.valueOf(cause.getMessage());
        context.secretsIn(message);
        if (cause.getClass().getName().endsWith("DataSourceProperties$DataSourceBeanCreationException")) {
            // In the words of Spring Boot, which would say so itself when it makes the data source.
            throw Problem.of(Code.CONFIG_INVALID, "no URL of a database")
                    .fact(
                            "why",
                            "'url' attribute is not specified and no embedded datasource could be configured: "
                                    + context.outside(message))
                    .fix("set " + source + ".url, activate the profile that does,"
                            + " or put an embedded database on the class path")
                    .asException();
        }
        throw Problem.of(Code.CONFIG_INVALID, "nobody can tell where it is")
                .fact("why", context.outside(cause.getClass().getSimpleName() + ": " + message))
                .fix("correct " + source)
                .asException();
    }

    @Override
    public Unreadable with(Settings changed) {
        return new Unreadable(name(), source, thrown, taint, changed);
    }
}
