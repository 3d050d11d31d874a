package dev.preflight;

import dev.preflight.report.Report;
import dev.preflight.report.ReportFormat;
import java.io.IOException;

/** A format as somebody outside the library may bring it along. */
public final class EchoFormat implements ReportFormat {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        out.append("echo of ").append(report.suite()).append(": ");
        out.append(report.verdict().name()).append(" \ud83d\ude80\n");
    }
}
