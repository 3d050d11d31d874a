package dev.preflight.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A check whose code waits without a word is asked beside it why. */
@Timeout(60)
class LatenessTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void release() {
        over.countDown();
    }

    /** A probe that waits, or not, and says why. */
    private final class Waiting extends Probe<Void> {
        private final boolean waits;
        private final Callable<Optional<Problem>> why;

        Waiting(Settings settings, boolean waits, Callable<Optional<Problem>> why) {
            super("backend", "pool", settings);
            this.waits = waits;
            this.why = why;
        }

        @Override
        protected Void verify(ProbeContext context) throws InterruptedException {
            context.trying("connection");
            if (waits) {
                over.await();
            }
            return null;
        }

        @Override
        protected boolean canTellWhyItIsLate() {
            return true;
        }

        @Override
        protected Optional<Problem> whyItIsLate(ProbeContext context) throws Exception {
            asked.incrementAndGet();
            context.target("db:5432");
            context.trying("TCP");
            return why.call();
        }

        @Override
        public Waiting with(Settings changed) {
            return new Waiting(changed, waits, why);
        }
    }

    private Problem problem(Callable<Optional<Problem>> why) {
        Probe<Void> probe = new Waiting(Settings.online(), true, why).timeout(Duration.ofMillis(400));
        return Preflight.of("orders", probe)
                .against(Deployment.of(Map.of()))
                .run()
                .results()
                .get(0)
                .problems()
                .get(0);
    }

    @Test
    void whatIsThrownIsTheProblemWithTheWayBesideIt() {
        Problem problem = problem(() -> {
            throw new ConnectException("refused");
        });

        assertEquals(Code.BACKEND_REFUSED, problem.code());
        assertEquals(
                List.of(
                        Fact.of("tried", "connection refused"),
                        Fact.of("beside", "db:5432: TCP refused"),
                        Fact.of("fix", "start pool")),
                problem.facts());
    }

    @Test
    void whatIsFoundIsTheProblem() {
        Problem problem = problem(() -> Optional.of(Problem.of(Code.BACKEND_BUSY, "no connection left")));

        assertEquals(Code.BACKEND_BUSY, problem.code());
        assertEquals("no connection left", problem.summary());
    }

    @Test
    void whereNothingIsFoundItIsShownWhereItHangsAndNotHowItsThreadWaits() {
        Problem problem = problem(Optional::empty);

        assertEquals(Code.CHECK_TIMEOUT, problem.code());
        assertTrue(problem.toString().contains("CountDownLatch.await"), problem::toString);
        assertFalse(problem.toString().contains("park"), problem::toString);
        assertEquals(1, asked.get());
    }

    @Test
    void lookingThatHangsItselfChangesNothing() {
        Problem problem = problem(() -> {
            over.await();
            return Optional.empty();
        });

        assertEquals(Code.CHECK_TIMEOUT, problem.code());
    }

    @Test
    void checkThatEndsInTimeIsNotAsked() {
        Probe<Void> probe = new Waiting(Settings.online(), false, Optional::empty);

        assertTrue(Preflight.of("orders", probe)
                .against(Deployment.of(Map.of()))
                .run()
                .mayBoot());
        assertEquals(0, asked.get());
    }
}
