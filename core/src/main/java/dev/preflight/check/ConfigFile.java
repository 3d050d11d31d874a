package dev.preflight.check;

import dev.preflight.text.Arguments;
import dev.preflight.text.Digest;
import dev.preflight.type.QuantityTypes;
import dev.preflight.type.ValueRule;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A file that the application reads.
 *
 * <p>It must exist, be a regular file, be readable by the user of this process and hold something; a format and keys
 * can be demanded on top:
 *
 * <pre>{@code
 * static final ConfigFile<Document> CONFIG = file("config/app.yaml").yaml().having("payments.endpoint");
 * }</pre>
 *
 * <p>Pipes, devices and directories are refused without being opened. A file that is parsed may hold 16 MiB unless
 * {@link #atMost} says otherwise; of other files no more than the first 8 KiB are held in memory, whatever their size.
 *
 * @param <T> the type of the verified value: a {@link Document}, what the lambda of {@link #parsedAs} returns, or else the
 *     {@link FoundFile}
 */
public final class ConfigFile<T> extends Check<T> {
    private final FileSpec<T> spec;

    ConfigFile(Settings settings, FileSpec<T> spec) {
        super("file", spec.location().name(), settings);
        this.spec = spec;
    }

    FileSpec<T> spec() {
        return spec;
    }

    private <V> ConfigFile<V> format(FileFormat<V> format) {
        if (spec.format() != FileFormat.Unread.INSTANCE) {
            throw new IllegalStateException(id() + ": the format can be declared once, and is already "
                    + spec.format().name());
        }
        if (!spec.rules().isEmpty()) {
            throw new IllegalStateException(id() + ": the format comes before must(), whose rule is about its content");
        }
        return new ConfigFile<>(settings(), spec.of(format));
    }

    private ConfigFile<T> with(FileSpec<T> changed) {
        return new ConfigFile<>(settings(), changed);
    }

    /**
     * Parses the file as {@link java.util.Properties} do, in UTF-8, or in ISO 8859-1 where it is not UTF-8.
     *
     * @return a file of that format
     * @throws IllegalStateException if a format was declared before
     */
    public ConfigFile<Document> properties() {
        return format(DocumentFormats.PROPERTIES);
    }

    /**
     * Parses the file as JSON, as strictly as RFC 8259 defines it.
     *
     * @return a file of that format
     * @throws IllegalStateException if a format was declared before
     */
    public ConfigFile<Document> json() {
        return format(DocumentFormats.JSON);
    }

    /**
     * Parses the file as YAML 1.2, of one or several documents. Merge keys are followed; tags of the application, such
     * as {@code !include}, are ignored. This needs {@code org.snakeyaml:snakeyaml-engine} on the class path; where it is
     * missing, the report says so.
     *
     * @return a file of that format
     * @throws IllegalStateException if a format was declared before
     */
    public ConfigFile<Document> yaml() {
        return format(DocumentFormats.YAML);
    }

    /**
     * Parses the file as XML. A DTD is refused, and with it every entity that is not predefined.
     *
     * @return a file of that format
     * @throws IllegalStateException if a format was declared before
     */
    public ConfigFile<Document> xml() {
        return format(DocumentFormats.XML);
    }

    /**
     * Parses the file with a lambda, whose exception says why it is refused.
     *
     * @param format the name of the format for the report, such as {@code TOML}
     * @param parser reads the content
     * @param <V> the type of what the parser makes of it
     * @return a file of that format
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code format} is blank or cannot be printed
     * @throws IllegalStateException if a format was declared before
     */
    public <V> ConfigFile<V> parsedAs(String format, FileParser<? extends V> parser) {
        return format(
                DocumentFormats.parsed(Arguments.oneLine("format", format), Objects.requireNonNull(parser, "parser")));
    }

    /**
     * Demands keys that hold something, such as {@code payments.endpoint}; {@link Document} says how they are found. Of a
     * file that {@link #parsedAs} reads, the lambda must return a document.
     *
     * @param keys the dotted keys
     * @return a file with these keys, added to those it has
     * @throws NullPointerException if a key is null
     * @throws IllegalArgumentException if a key is blank or cannot be printed
     * @throws IllegalStateException if no format with keys was declared before
     */
    public ConfigFile<T> having(String... keys) {
        if (!spec.format().reads()) {
            throw new IllegalStateException(
                    id() + ": having() needs properties(), json(), yaml(), xml() or parsedAs() before it");
        }
        for (String key : keys) {
            Arguments.oneLine("key", key);
        }
        return with(spec.having(List.of(keys)));
    }

    /**
     * Demands a text somewhere in the file, compared byte by byte in UTF-8.
     *
     * @param text the text
     * @return a file with that text, added to those it has
     * @throws NullPointerException if {@code text} is null
     * @throws IllegalArgumentException if {@code text} is empty
     */
    public ConfigFile<T> containing(String text) {
        if (Objects.requireNonNull(text, "text").isEmpty()) {
            throw new IllegalArgumentException("text is empty");
        }
        return with(spec.containing(text));
    }

    /**
     * Demands what a lambda says of the content. Say the format first.
     *
     * @param what what it demands, so that it reads well after "must", such as {@code name a region}
     * @param test returns true if the content is right
     * @return a file with that rule, added to those it has
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code what} is blank or cannot be printed
     */
    public ConfigFile<T> must(String what, Predicate<? super T> test) {
        return with(
                spec.rule(ValueRule.Must.of(Arguments.oneLine("what", what), Objects.requireNonNull(test, "test"))));
    }

    /**
     * Bounds the size.
     *
     * @param size a size such as {@code 64KiB} or {@code 10MB}, as {@link EnvVar#size()} reads it
     * @return a file with that bound
     * @throws NullPointerException if {@code size} is null
     * @throws IllegalArgumentException if {@code size} is no size or not more than zero
     */
    public ConfigFile<T> atMost(String size) {
        return with(spec.atMost(QuantityTypes.size("size of " + id(), size)));
    }

    /**
     * Demands a content by its digest.
     *
     * @param digest {@code sha256:}, {@code sha384:} or {@code sha512:} and the digest in hexadecimal digits
     * @return a file with that content
     * @throws NullPointerException if {@code digest} is null
     * @throws IllegalArgumentException if {@code digest} has another form
     */
    public ConfigFile<T> checksum(String digest) {
        return with(spec.digest(Digest.parse(digest)));
    }

    /**
     * Keeps the content out of everything that leaves the run: each value of a parsed file, or else the first 8 KiB of
     * it, which no later check can tell either. It warns where every user of the machine may read the file
     * and fails where every user may write it. A link is judged by what it leads to, since the links of Kubernetes are
     * open to all and lead to files that are not.
     *
     * @return a secret file
     */
    public ConfigFile<T> secret() {
        return with(settings().asSecret());
    }

    /**
     * Lets the file be absent. It must be right when it is there.
     *
     * @return a file that may be absent
     */
    public ConfigFile<T> optional() {
        return with(settings().asOptional());
    }

    /** {@inheritDoc} */
    @Override
    public Declaration declaration() {
        return Declaration.of(spec, settings().secret());
    }

    /** {@inheritDoc} */
    @Override
    public ConfigFile<T> with(Settings changed) {
        return new ConfigFile<>(changed, spec);
    }

    /** {@inheritDoc} */
    @Override
    public ConfigFile<T> describedAs(String text) {
        return with(settings().describedAs(text));
    }

    /** {@inheritDoc} */
    @Override
    public ConfigFile<T> warnOnly() {
        return with(settings().asWarnOnly());
    }

    /** {@inheritDoc} */
    @Override
    public ConfigFile<T> onCallingThread() {
        return with(settings().asOnCallingThread());
    }

    /** {@inheritDoc} */
    @Override
    public ConfigFile<T> onlyIf(Condition condition) {
        return with(settings().onlyIf(condition));
    }

    /** {@inheritDoc} */
    @Override
    public ConfigFile<T> needs(Check<?>... inputs) {
        return with(settings().needing(inputs));
    }

    @Override
    boolean isForeign() {
        return spec.format().isForeign() || !spec.rules().isEmpty();
    }

    @Override
    T evaluate(ProbeContext context) throws Exception {
        FoundFile file = FileSearch.find(this, context);
        return file == null ? null : FileReading.read(this, file, context);
    }
}
