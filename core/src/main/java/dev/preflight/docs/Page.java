package dev.preflight.docs;

import dev.preflight.Preflight;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A page that is written from the declaration of a suite.
 *
 * <pre>{@code
 * String reference = Page.REFERENCE.of(PREFLIGHT);
 * }</pre>
 */
public enum Page {
    /** The reference of variables, files and backends in Markdown, with the tables of GitHub Flavored Markdown. */
    REFERENCE("docs", "print the reference of variables, files and backends in Markdown") {
        @Override
        List<String> head(Preflight suite) {
            return List.of("# Configuration of " + Markdown.text(suite.name()), "");
        }

        @Override
        List<String> body(Preflight suite) {
            return new ReferencePage(suite).lines();
        }
    },
    /** An env file to copy and to fill in, as Docker, Compose and many tools read it. */
    ENV_EXAMPLE("env-example", "print an env file to fill in") {
        @Override
        List<String> head(Preflight suite) {
            return List.of("# Environment of " + suite.name() + ". Copy it and fill it in.", "");
        }

        @Override
        List<String> body(Preflight suite) {
            return EnvExamplePage.lines(suite);
        }
    },
    /**
     * A schema of the environment in the language of {@code @env-spec}, as Varlock reads it (@env-spec reference,
     * https://varlock.dev/env-spec/reference/, and the decorators and types of https://varlock.dev/reference/).
     */
    ENV_SCHEMA("env-schema", "print the environment as .env.schema of env-spec") {
        @Override
        List<String> head(Preflight suite) {
            return List.of("# Environment of " + suite.name() + ".");
        }

        @Override
        List<String> body(Preflight suite) {
            return EnvSchemaPage.lines(suite);
        }
    },
    /** A ConfigMap, a Secret and a Deployment of Kubernetes to fill in. */
    KUBERNETES("kubernetes", "print manifests of Kubernetes to fill in") {
        @Override
        List<String> head(Preflight suite) {
            return List.of("# Manifests of " + suite.name() + " to fill in.");
        }

        @Override
        List<String> body(Preflight suite) {
            return new KubernetesPage(suite).lines();
        }
    };

    private final String command;
    private final String summary;

    Page(String command, String summary) {
        this.command = command;
        this.summary = summary;
    }

    /** What stands above the region; those who keep the file may write something else. */
    abstract List<String> head(Preflight suite);

    /** What stands in the region. */
    abstract List<String> body(Preflight suite);

    /**
     * The page of a suite, as a file that there is not yet is made: a heading, and the region between the marks.
     *
     * @param suite what is declared
     * @return lines that end in a line feed
     * @throws NullPointerException if {@code suite} is null
     */
    public String of(Preflight suite) {
        StringBuilder out = new StringBuilder();
        append(out, head(suite));
        append(out, List.of(begin()));
        append(out, body(suite));
        append(out, List.of(end()));
        return out.toString();
    }

    static void append(StringBuilder out, List<String> lines) {
        for (String line : lines) {
            out.append(line).append('\n');
        }
    }

    /**
     * The page that a file is likely to hold, by its name: {@code .env.schema} and {@code *.schema} the schema, other
     * names that begin with {@code .env} or end in {@code .env} the env file, {@code *.yaml} and {@code *.yml} the
     * manifests, and everything else the reference.
     *
     * @param file the file, which need not be there
     * @return the page
     * @throws NullPointerException if {@code file} is null
     */
    public static Page forFile(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".schema")) {
            return ENV_SCHEMA;
        }
        if (name.startsWith(".env") || name.endsWith(".env") || name.endsWith(".env.example")) {
            return ENV_EXAMPLE;
        }
        return name.endsWith(".yaml") || name.endsWith(".yml") ? KUBERNETES : REFERENCE;
    }

    /**
     * The name of the command that prints the page.
     *
     * @return for example {@code docs}
     */
    public String command() {
        return command;
    }

    String summary() {
        return summary;
    }

    /** The line that begins the region. */
    String begin() {
        return mark("preflight:begin");
    }

    /** The line that ends the region. */
    String end() {
        return mark("preflight:end");
    }

    private String mark(String text) {
        return this == REFERENCE ? "<!-- " + text + " -->" : "# " + text;
    }
}
