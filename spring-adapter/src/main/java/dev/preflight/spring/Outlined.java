package dev.preflight.spring;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.util.List;

/** Stands for a check that is made of placeholders, where what fills them in is no matter or not known. */
final class Outlined extends Probe<Void> {
    private Outlined(String kind, String name, Settings settings) {
        super(kind, name, settings);
    }

    static Outlined of(Probe<?> check) {
        return new Outlined(check.kind(), check.name(), check.settings());
    }

    @Override
    protected Void verify(ProbeContext context) {
        throw Problem.of(Code.PROBE_REJECTED, "can be verified only where the application starts")
                .fix("run the application there with --preflight")
                .asException();
    }

    @Override
    protected List<String> proves() {
        return List.of("the connection that the application makes");
    }

    @Override
    public Outlined with(Settings changed) {
        return new Outlined(kind(), name(), changed);
    }
}
