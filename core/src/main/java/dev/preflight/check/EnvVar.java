package dev.preflight.check;

import dev.preflight.Checks;
import dev.preflight.Verified;
import dev.preflight.text.Arguments;
import dev.preflight.text.Printable;
import dev.preflight.type.DerivedTypes;
import dev.preflight.type.LocationTypes;
import dev.preflight.type.NumberTypes;
import dev.preflight.type.QuantityTypes;
import dev.preflight.type.ValueFormat;
import dev.preflight.type.ValueRule;
import dev.preflight.type.ValueType;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * An environment variable or a system property that the application reads, parsed once.
 *
 * <p>It is required unless {@link #optional()}, {@link #orElse} or {@link #onlyIf} says otherwise. A blank value counts as
 * missing. Say the type first, then the rules, then the default:
 *
 * <pre>{@code
 * static final EnvVar<Integer> WORKERS = env("WORKERS").integer().between(1, 64).orElse(8);
 * static final EnvVar<String> API_KEY = env("API_KEY").orFile().secret().describedAs("key of the payments API");
 * }</pre>
 *
 * <p>A value with quotes around it, with a line break at its end or with an unexpanded {@code ${…}} in it is a problem
 * even for a plain text, because it nearly always is one; {@link #verbatim()} takes such values as they are.
 *
 * @param <T> the type of the value
 */
public final class EnvVar<T> extends Check<T> {
    static final String ENV = "env";
    static final String PROPERTY = "property";

    private final EnvSpec<T> spec;

    EnvVar(String kind, String name, Settings settings, EnvSpec<T> spec) {
        super(kind, variableName("name", kind, name), settings);
        this.spec = spec;
    }

    private static String variableName(String argument, String kind, String name) {
        if (Arguments.oneLine(argument, kind, name).indexOf('=') >= 0) {
            throw new IllegalArgumentException(argument + " has an equals sign: " + name);
        }
        return name;
    }

    EnvSpec<T> spec() {
        return spec;
    }

    private EnvVar<T> with(EnvSpec<T> changed) {
        return new EnvVar<>(kind(), name(), settings(), changed);
    }

    private <V> EnvVar<V> typed(ValueType<V> type) {
        if (spec.format() != ValueFormat.TEXT || spec.fallback() != null) {
            throw new IllegalStateException(
                    id() + ": the type comes first and once, before rules and the default; it is already "
                            + spec.format().description());
        }
        return new EnvVar<>(kind(), name(), settings(), spec.of(type));
    }

    private EnvVar<T> checked(EnvSpec<T> changed) {
        if (changed.fallback() != null) {
            String broken = changed.format().brokenBy(changed.fallback());
            if (broken != null) {
                String value =
                        settings().secret() ? "" : ", not " + Printable.quote(String.valueOf(changed.fallback()));
                throw new IllegalArgumentException("orElse: the default of " + id() + " must " + broken + value);
            }
        }
        return with(changed);
    }

    /**
     * Reads an integer of 32 bits.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<Integer> integer() {
        return typed(NumberTypes.IntegerType.INSTANCE);
    }

    /**
     * Reads an integer of 64 bits.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<Long> longInteger() {
        return typed(NumberTypes.LongType.INSTANCE);
    }

    /**
     * Reads a decimal number, such as {@code 0.25}.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<BigDecimal> decimal() {
        return typed(NumberTypes.DecimalType.INSTANCE);
    }

    /**
     * Reads {@code true}, {@code false}, {@code 1}, {@code 0}, {@code yes}, {@code no}, {@code on} or {@code off}, in
     * upper or lower case.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<Boolean> bool() {
        return typed(NumberTypes.BooleanType.INSTANCE);
    }

    /**
     * Reads a port number from 1 to 65535.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<Integer> port() {
        return typed(NumberTypes.PortType.INSTANCE);
    }

    /**
     * Reads an absolute URI (RFC 3986). A port must be one, http and https need a host, and {@code redis:6379}, which
     * is a URI by the letter, is refused for lack of its {@code //}.
     *
     * @param schemes the schemes that are allowed, in any case; none allows all
     * @return a variable of that type
     * @throws NullPointerException if a scheme is null
     * @throws IllegalArgumentException if a scheme is none, as {@code redis://} is
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<URI> uri(String... schemes) {
        String[] copy = schemes.clone();
        for (String scheme : copy) {
            if (!LocationTypes.isScheme(Arguments.oneLine("scheme", scheme))) {
                throw new IllegalArgumentException(
                        "scheme of " + id() + " is written as in redis or https, not " + Printable.quote(scheme));
            }
        }
        return typed(LocationTypes.UriType.of(copy));
    }

    /**
     * Reads an {@code http} or {@code https} URL with a host.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<URI> url() {
        return typed(LocationTypes.UrlType.INSTANCE);
    }

    /**
     * Reads a duration: {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 250ms}, {@code 1d}, or ISO 8601 such as
     * {@code PT30S}. A number without a unit is refused.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<Duration> duration() {
        return typed(QuantityTypes.DurationType.INSTANCE);
    }

    /**
     * Reads a number of bytes: {@code 10MB} is ten million, {@code 1GiB} is 2<sup>30</sup>, a number without a unit is
     * bytes.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<Long> size() {
        return typed(QuantityTypes.size());
    }

    /**
     * Reads a path of the default file system. {@link Checks#file(EnvVar)} checks what lies there.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<Path> path() {
        return typed(LocationTypes.PathType.INSTANCE);
    }

    /**
     * Reads a host and a port, such as {@code db:5432} or {@code [::1]:5432}.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<HostAndPort> hostAndPort() {
        return typed(HostAndPortType.INSTANCE);
    }

    /**
     * Reads bytes in Base64, in the standard or the URL-safe alphabet (RFC 4648).
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<byte[]> base64() {
        return typed(DerivedTypes.Base64Type.INSTANCE);
    }

    /**
     * Allows some words only, in exactly this case.
     *
     * @param allowed the words
     * @return a variable of that type
     * @throws NullPointerException if a word is null
     * @throws IllegalArgumentException if there is no word, or one is blank or cannot be printed
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<String> oneOf(String... allowed) {
        String[] copy = allowed.clone();
        if (copy.length == 0) {
            throw new IllegalArgumentException("allowed is empty");
        }
        for (String word : copy) {
            Arguments.oneLine("allowed", word);
        }
        return typed(DerivedTypes.word(copy));
    }

    /**
     * Reads a constant of an enum, by its exact name.
     *
     * @param constants the enum
     * @param <E> the type of the enum
     * @return a variable of that type
     * @throws NullPointerException if {@code constants} is null
     * @throws IllegalArgumentException if the enum has no constant
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public <E extends Enum<E>> EnvVar<E> oneOf(Class<E> constants) {
        return typed(DerivedTypes.constant(Objects.requireNonNull(constants, "constants")));
    }

    /**
     * Reads texts with commas between them. White space around a text does not count; an empty one is refused.
     *
     * @return a variable of that type
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public EnvVar<List<String>> listOf() {
        return typed(DerivedTypes.list(ValueFormat.TEXT));
    }

    /**
     * Reads values of some type with commas between them: {@code listOf(EnvVar::hostAndPort)}, or with rules
     * {@code listOf(each -> each.integer().between(1, 9))}.
     *
     * @param element declares one value; only its type and rules count
     * @param <E> the type of one value
     * @return a variable of that type
     * @throws NullPointerException if {@code element} is null or returns null
     * @throws IllegalArgumentException if {@code element} returns another variable than one made of what it is given
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public <E> EnvVar<List<E>> listOf(Function<EnvVar<String>, EnvVar<E>> element) {
        EnvVar<String> text = new EnvVar<>(kind(), name(), Settings.DEFAULT, EnvSpec.PLAIN);
        EnvVar<E> each = Objects.requireNonNull(element, "element").apply(text);
        if (each != null && !each.id().equals(id())) {
            throw new IllegalArgumentException(
                    "element of " + id() + " is " + each.id() + "; make it of the variable that the lambda is given");
        }
        return typed(DerivedTypes.list(
                Objects.requireNonNull(each, "element returned null").spec.format()));
    }

    /**
     * Reads the value with a lambda, whose exception says why it is refused.
     *
     * @param parser reads a text
     * @param <V> the type of the value
     * @return a variable of that type
     * @throws NullPointerException if {@code parser} is null
     * @throws IllegalStateException if a type, a rule or a default was declared before
     */
    public <V> EnvVar<V> parsedBy(ValueParser<? extends V> parser) {
        return typed(ParsedType.of(Objects.requireNonNull(parser, "parser")));
    }

    /**
     * Demands that the whole text matches a regular expression.
     *
     * @param regex a regular expression of {@link Pattern}
     * @return a variable with that rule
     * @throws NullPointerException if {@code regex} is null
     * @throws IllegalArgumentException if {@code regex} is not a regular expression, or the default does not match it;
     *     a default that can be written in several ways, such as a duration, is not held against it
     */
    public EnvVar<T> matching(String regex) {
        return checked(spec.rule(ValueRule.Matches.of(Objects.requireNonNull(regex, "regex"), id())));
    }

    /**
     * Demands what a lambda says.
     *
     * @param what what it demands, so that it reads well after "must", such as {@code be even}
     * @param test returns true if the value is right
     * @return a variable with that rule
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code what} is blank or cannot be printed, or the default breaks the rule
     */
    public EnvVar<T> must(String what, Predicate<? super T> test) {
        return checked(
                spec.rule(ValueRule.Must.of(Arguments.oneLine("what", what), Objects.requireNonNull(test, "test"))));
    }

    /**
     * Demands that the value lies in a range.
     *
     * @param least the least value that is allowed
     * @param most the greatest value that is allowed
     * @return a variable with that rule
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if values of this type have no order, if {@code most} is less than
     *     {@code least}, or if the default lies outside
     */
    public EnvVar<T> between(T least, T most) {
        Objects.requireNonNull(least, "least");
        return checked(spec.rule(ValueRule.Between.of(least, Objects.requireNonNull(most, "most"), id())));
    }

    /**
     * Lets the variable be absent. It must be valid when it is there; {@link Verified#find} tells whether it was.
     *
     * @return a variable that may be absent
     */
    public EnvVar<T> optional() {
        return with(settings().asOptional());
    }

    /**
     * Names the value that counts where the variable is absent.
     *
     * @param fallback the default
     * @return a variable with that default
     * @throws NullPointerException if {@code fallback} is null
     * @throws IllegalArgumentException if {@code fallback} is not of the type or breaks a rule
     */
    public EnvVar<T> orElse(T fallback) {
        Objects.requireNonNull(fallback, "fallback");
        return checked(spec.fallback(spec.format().type().copy(fallback))).optional();
    }

    /**
     * Lets the value come from a file: from the one that {@code NAME_FILE} names, as Docker secrets do, or from
     * {@code $CREDENTIALS_DIRECTORY/NAME}, as systemd's {@code LoadCredential=} does. One line break at the end of the
     * file is dropped. That both {@code NAME} and {@code NAME_FILE} are set is a problem.
     *
     * @return a variable that may lie in a file
     * @throws IllegalStateException if this is a system property
     */
    public EnvVar<T> orFile() {
        if (!kind().equals(ENV)) {
            throw new IllegalStateException(id() + ": orFile() is for environment variables");
        }
        return with(spec.orFile(true));
    }

    /**
     * Names an old name that still works, with a warning. That both are set and differ is a problem.
     *
     * @param oldName the name that should no longer be used
     * @return a variable with that old name, added to those it has
     * @throws NullPointerException if {@code oldName} is null
     * @throws IllegalArgumentException if {@code oldName} is no name or the name itself
     */
    public EnvVar<T> deprecates(String oldName) {
        if (variableName("oldName", kind(), oldName).equals(name())) {
            throw new IllegalArgumentException("oldName is the name itself: " + oldName);
        }
        return with(spec.oldName(oldName));
    }

    /**
     * Gives an example for the report and the documentation.
     *
     * @param text a valid value that is not secret
     * @return a variable with that example
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if {@code text} is blank or cannot be printed
     */
    public EnvVar<T> example(String text) {
        return with(spec.example(Arguments.oneLine("example", text)));
    }

    /**
     * Keeps the value out of everything that leaves the run, and refuses placeholders such as {@code changeme}, also as
     * the default. In other variables a placeholder is a warning.
     *
     * @return a secret variable
     */
    public EnvVar<T> secret() {
        return with(settings().asSecret());
    }

    /**
     * Takes the value as it is: quotes around it, a line break at its end and <code>${…}</code> are meant so.
     *
     * @return a variable whose value is not suspected
     */
    public EnvVar<T> verbatim() {
        return with(spec.verbatim(true));
    }

    /**
     * The value that counts where the variable is absent.
     *
     * @return the default, empty if there is none
     */
    public Optional<T> fallback() {
        return Optional.ofNullable(spec.freshFallback());
    }

    /** {@inheritDoc} */
    @Override
    public Declaration declaration() {
        return Declaration.of(spec, settings().secret());
    }

    /** {@inheritDoc} */
    @Override
    public EnvVar<T> with(Settings changed) {
        return new EnvVar<>(kind(), name(), changed, spec);
    }

    /** {@inheritDoc} */
    @Override
    public EnvVar<T> describedAs(String text) {
        return with(settings().describedAs(text));
    }

    /** {@inheritDoc} */
    @Override
    public EnvVar<T> warnOnly() {
        return with(settings().asWarnOnly());
    }

    /** {@inheritDoc} */
    @Override
    public EnvVar<T> onCallingThread() {
        return with(settings().asOnCallingThread());
    }

    /** {@inheritDoc} */
    @Override
    public EnvVar<T> onlyIf(Condition condition) {
        return with(settings().onlyIf(condition));
    }

    /** {@inheritDoc} */
    @Override
    public EnvVar<T> needs(Check<?>... inputs) {
        return with(settings().needing(inputs));
    }

    @Override
    boolean isForeign() {
        return spec.format().isForeign();
    }

    @Override
    T evaluate(ProbeContext context) throws Exception {
        EnvLookup.Found found = EnvLookup.find(this, context);
        if (found != null && context.deployment().sight().ships()) {
            context.evidence(EnvLookup.evidence(found, kind(), context.deployment()));
        }
        return found == null ? EnvReading.fallback(this, context) : EnvReading.read(this, found, context);
    }
}
