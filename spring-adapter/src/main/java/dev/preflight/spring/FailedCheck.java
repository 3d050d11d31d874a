package dev.preflight.spring;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Problem;

/** Fails with a problem that is known before it runs, unless it is skipped for one of its inputs. */
final class FailedCheck extends Probe<Void> {
    private static final int LONGEST_NAME = 400;

    private final Problem problem;

    FailedCheck(String kind, String name, Problem problem) {
        this(kind, name, problem, Settings.online());
    }

    private FailedCheck(String kind, String name, Problem problem, Settings settings) {
        super(kind, Printed.name(name, LONGEST_NAME), settings);
        this.problem = problem;
    }

    @Override
    protected Void verify(ProbeContext context) {
        throw problem.asException();
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new FailedCheck(kind(), name(), problem, changed);
    }
}
