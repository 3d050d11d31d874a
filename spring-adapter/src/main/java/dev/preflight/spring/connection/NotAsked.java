package dev.preflight.spring.connection;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;

/** Warns of a client of which nobody here knows whether it reaches its server. */
final class NotAsked extends Probe<Void> {
    private final String why;

    private NotAsked(String name, String why, Settings settings) {
        super("backend", name, settings);
        this.why = why;
    }

    static Probe<Void> of(String name, String why) {
        return new NotAsked(name, why, Settings.online()).warnOnly();
    }

    @Override
    protected Void verify(ProbeContext context) {
        throw Problem.of(Code.BACKEND_NOT_ASKED, "was not asked")
                .fact("why", context.outside(why))
                .fact("switch", "preflight.checks." + Derived.key(name()) + ".mode=off leaves this check out")
                .fix("declare a check of it, or let its health contributor be asked")
                .asException();
    }

    @Override
    public NotAsked with(Settings changed) {
        return new NotAsked(name(), why, changed);
    }
}
