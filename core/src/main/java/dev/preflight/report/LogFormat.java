package dev.preflight.report;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * {@code log}: one event through SLF4J, for services whose only way out is a collector of JSON logs. Nothing is
 * written.
 *
 * <p>The logger is {@code dev.preflight}. The level is {@code ERROR} if the boot must not go on, {@code INFO} if
 * everything passed without a warning, else {@code WARN}. The message is one line of 4,200 characters at the most. The
 * event has the key-value pairs {@code suite}, {@code verdict}, {@code exitCode} and {@code problems} (how many there
 * are); of the first problem {@code check}, {@code code}, {@code problem} and {@code fix} (where there is one); and of
 * the nine after it the same with a number: {@code check.2}, {@code code.2}.
 */
final class LogFormat extends PlainFormat {
    private static final int MOST_PROBLEMS = 10;
    private static final int LONGEST_VALUE = 1_000;

    /** Makes the format. */
    public LogFormat() {
        super("log");
    }

    @Override
    void tell(Report report, StringBuilder out) {
        List<Finding> findings = Finding.of(report);
        // Not before: a provider that is missing has SLF4J say so as soon as a logger is asked for.
        Logger log = LoggerFactory.getLogger("dev.preflight");
        LoggingEventBuilder event = log.atLevel(level(report, findings))
                .addKeyValue("suite", report.suite())
                .addKeyValue("verdict", Quoted.constant(report.verdict()))
                .addKeyValue("exitCode", report.exitCode())
                .addKeyValue("problems", findings.size());
        for (int i = 0; i < Math.min(MOST_PROBLEMS, findings.size()); i++) {
            event = problem(event, findings.get(i), i == 0 ? "" : "." + (i + 1));
        }
        event.log("{}", message(report));
    }

    private static Level level(Report report, List<Finding> findings) {
        if (!report.mayBoot()) {
            return Level.ERROR;
        }
        boolean success = report.verdict() == Verdict.PASSED && findings.isEmpty() && !Headline.verifiedNothing(report);
        return success ? Level.INFO : Level.WARN;
    }

    private static LoggingEventBuilder problem(LoggingEventBuilder event, Finding finding, String number) {
        LoggingEventBuilder more = event.addKeyValue("check" + number, finding.subject())
                .addKeyValue("code" + number, finding.problem().code().id())
                .addKeyValue("problem" + number, Plain.head(finding.problem().summary(), LONGEST_VALUE));
        String fix = Finding.fix(finding.problem());
        return fix.isEmpty() ? more : more.addKeyValue("fix" + number, Plain.head(fix, LONGEST_VALUE));
    }

    private static String message(Report report) {
        return TextReport.of(report)
                .brief()
                .toString()
                .replace("\n      fix  ", "; fix: ")
                .replace("\n", "; ");
    }
}
