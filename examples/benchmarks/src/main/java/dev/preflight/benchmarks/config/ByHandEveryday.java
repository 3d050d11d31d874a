package dev.preflight.benchmarks.config;

import dev.preflight.benchmarks.Inputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The same checks as most of us would write them, with all problems in one message. */
public final class ByHandEveryday {
    private static final Pattern URL = Pattern.compile("https?://[^/\\s]+(/\\S*)?");

    private ByHandEveryday() {}

    public static void main(String[] args) {
        List<String> problems = new ArrayList<>();
        Stream.of(Inputs.TEXTS).forEach(name -> require(problems, name, value -> true));
        Stream.of(Inputs.NUMBERS).forEach(name -> require(problems, name, between(1, 1000)));
        Stream.of(Inputs.PORTS).forEach(name -> require(problems, name, between(1, 65535)));
        Stream.of(Inputs.URLS)
                .forEach(name ->
                        require(problems, name, value -> URL.matcher(value).matches()));
        Stream.of(Inputs.FILES)
                .map(Path::of)
                .filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
                .forEach(path -> problems.add("%s cannot be read".formatted(path)));
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("\n", problems));
        }
        System.out.println("checked %d variables".formatted(System.getenv().size()));
    }

    private static Predicate<String> between(int least, int most) {
        return value -> {
            int number = Integer.parseInt(value);
            return number >= least && number <= most;
        };
    }

    private static void require(List<String> problems, String name, Predicate<String> rule) {
        Optional<String> value = Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
            problems.add("%s is not set".formatted(name));
        } else if (!rule.test(value.get())) {
            problems.add("%s is not valid".formatted(name));
        }
    }
}
