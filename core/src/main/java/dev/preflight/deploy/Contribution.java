package dev.preflight.deploy;

import dev.preflight.Code;
import dev.preflight.DeploymentException;
import dev.preflight.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What one part adds to a deployment. Changed by whoever reads the part, and by nobody after that. */
final class Contribution {
    /** No kernel starts a process with more: Linux takes 6 MiB of arguments and variables at the most (execve(2)). */
    private static final int LARGEST = 8 << 20;

    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Problem> notices = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final boolean closes;
    private long size;
    private String directory = "";
    private Predicate<String> own = name -> false;
    private String ownProvider;

    private Contribution(boolean closes) {
        this.closes = closes;
    }

    /** One after which the environment counts as known. */
    static Contribution closing() {
        return new Contribution(true);
    }

    /** One beside which anything else may set variables. */
    static Contribution open() {
        return new Contribution(false);
    }

    static Contribution of(Map<String, String> values, String origin, boolean closes) {
        Contribution contribution = new Contribution(closes);
        for (Map.Entry<String, String> variable : values.entrySet()) {
            contribution.set(variable.getKey(), variable.getValue(), origin);
        }
        return contribution;
    }

    void set(String name, String value, String origin) {
        set(name, new Variable(value, origin));
    }

    void set(String name, Variable variable) {
        size += length(variable) - length(variables.put(name, variable));
        if (size > LARGEST) {
            throw new DeploymentException(
                    variable.origin() + ": the variables are longer than 8,388,608 characters together");
        }
    }

    private static int length(Variable variable) {
        return variable == null || variable.value() == null
                ? 0
                : variable.value().length();
    }

    void unset(String name) {
        size -= length(variables.remove(name));
    }

    /** Says that references of a value became blank, which is told once it is known whether the value is secret. */
    void cut(Cut cut) {
        if (!cuts.contains(cut)) {
            cuts.add(cut);
        }
    }

    List<Cut> cuts() {
        return cuts;
    }

    /** Says that variables may come from somewhere that cannot be seen. */
    void gap(String reason) {
        if (!gaps.contains(reason)) {
            gaps.add(reason);
        }
    }

    void mount(String path, Node node) {
        mounts.add(Mount.of(path, node));
    }

    void directory(String path) {
        directory = path;
    }

    void unresolved(String summary, String found, String fix) {
        notices.add(Problem.of(Code.DEPLOYMENT_REFERENCE, summary).found(found).fix(fix));
    }

    /** Tells of words that references do not use here. */
    void doubts(Template template) {
        for (String doubt : template.doubts()) {
            suspicious(
                    "a default that is not used here, and that not every version of Compose leaves alone",
                    doubt,
                    "correct it, since Compose refuses the file where it looks at it");
        }
    }

    void suspicious(String summary, String found, String fix) {
        notices.add(Problem.of(Code.DEPLOYMENT_MANIFEST, summary).found(found).fix(fix));
    }

    /** Says that whoever starts the process sets variables of its own. */
    void elsewhere(Predicate<String> names, String provider) {
        own = names;
        ownProvider = provider;
    }

    /** Who sets a variable that no part tells of; null if nobody does. */
    String elsewhere(String name) {
        return own.test(name) ? ownProvider : null;
    }

    /** Takes over what there is to say of something else, once. */
    void adopt(List<Problem> others) {
        for (Problem other : others) {
            if (!notices.contains(other)) {
                notices.add(other);
            }
        }
    }

    Map<String, Variable> variables() {
        return variables;
    }

    List<String> gaps() {
        return gaps;
    }

    boolean closes() {
        return closes;
    }

    List<Mount> mounts() {
        return mounts;
    }

    String directory() {
        return directory;
    }

    /** All that there is to say of it, where nobody has declared a secret. */
    List<Problem> notices() {
        List<Problem> all = new ArrayList<>(notices);
        for (Cut cut : cuts) {
            all.add(cut.problem(false));
        }
        return all;
    }

    /** What there is to say of it, but for its {@link #cuts}. */
    List<Problem> beyondCuts() {
        return notices;
    }
}
