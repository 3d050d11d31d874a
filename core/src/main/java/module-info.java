/** The startup self-check: required variables, config files and backends, declared once and verified at boot. */
module dev.preflight.core {
    requires org.slf4j;
    requires static java.management;
    requires static org.apache.commons.compress;
    requires static org.junit.jupiter.api;
    requires static org.objectweb.asm.tree.analysis;
    requires static org.snakeyaml.engine;
    requires transitive java.sql;

    exports dev.preflight;
    exports dev.preflight.audit;
    exports dev.preflight.backend;
    exports dev.preflight.check;
    exports dev.preflight.deploy;
    exports dev.preflight.docs;
    exports dev.preflight.junit;
    exports dev.preflight.problem;
    exports dev.preflight.report;

    uses dev.preflight.Command;
    uses dev.preflight.report.ReportFormat;
}
