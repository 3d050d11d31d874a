package dev.preflight.spring.slice;

import dev.preflight.Checks;
import dev.preflight.Verified;
import dev.preflight.check.EnvVar;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application of which a slice is tested. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
public class Catalogue {
    private static final EnvVar<Integer> LIMIT =
            Checks.env("CATALOGUE_LIMIT").integer().orElse(10);

    private static final EnvVar<String> KIND = Checks.env("CATALOGUE_KIND");

    @Configuration(proxyBeanMethods = false)
    static class Declared {
        @Bean
        static EnvVar<Integer> limit() {
            return LIMIT;
        }

        @Bean
        static EnvVar<String> kind() {
            return KIND;
        }
    }

    /** What the slice is of. */
    @RestController
    public static class Items {
        private final String limit;

        Items(Verified verified) {
            this.limit = verified.get(LIMIT) + " of " + verified.get(KIND);
        }

        @GetMapping("/limit")
        public String limit() {
            return limit;
        }
    }
}
