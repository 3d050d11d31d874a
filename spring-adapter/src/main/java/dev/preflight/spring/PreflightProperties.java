package dev.preflight.spring;

import dev.preflight.Preflight;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The properties below {@code preflight}, but for {@code enabled} and {@code mode}, which are read before and elsewhere.
 * {@code spring-configuration-metadata.json} describes them.
 *
 * @param deadline how long the run may take
 * @param grace how long what is not up yet is asked again once the application is ready, null for the deadline, zero
 *     where the first answer counts, before the port opens
 * @param checks what is said of single checks, by their names
 * @param placeholders what is said of placeholders
 * @param env variables that are required, by their names
 * @param files files that are required
 * @param backends backends that are required: their URLs by their names
 */
record PreflightProperties(
        @DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS)
        Duration deadline,

        @DurationUnit(ChronoUnit.SECONDS) Duration grace,
        @DefaultValue Map<String, OfCheck> checks,
        @DefaultValue Placeholders placeholders,
        @DefaultValue Map<String, Env> env,
        @DefaultValue List<File> files,
        @DefaultValue Map<String, String> backends) {
    static final String PREFIX = "preflight";

    /** What binding makes of no property at all, without what it takes to find that out by reflection. */
    static final PreflightProperties NONE = new PreflightProperties(
            Preflight.DEFAULT_DEADLINE, null, Map.of(), new Placeholders(List.of()), Map.of(), List.of(), Map.of());

    /** How much the failure of one check counts. */
    enum Mode {
        /** It stops the boot. */
        ENFORCE,
        /** It is reported, and the boot goes on. */
        WARN,
        /** The check is left out. */
        OFF
    }

    /**
     * What is said of one check.
     *
     * @param mode how much its failure counts
     * @param timeout how long one attempt may take, null for what the check says
     * @param retryFor how long a transient failure is tried again, null for what the check says
     */
    record OfCheck(
            @DefaultValue("enforce") Mode mode,
            @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
            @DurationUnit(ChronoUnit.SECONDS) Duration retryFor) {}

    /**
     * What is said of placeholders.
     *
     * @param ignore names of placeholders, or of properties, that are meant to stay as they are
     */
    record Placeholders(@DefaultValue List<String> ignore) {}

    /** The types of variables, as {@link dev.preflight.check.EnvVar} has them. */
    enum Type {
        /** Any text. */
        TEXT,
        /** An integer of 32 bits. */
        INTEGER,
        /** An integer of 64 bits. */
        LONG,
        /** A decimal number. */
        DECIMAL,
        /** True or false. */
        BOOLEAN,
        /** A port number. */
        PORT,
        /** An absolute URI. */
        URI,
        /** An http or https URL. */
        URL,
        /** A duration with a unit. */
        DURATION,
        /** A number of bytes. */
        SIZE,
        /** A path. */
        PATH,
        /** A host and a port. */
        HOST_AND_PORT,
        /** Bytes in Base64. */
        BASE64
    }

    /**
     * A variable that is required.
     *
     * @param type what its value must be
     * @param matching a regular expression that its value must match, empty for none
     * @param oneOf the only values that are allowed, none for all
     * @param optional whether it may be absent
     * @param secret whether its value is never shown
     * @param orFile whether {@code NAME_FILE} may name a file with the value
     * @param description what it is for, may be empty
     */
    record Env(
            @DefaultValue("text") Type type,
            @DefaultValue("") String matching,
            @DefaultValue List<String> oneOf,
            @DefaultValue("false") boolean optional,
            @DefaultValue("false") boolean secret,
            @DefaultValue("false") boolean orFile,
            @DefaultValue("") String description) {}

    /** The formats of files that are parsed. */
    enum Format {
        /** The content is not looked at. */
        ANY,
        /** Java properties. */
        PROPERTIES,
        /** JSON. */
        JSON,
        /** YAML. */
        YAML,
        /** XML. */
        XML
    }

    /**
     * A file that is required.
     *
     * @param path where it lies: a path, or {@code classpath:} and the name of a resource
     * @param format the format that it must have
     * @param having the keys that must hold something
     * @param containing texts that must be in it
     * @param optional whether it may be absent
     * @param secret whether its content is never shown
     * @param description what it is for, may be empty
     */
    record File(
            @DefaultValue("") String path,
            @DefaultValue("any") Format format,
            @DefaultValue List<String> having,
            @DefaultValue List<String> containing,
            @DefaultValue("false") boolean optional,
            @DefaultValue("false") boolean secret,
            @DefaultValue("") String description) {}

    /** Whether there is a check among them. */
    boolean declareChecks() {
        return !env.isEmpty() || !files.isEmpty() || !backends.isEmpty();
    }

    /** How long what is not up yet is asked again once the application is ready; zero where the first answer counts. */
    Duration graceOrDeadline() {
        return grace == null ? deadline : grace;
    }

    static PreflightProperties of(ConfigurableEnvironment environment) {
        return of(environment, BindHandler.DEFAULT);
    }

    /** The same, with somebody who hears of what cannot be bound. */
    static PreflightProperties of(ConfigurableEnvironment environment, BindHandler handler) {
        return isAnyIn(environment)
                ? Binder.get(environment).bindOrCreate(PREFIX, Bindable.of(PreflightProperties.class), handler)
                : NONE;
    }

    private static boolean isAnyIn(ConfigurableEnvironment environment) {
        ConfigurationPropertyName prefix = ConfigurationPropertyName.of(PREFIX);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(prefix) != ConfigurationPropertyState.ABSENT) {
                return true;
            }
        }
        return false;
    }
}
