package dev.preflight.benchmarks.config;

import dev.preflight.benchmarks.Inputs;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The same variables in beans with constraints; the files by hand, which it does not check. */
public final class WithHibernateValidator {
    private WithHibernateValidator() {}

    public static void main(String[] args) {
        // without the expression language, which would cost more
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            if (!factory.getValidator().validate(new App()).isEmpty()) {
                throw new IllegalStateException();
            }
        }
        Readable.all(Inputs.FILES);
    }

    private static final class App {
        @Valid
        final List<Text> texts = new ArrayList<>();

        @Valid
        final List<Amount> amounts = new ArrayList<>();

        @Valid
        final List<Port> ports = new ArrayList<>();

        @Valid
        final List<Url> urls = new ArrayList<>();

        App() {
            for (String name : Inputs.TEXTS) {
                texts.add(new Text(System.getenv(name)));
            }
            for (String name : Inputs.NUMBERS) {
                amounts.add(new Amount(Integer.parseInt(System.getenv(name))));
            }
            for (String name : Inputs.PORTS) {
                ports.add(new Port(Integer.parseInt(System.getenv(name))));
            }
            for (String name : Inputs.URLS) {
                urls.add(new Url(System.getenv(name)));
            }
        }
    }

    private record Text(@NotBlank String value) {}

    private record Amount(@Min(1) @Max(1000) int value) {}

    private record Port(@Min(1) @Max(65535) int value) {}

    private record Url(
            @NotBlank @Pattern(regexp = "https?://.+") String value) {}
}
