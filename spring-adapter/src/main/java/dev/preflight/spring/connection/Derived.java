package dev.preflight.spring.connection;

import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Fact;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A check that nobody declared, and that says so where it fails: by which properties the connection is configured and
 * where they are written, what makes its failure less than a proof, and how it is switched.
 */
final class Derived extends Probe<Void> {
    private static final String URL = "the URL";

    private final Probe<?> inner;
    private final Origins origins;
    private final String doubt;

    private Derived(Probe<?> inner, Origins origins, String doubt, Settings settings) {
        super("backend", inner.name(), settings);
        this.inner = inner;
        this.origins = origins;
        this.doubt = doubt;
    }

    /**
     * The same check with what belongs into its report.
     *
     * @param doubt why its failure is no proof that the application is broken, empty where it is one
     */
    static Probe<?> of(Probe<?> inner, Origins origins, String doubt) {
        Derived derived = new Derived(inner, origins, doubt, inner.settings());
        Probe<?> located = derived.configuredBy(origins.prefix());
        return doubt.isEmpty() ? located : located.warnOnly();
    }

    @Override
    protected Void verify(ProbeContext context) throws Exception {
        context.runInstead(inner);
        return null;
    }

    @Override
    protected Problem told(Problem problem) {
        List<Fact> facts = new ArrayList<>();
        List<Fact> remedies = new ArrayList<>();
        for (Fact fact : problem.facts()) {
            String text = inPropertyTerms(named(fact.text()), problem.code());
            Fact said = Fact.of(fact.label(), located(text, problem.code()));
            (fact.label().equals("fix") ? remedies : facts).add(said);
        }
        if (!doubt.isEmpty()) {
            facts.add(Fact.of("doubt", doubt));
        }
        facts.add(Fact.of("switch", switched()));
        facts.addAll(remedies);
        // A URL that cannot be used is a matter of configuration, which no restart mends.
        Code code = problem.code() == Code.BACKEND_URL ? Code.CONFIG_INVALID : problem.code();
        return Problem.of(code, inPropertyTerms(problem.summary(), problem.code()), facts);
    }

    /** Says where what is to be started is, where the name of the check does not tell. */
    private String named(String text) {
        return inner instanceof Issuer issuer ? text.replace("start " + name(), "start " + issuer.where()) : text;
    }

    /** Says which properties are to be corrected, and where they are written, instead of what they begin with. */
    private String located(String text, Code code) {
        String general = "correct " + origins.prefix();
        if (!text.endsWith(general) && !text.contains(general + ",") && !text.contains(general + ";")) {
            return text;
        }
        return text.replace(general, "correct " + (isOfLogin(code) ? origins.login() : origins.address()));
    }

    private static boolean isOfLogin(Code code) {
        return code == Code.BACKEND_LOGIN || code == Code.BACKEND_NOT_AUTHORISED;
    }

    private String switched() {
        String property = "preflight.checks." + key(name()) + ".mode";
        return doubt.isEmpty()
                ? property + "=warn starts all the same, =off leaves this check out"
                : property + "=off leaves this check out";
    }

    /** A name as the key of a property: what is neither a letter nor a digit does not count there. */
    static String key(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(Character.isLetterOrDigit(c) || c == '-' || c == '_' ? c : '-');
        }
        return out.toString();
    }

    private String inPropertyTerms(String text, Code code) {
        String names = names(code);
        if (names.isEmpty() || !text.contains(URL) && !text.contains("its URL")) {
            return text;
        }
        return text.replace("the path of the URL (none stands for '/')", names)
                .replace("the path of the URL", names)
                .replace(" after # in the URL", " in " + names)
                .replace("put user and password into the URL", "set user and password in " + names)
                .replace("add ?starttls=required to the URL", "demand STARTTLS in the properties of Jakarta Mail")
                .replace(
                        "take ?starttls=required out of the URL",
                        "take starttls.required out of the properties of Jakarta Mail")
                .replace("no user in the URL", "no user is set")
                .replace("into " + URL, "into " + names)
                .replace(URL, names)
                .replace("its URL", "its address");
    }

    /** What to say instead of the URL, empty where that is the word for it. */
    private String names(Code code) {
        if (isOfLogin(code)) {
            return origins.hasLogin() || !origins.hasUrl() ? origins.login() : "";
        }
        if (code == Code.BACKEND_DATABASE) {
            return origins.hasTarget() || !origins.hasUrl() ? origins.target() : "";
        }
        return origins.hasUrl() ? "" : origins.address();
    }

    @Override
    protected List<String> proves() {
        return inner.declaration().demands();
    }

    @Override
    public Probe<Void> with(Settings changed) {
        return new Derived(inner.with(changed), origins, doubt, changed);
    }
}
