package dev.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A probe that stands for another one, and says its problems in words of its own. */
class ToldTest {
    private static final class Telling extends Probe<Void> {
        private final Probe<?> inner;

        Telling(Probe<?> inner, Settings settings) {
            super("backend", "orders", settings);
            this.inner = inner;
        }

        @Override
        protected Void verify(ProbeContext context) throws Exception {
            context.runInstead(inner);
            return null;
        }

        @Override
        protected Problem told(Problem problem) {
            return problem.fact("told", "in other words");
        }

        @Override
        public Telling with(Settings changed) {
            return new Telling(inner, changed);
        }
    }

    private static CheckResult result(Probe<?> inner) {
        return Preflight.of("app", new Telling(inner, inner.settings()))
                .against(Deployment.of(java.util.Map.of()))
                .run()
                .results()
                .get(0);
    }

    @Test
    void whatTheOtherTriesIsWhatThisOneTries() {
        CheckResult result = result(Checks.probe("inner", context -> {
            context.trying("TCP");
            context.held("");
            context.trying("login");
            throw new ConnectException("refused");
        }));
        assertEquals("TCP", result.rungs().get(0).name());
        Problem problem = result.problems().get(0);
        assertEquals(Code.BACKEND_REFUSED, problem.code());
        assertTrue(problem.facts().contains(Fact.of("told", "in other words")), problem::toString);
        assertTrue(problem.facts().contains(Fact.of("fix", "start orders")), problem::toString);
    }

    @Test
    void onesThatHangAreToldToo() {
        CountDownLatch never = new CountDownLatch(1);
        CheckResult result = result(Checks.probe("inner", context -> {
                    never.await();
                    return null;
                })
                .timeout(Duration.ofMillis(50)));
        assertTrue(
                result.problems().get(0).facts().contains(Fact.of("told", "in other words")),
                () -> result.problems().toString());
    }
}
