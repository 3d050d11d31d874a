package dev.preflight.examples.boot;

import static dev.preflight.Checks.env;

import dev.preflight.Verified;
import dev.preflight.check.Check;
import dev.preflight.check.EnvVar;
import java.time.LocalTime;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says until when orders leave on the same day: the one thing here that this service declares by itself. */
@RestController
class CutOff {
    static final EnvVar<LocalTime> CUT_OFF = env("CUT_OFF")
            .parsedBy(LocalTime::parse)
            .orElse(LocalTime.of(16, 30))
            .describedAs("until when orders leave on the same day")
            .example("16:30");

    private final LocalTime time;

    CutOff(Verified verified) {
        time = verified.get(CUT_OFF);
    }

    /** Static, so that it is there before any other bean is made. */
    @Bean
    static Check<LocalTime> cutOffCheck() {
        return CUT_OFF;
    }

    @GetMapping("/cut-off")
    Map<String, LocalTime> cutOff() {
        return Map.of("time", time);
    }
}
