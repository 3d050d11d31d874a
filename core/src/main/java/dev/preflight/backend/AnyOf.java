package dev.preflight.backend;

import dev.preflight.backend.wire.ParallelProbes;
import dev.preflight.check.Check;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import java.util.ArrayList;
import java.util.List;

/** Several probes of which one is enough, such as the replicas of a database. */
final class AnyOf extends Probe<Void> {
    private final List<Probe<?>> alternatives;

    private AnyOf(String name, Settings settings, List<Probe<?>> alternatives) {
        super("backend", name, settings);
        this.alternatives = alternatives;
    }

    /** A check of this class; called a probe, since the verifier would load the class for whoever returns it as one. */
    static Probe<Void> of(String name, Probe<?>... alternatives) {
        if (alternatives.length == 0) {
            throw new IllegalArgumentException("alternatives: " + name + " has none");
        }
        List<Check<?>> needs = new ArrayList<>();
        for (Probe<?> alternative : alternatives) {
            needs.addAll(alternative.settings().needs());
        }
        return new AnyOf(name, Settings.online(needs.toArray(new Check<?>[0])), List.of(alternatives));
    }

    @Override
    protected Void verify(ProbeContext context) throws InterruptedException {
        List<Probe<?>> able = new ArrayList<>();
        for (Probe<?> alternative : alternatives) {
            if (hasInputs(alternative, context)) {
                able.add(alternative);
            }
        }
        new ParallelProbes(able).require(1, context);
        return null;
    }

    private static boolean hasInputs(Probe<?> alternative, ProbeContext context) {
        for (Check<?> input : alternative.settings().needs()) {
            // A probe may have passed and have no value.
            if (!(input instanceof Probe<?>) && context.find(input).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected List<Probe<?>> alternatives() {
        return alternatives;
    }

    @Override
    protected List<String> proves() {
        List<String> lines = new ArrayList<>();
        lines.add("one of these is enough");
        for (Probe<?> alternative : alternatives) {
            lines.add(alternative.name() + ": "
                    + String.join(", ", alternative.declaration().demands()));
        }
        return lines;
    }

    @Override
    public AnyOf with(Settings changed) {
        return new AnyOf(name(), changed, alternatives);
    }
}
