package dev.preflight.console;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.preflight.Preflight;
import dev.preflight.PreflightException;
import dev.preflight.Timeless;
import dev.preflight.check.Check;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BootLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.preflight");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void successIsOneLine() {
        verify(Map.of("A", "x"), env("A"));
        assertEquals(List.of("INFO PREFLIGHT PASSED  orders: 1 passed in <time>"), lines());
    }

    @Test
    void eachWarningIsOneLine() {
        Check<?> cache = probe("cache", () -> {
                    throw new java.net.ConnectException("Connection refused");
                })
                .warnOnly();
        Check<?> licence = probe("licence", context -> {
            context.warn(Problem.of(Code.PROBE_FAILED, "expires {} soon")
                    .fact("when", "tomorrow")
                    .fact("", "at noon"));
            return 1;
        });
        verify(Map.of("A", "x"), env("A"), cache, licence);
        assertEquals(
                List.of(
                        "WARN probe cache: connection refused [backend.refused]; fix: start cache",
                        "WARN probe licence: expires {} soon [probe.failed]; when: tomorrow; at noon",
                        "INFO PREFLIGHT PASSED  orders: 2 warnings, 1 passed in <time>"),
                lines());
    }

    @Test
    void whatIsThrownIsNotLogged() {
        assertThrows(PreflightException.class, () -> verify(Map.of(), env("A"), env("B").warnOnly()));
        assertEquals(List.of(), lines());
    }

    @Test
    void runLogsNothing() {
        Preflight.of("orders", env("A"))
                .against(Deployment.of(Map.of("A", "x")))
                .run();
        assertEquals(List.of(), lines());
    }

    @Test
    void switchesOfTheOperatorAreWarnings() {
        verify(Map.of("PREFLIGHT", "off"), env("A"));
        assertEquals(
                List.of(
                        "WARN operator: PREFLIGHT=off is in force [operator.mode]; found: nothing was verified; "
                                + "fix: unset PREFLIGHT as soon as the cause is mended",
                        "WARN PREFLIGHT OFF  orders: nothing was verified, because PREFLIGHT=off"),
                lines());
    }

    @Test
    void failureThatIsNotEnforcedIsAWarning() {
        verify(Map.of("PREFLIGHT_WARN_ONLY", "A"), env("A"));
        assertEquals(
                List.of(
                        "WARN env A: not set [env.missing]; fix: set A",
                        "WARN operator: PREFLIGHT_WARN_ONLY is in force [operator.warn-only]; "
                                + "found: only a warning: env A; "
                                + "fix: unset PREFLIGHT_WARN_ONLY as soon as the cause is mended",
                        "WARN PREFLIGHT NOT ENFORCED  orders: 2 warnings in <time>"),
                lines());
    }

    private static void verify(Map<String, String> environment, Check<?>... checks) {
        Preflight.of("orders", checks).against(Deployment.of(environment)).verify();
    }

    private List<String> lines() {
        return log.list.stream()
                .map(event -> Timeless.text(event.getLevel() + " " + event.getFormattedMessage()))
                .toList();
    }
}
