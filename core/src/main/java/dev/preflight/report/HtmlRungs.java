package dev.preflight.report;

import dev.preflight.problem.Rung;
import java.time.Duration;

/** Writes how long a check took: a bar of the steps that held, as wide as their times, and the same in words. */
final class HtmlRungs {
    private final Markup html;

    HtmlRungs(Markup html) {
        this.html = html;
    }

    void write(CheckResult result, boolean broke) {
        if (!result.rungs().isEmpty()) {
            html.raw("<div class=\"bar\" aria-hidden=\"true\">");
            Duration rest = result.took();
            for (Rung rung : result.rungs()) {
                part("", rung.took());
                rest = rest.minus(rung.took());
            }
            if (broke) {
                // The steps are those of the last attempt, whose time is known where it is the only one.
                part(" class=\"broke\"", result.attempts() == 1 ? rest : Duration.ZERO);
            }
            html.raw("</div>\n");
        }
        html.raw("<ol class=\"rungs\">\n");
        for (Rung rung : result.rungs()) {
            html.raw("<li class=\"held\">").element("b", rung.name()).raw(" ").text(rung.detail());
            html.raw(rung.detail().isEmpty() ? "" : " ").text(Times.took(rung.took()));
            html.raw("</li>\n");
        }
        html.raw(broke ? "<li class=\"broke\">failed after " : "<li>").text(Times.took(result.took()));
        html.raw(result.attempts() > 1 ? ", " + result.attempts() + " attempts" : "");
        html.raw("</li>\n</ol>\n");
    }

    /** A part of the bar; one that took no time is still one. */
    private void part(String attribute, Duration took) {
        long share = Math.max(1, took.toNanos() / 1_000);
        html.raw("<i").raw(attribute).raw(" style=\"flex-grow:" + share + "\"></i>");
    }
}
