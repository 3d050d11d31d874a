package dev.preflight.check;

import dev.preflight.deploy.Deployment;
import dev.preflight.text.Printable;

/**
 * What stands in a report for something that the tool which deploys is certain to refuse, of a {@link Deployment} that is
 * about to ship: a check that nobody declared, and that has failed.
 */
final class Refusal extends Probe<Void> {
    private static final int LONGEST = 200;

    private Refusal(String name, Settings settings) {
        super("deployment", name, settings);
    }

    /**
     * The check. As wide as this, since the verifier loads a class that is passed on as another one, and no boot needs
     * it.
     *
     * @param about what is refused, such as {@code Deployment orders}
     * @param number how many there are about the same, this one included
     */
    static Check<?> of(String about, int number) {
        String name = Printable.line(about, LONGEST).strip();
        return new Refusal(
                (name.isEmpty() ? "manifest" : name) + (number == 1 ? "" : " (" + number + ")"), Settings.DEFAULT);
    }

    @Override
    protected Void verify(ProbeContext context) {
        throw new IllegalStateException("what is refused is not asked again");
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new Refusal(name(), changed);
    }
}
