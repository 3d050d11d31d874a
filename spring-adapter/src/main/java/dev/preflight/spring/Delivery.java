package dev.preflight.spring;

import dev.preflight.Preflight;
import dev.preflight.problem.Problem;
import dev.preflight.report.CheckResult;
import dev.preflight.report.Report;
import dev.preflight.report.ReportBuilder;
import dev.preflight.report.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes what a boot found to wherever reports are to go: to what {@code --preflight-report} and {@code PREFLIGHT_REPORT}
 * name, and to the termination message. A boot verifies twice and has one report, which goes out once: when the second
 * run has ended, or the boot has. A bean. Thread-safe.
 */
final class Delivery {
    /** The name of the bean. */
    static final String BEAN = "preflightDelivery";

    /** From what says least to what says most. */
    private static final List<Verdict> RANKED =
            List.of(Verdict.NOTHING_CHECKED, Verdict.PASSED, Verdict.OFF, Verdict.NOT_ENFORCED, Verdict.FAILED);

    private final Asked asked;
    private Preflight suite;
    private Report report;
    private boolean isSent;

    Delivery(Asked asked) {
        this.asked = asked;
    }

    /** Takes a report into the one of this boot. */
    synchronized void add(Preflight of, Report found) {
        suite = of;
        report = report == null ? found : merged(report, found);
    }

    /** Sends what there is, if it was not sent. */
    synchronized void send() {
        if (!isSent && report != null) {
            isSent = true;
            suite.deliver(report, asked.toArray());
        }
    }

    /** The one report of two runs of a boot: the boot goes on if it went on after both. */
    static Report merged(Report first, Report second) {
        List<CheckResult> results = new ArrayList<>(first.results());
        results.addAll(second.results());
        Set<Problem> notices = new LinkedHashSet<>(first.notices());
        notices.addAll(second.notices());
        return ReportBuilder.report(
                first.suite(),
                rank(first.verdict()) >= rank(second.verdict()) ? first.verdict() : second.verdict(),
                results,
                new ArrayList<>(notices),
                first.took().plus(second.took()));
    }

    /** Of two verdicts the one that says more. */
    private static int rank(Verdict verdict) {
        return RANKED.indexOf(verdict);
    }
}
