package dev.preflight.spring;

import dev.preflight.Preflight;
import dev.preflight.check.Check;
import dev.preflight.report.Outcome;
import dev.preflight.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what may explain why something else than the self-check ends the boot, beside that failure. */
public final class Beside {
    private static final Logger LOG = LoggerFactory.getLogger("dev.preflight");

    private Beside() {}

    /**
     * Verifies something of a context that is given up between the two stages of its self-check, and shows it unless all
     * of it passes. Nothing is verified where the self-check itself ends the boot. Throws nothing, since the failure that
     * is being reported is the one to mend.
     *
     * @param application the application, whose beans are about to be destroyed, so that none can be made
     * @param checks what to verify; those of them that are disabled or softened by properties are taken care of
     * @throws NullPointerException if an argument is null
     */
    public static void show(Application application, List<? extends Check<?>> checks) {
        List<Check<?>> declared = new ArrayList<>(checks);
        if (application.beanFactory().getSingleton(SelfCheck.BEAN) instanceof SelfCheck selfCheck
                && selfCheck.hasPassed()) {
            guarded(() -> verify(application, selfCheck.inspection(), declared));
        }
    }

    private static void verify(Application application, Inspection inspection, List<Check<?>> declared) {
        List<Check<?>> checks = inspection.adjustments().kept(declared);
        if (checks.isEmpty()) {
            return;
        }
        Preflight preflight = SelfCheck.suite(application.environment(), inspection, checks);
        Report report = preflight.run();
        if (!report.mayBoot()) {
            SelfCheck.deliver(application.beanFactory(), preflight, report);
        }
        show(report);
    }

    /** Shows a report, unless all of it passed. */
    static void show(Report report) {
        if (report.count(Outcome.PASSED) < report.results().size()) {
            LOG.error("Beside the failure of the application, preflight found:\n\n{}\n", report);
        }
    }

    /** Does something of which no failure matters. */
    static void guarded(Runnable code) {
        try {
            code.run();
        } catch (RuntimeException e) {
            // The failure that is being reported is the one to mend; it may be the reason for this one.
            LOG.debug("What is beside the failure could not be verified", e);
        }
    }
}
