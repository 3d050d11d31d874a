package dev.preflight;

import dev.preflight.check.Check;
import dev.preflight.check.Phase;
import dev.preflight.check.Settings;
import dev.preflight.text.Amounts;
import java.util.ArrayList;
import java.util.List;

/** What a suite would check, one line a check, for {@code --preflight=list}. It looks at nothing. */
final class CheckListing {
    private static final int WIDEST = 40;

    private final Preflight suite;

    CheckListing(Preflight suite) {
        this.suite = suite;
    }

    @Override
    public String toString() {
        int online = 0;
        int width = 0;
        for (Check<?> check : suite.checks()) {
            online += check.settings().phase() == Phase.ONLINE ? 1 : 0;
            width = Math.max(width, Math.min(WIDEST, check.id().length()));
        }
        StringBuilder out = new StringBuilder(suite.name()).append(": ");
        out.append(Amounts.count(suite.checks().size(), "check"));
        out.append(", ").append(Amounts.count(online)).append(" of them online\n");
        for (Check<?> check : suite.checks()) {
            out.append('\n').append(check.id());
            for (int i = check.id().length(); i < width; i++) {
                out.append(' ');
            }
            out.append("  ").append(String.join("; ", traits(check.settings())));
        }
        return out.toString();
    }

    private static List<String> traits(Settings settings) {
        List<String> traits = new ArrayList<>();
        traits.add(settings.optional() ? "optional" : settings.warnOnly() ? "warns only" : "required");
        if (settings.optional() && settings.warnOnly()) {
            traits.add("warns only");
        }
        if (settings.secret()) {
            traits.add("secret");
        }
        settings.condition().ifPresent(condition -> traits.add("only if " + condition.description()));
        if (!settings.needs().isEmpty()) {
            List<String> ids = new ArrayList<>();
            for (Check<?> input : settings.needs()) {
                ids.add(input.id());
            }
            traits.add("needs " + String.join(", ", ids));
        }
        if (settings.phase() == Phase.ONLINE) {
            traits.add("timeout " + Amounts.took(settings.timeout()));
            if (!settings.retryFor().isZero()) {
                traits.add("tried again for " + Amounts.took(settings.retryFor()));
            }
        }
        if (!settings.description().isEmpty()) {
            traits.add(settings.description());
        }
        return traits;
    }
}
