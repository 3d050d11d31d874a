package dev.preflight.spring;

import dev.preflight.Checks;
import dev.preflight.backend.Backends;
import dev.preflight.check.Check;
import dev.preflight.check.ConfigFile;
import dev.preflight.check.EnvVar;
import dev.preflight.check.FileParser;
import dev.preflight.check.Probe;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.InputStreamResource;
import org.springframework.util.ClassUtils;

/** Makes checks of what is declared below {@code preflight.env}, {@code preflight.files} and {@code preflight.backends}. */
final class PropertyChecks {
    private static final String YAML_ENGINE = "org.snakeyaml.engine.v2.api.Load";

    private final PreflightProperties properties;
    private final Findings findings;
    private final List<Check<?>> checks = new ArrayList<>();

    private PropertyChecks(PreflightProperties properties, Findings findings) {
        this.properties = properties;
        this.findings = findings;
    }

    /** The checks; a declaration that cannot be one is a check that fails and says why. */
    static List<Check<?>> of(PreflightProperties properties, Findings findings) {
        PropertyChecks all = new PropertyChecks(properties, findings);
        all.env();
        all.files();
        all.backends();
        return all.checks;
    }

    private void env() {
        for (Map.Entry<String, PreflightProperties.Env> each : properties.env().entrySet()) {
            String property = PreflightProperties.PREFIX + ".env." + each.getKey();
            add("env", each.getKey(), property, () -> variable(each.getKey(), each.getValue()));
        }
    }

    private void files() {
        int index = 0;
        for (PreflightProperties.File each : properties.files()) {
            String property = PreflightProperties.PREFIX + ".files[" + index++ + "]";
            add("file", each.path().isBlank() ? property : each.path(), property, () -> file(each));
        }
    }

    private void backends() {
        for (Map.Entry<String, String> each : properties.backends().entrySet()) {
            String property = PreflightProperties.PREFIX + ".backends." + each.getKey();
            add("backend", each.getKey(), property, () -> backend(each.getKey(), each.getValue()));
        }
    }

    /** Declares a check. */
    private interface Declaration {
        Check<?> check();
    }

    private void add(String kind, String name, String property, Declaration declaration) {
        List<Check<?>> unresolved = findings.below(property);
        if (!unresolved.isEmpty()) {
            Probe<Void> skipped = new FailedCheck(kind, name, Problem.of(Code.PLACEHOLDER_UNRESOLVED, "unresolved"));
            checks.add(skipped.needs(unresolved.toArray(new Check<?>[0])));
            return;
        }
        try {
            checks.add(declaration.check());
        } catch (IllegalArgumentException | IllegalStateException e) {
            checks.add(new FailedCheck(
                    kind,
                    name,
                    Problem.of(Code.CONFIG_INVALID, "is declared in a way that cannot be verified")
                            .fact("why", String.valueOf(e.getMessage()))
                            .fix("correct " + property)));
        }
    }

    private static Check<?> variable(String name, PreflightProperties.Env declared) {
        EnvVar<String> text = Checks.env(name);
        EnvVar<?> variable = declared.oneOf().isEmpty()
                ? typed(text, declared.type())
                : text.oneOf(declared.oneOf().toArray(new String[0]));
        if (!declared.matching().isEmpty()) {
            variable = variable.matching(declared.matching());
        }
        if (declared.orFile()) {
            variable = variable.orFile();
        }
        if (declared.optional()) {
            variable = variable.optional();
        }
        if (declared.secret()) {
            variable = variable.secret();
        }
        return declared.description().isBlank() ? variable : variable.describedAs(declared.description());
    }

    private static EnvVar<?> typed(EnvVar<String> text, PreflightProperties.Type type) {
        return switch (type) {
            case TEXT -> text;
            case INTEGER -> text.integer();
            case LONG -> text.longInteger();
            case DECIMAL -> text.decimal();
            case BOOLEAN -> text.bool();
            case PORT -> text.port();
            case URI -> text.uri();
            case URL -> text.url();
            case DURATION -> text.duration();
            case SIZE -> text.size();
            case PATH -> text.path();
            case HOST_AND_PORT -> text.hostAndPort();
            case BASE64 -> text.base64();
        };
    }

    private static Check<?> file(PreflightProperties.File declared) {
        String[] keys = declared.having().toArray(new String[0]);
        ConfigFile<?> plain = Checks.file(declared.path());
        ConfigFile<?> file = switch (declared.format()) {
            case ANY -> keys.length == 0 ? plain : plain.having(keys);
            case PROPERTIES -> plain.properties().having(keys);
            case JSON -> plain.json().having(keys);
            case XML -> plain.xml().having(keys);
            case YAML ->
                ClassUtils.isPresent(YAML_ENGINE, null)
                        ? plain.yaml().having(keys)
                        : plain.parsedAs("YAML", new Yaml(declared.having()));
        };
        for (String text : declared.containing()) {
            file = file.containing(text);
        }
        if (declared.optional()) {
            file = file.optional();
        }
        if (declared.secret()) {
            file = file.secret();
        }
        return declared.description().isBlank() ? file : file.describedAs(declared.description());
    }

    /** Reads YAML with the parser that Spring Boot brings along. */
    private record Yaml(List<String> keys) implements FileParser<Properties> {
        @Override
        public Properties parse(java.io.InputStream in) {
            YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
            yaml.setResources(new InputStreamResource(in));
            Properties content = yaml.getObject();
            for (String key : keys) {
                if (content == null || !has(content, key)) {
                    throw Problem.of(Code.FILE_KEY_MISSING, "has no key " + key)
                            .fix("add " + key)
                            .asException();
                }
            }
            return content == null ? new Properties() : content;
        }

        private static boolean has(Properties content, String key) {
            for (Map.Entry<Object, Object> each : content.entrySet()) {
                String name = each.getKey().toString();
                if (name.equals(key) && !each.getValue().toString().isBlank()
                        || name.startsWith(key + ".")
                        || name.startsWith(key + "[")) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Check<?> backend(String name, String url) {
        return url.startsWith("jdbc:") ? Backends.jdbc(name, url) : Backends.service(name, url);
    }
}
