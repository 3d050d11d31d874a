package dev.preflight.spring;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Tells one typing error in a property of the starter itself, and what was meant. */
final class MistakeCheck extends Probe<Void> {
    private static final int LONGEST_NAME = 200;

    private final Mistake mistake;

    private MistakeCheck(Mistake mistake, Settings settings) {
        super("property", Printed.name(mistake.property(), LONGEST_NAME), settings);
        this.mistake = mistake;
    }

    static Probe<Void> of(Mistake mistake) {
        Probe<Void> check = new MistakeCheck(mistake, Settings.online()).offline();
        return mistake.breaks() ? check : check.warnOnly();
    }

    @Override
    protected Void verify(ProbeContext context) {
        Problem problem = Problem.of(Code.CONFIG_INVALID, mistake.summary()).fact("used", mistake.place());
        if (!mistake.found().isEmpty()) {
            problem = problem.found("'" + context.outside(mistake.found()) + "'");
        }
        List<String> near = near(context);
        throw problem.fix(
                        near.isEmpty()
                                ? mistake.remedy()
                                : mistake.remedy() + "; did you mean " + String.join(" or ", near) + "?")
                .asException();
    }

    private List<String> near(ProbeContext context) {
        if (mistake.right().size() == 1) {
            return mistake.right();
        }
        List<String> near = context.near(mistake.wrong(), mistake.right());
        return near.isEmpty() ? begun(mistake.wrong(), mistake.right()) : near;
    }

    /** Words that one was begun as, or that go on as another. */
    static List<String> begun(String wrong, List<String> right) {
        List<String> begun = new ArrayList<>(0);
        for (String each : right) {
            if (wrong.length() > 2 && (each.startsWith(wrong) || wrong.startsWith(each) && each.length() > 2)) {
                begun.add(each);
            }
        }
        return begun;
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new MistakeCheck(mistake, changed);
    }
}
