package dev.preflight.checklist;

import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.EnvSyntax;
import dev.preflight.problem.Code;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the arguments of {@code --preflight=checklist} ask for. */
final class ChecklistOptions {
    private static final List<String> WITH_VALUE = List.of(
            "--package",
            "--root",
            "--env-file",
            "--compose-env-file",
            "--systemd-env-file",
            "--env",
            "--kubernetes",
            "--workload",
            "--container",
            "--compose",
            "--service",
            "--interpolation-env-file",
            "--systemd",
            "--warn",
            "--format");
    private static final String ONLINE = "--online";

    private final List<Option> options = new ArrayList<>();
    private boolean online;

    private record Option(String name, String value) {}

    static ChecklistOptions of(List<String> arguments) {
        ChecklistOptions parsed = new ChecklistOptions();
        int i = 0;
        while (i < arguments.size()) {
            String argument = arguments.get(i++);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (argument.equals(ONLINE)) {
                parsed.online = true;
            } else if (!WITH_VALUE.contains(name)) {
                throw new IllegalArgumentException("checklist knows no argument '" + argument + "'; there are "
                        + String.join(", ", WITH_VALUE) + ", " + ONLINE);
            } else if (equals >= 0) {
                parsed.options.add(new Option(name, argument.substring(equals + 1)));
            } else if (i < arguments.size()) {
                parsed.options.add(new Option(name, arguments.get(i++)));
            } else {
                throw new IllegalArgumentException(name + " wants a value");
            }
        }
        for (String once : List.of("--package", "--root", "--workload", "--container", "--service", "--format")) {
            if (parsed.all(once).size() > 1) {
                throw new IllegalArgumentException(once + " is given twice");
            }
        }
        parsed.requireSense();
        return parsed;
    }

    private void requireSense() {
        together("--kubernetes", "--workload");
        together("--compose", "--service");
        together("--container", "--kubernetes");
        together("--interpolation-env-file", "--compose");
        boolean looksInto = false;
        for (Option option : options) {
            looksInto |= !List.of("--format", "--root", "--warn").contains(option.name());
        }
        if (!looksInto) {
            throw new IllegalArgumentException("checklist wants something to look into: --package, --env-file,"
                    + " --kubernetes with --workload, --compose with --service, --systemd");
        }
        format();
        for (Option option : options) {
            if (option.name().equals("--warn")) {
                code(option);
            }
        }
    }

    private void together(String name, String needed) {
        if (!all(name).isEmpty() && all(needed).isEmpty()) {
            throw new IllegalArgumentException(name + " wants " + needed + " too");
        }
        if (!List.of("--container", "--interpolation-env-file").contains(name)
                && all(name).isEmpty()
                && !all(needed).isEmpty()) {
            throw new IllegalArgumentException(needed + " wants " + name + " too");
        }
    }

    private List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Option option : options) {
            if (option.name().equals(name)) {
                values.add(option.value());
            }
        }
        return values;
    }

    private String one(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    ChecklistFormat format() {
        return ChecklistFormat.of(one("--format"));
    }

    /** The deployment; of two options that set one variable the later counts. */
    Deployment deployment() {
        Deployment deployment = Deployment.planned();
        boolean isKubernetesRead = false;
        boolean isComposeRead = false;
        for (Option option : options) {
            switch (option.name()) {
                case "--package" -> deployment = deployment.with(Deployment.ofPackage(path(option)));
                case "--root" -> deployment = deployment.root(option.value());
                case "--env-file" -> deployment = deployment.withEnvFile(path(option));
                case "--compose-env-file" -> deployment = deployment.withEnvFile(path(option), EnvSyntax.COMPOSE);
                case "--systemd-env-file" -> deployment = deployment.withEnvFile(path(option), EnvSyntax.SYSTEMD);
                case "--env" -> deployment = deployment.withEnv(variable(option));
                case "--compose" -> {
                    if (!isComposeRead) {
                        isComposeRead = true;
                        deployment = deployment.with(Deployment.fromCompose(
                                paths("--compose"), one("--service"), paths("--interpolation-env-file")));
                    }
                }
                case "--warn" -> deployment = deployment.warnOnly(code(option));
                case "--systemd" -> deployment = deployment.with(Deployment.fromSystemd(path(option)));
                case "--kubernetes" -> {
                    if (!isKubernetesRead) {
                        isKubernetesRead = true;
                        deployment = deployment.with(Deployment.fromKubernetes(
                                paths("--kubernetes"), one("--workload"), one("--container")));
                    }
                }
                default -> {
                    continue;
                }
            }
        }
        return online ? deployment.connecting() : deployment;
    }

    private List<Path> paths(String name) {
        List<Path> paths = new ArrayList<>();
        for (Option option : options) {
            if (option.name().equals(name)) {
                paths.add(path(option));
            }
        }
        return paths;
    }

    private static Map<String, String> variable(Option option) {
        int equals = option.value().indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException("--env wants NAME=VALUE");
        }
        return Map.of(option.value().substring(0, equals), option.value().substring(equals + 1));
    }

    private static Code code(Option option) {
        for (Code code : List.of(Code.DEPLOYMENT_MANIFEST, Code.DEPLOYMENT_REFERENCE)) {
            if (code.id().equals(option.value())) {
                return code;
            }
        }
        throw new IllegalArgumentException("--warn wants " + Code.DEPLOYMENT_MANIFEST + " or "
                + Code.DEPLOYMENT_REFERENCE + ", not '" + option.value() + "'");
    }

    private static Path path(Option option) {
        try {
            return Path.of(option.value());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(option.name() + " is no path: " + option.value(), e);
        }
    }
}
