package dev.preflight.deploy.manifest;

import dev.preflight.deploy.tree.Node;
import dev.preflight.problem.Code;
import dev.preflight.problem.DeploymentException;
import dev.preflight.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What one part adds to a deployment. Changed by whoever reads the part, and by nobody after that. */
public final class Contribution {
    /** No kernel starts a process with more: Linux takes 6 MiB of arguments and variables at the most (execve(2)). */
    private static final int LARGEST = 8 << 20;

    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, Variable> beneath = new LinkedHashMap<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Problem> notices = new ArrayList<>();
    private final List<Problem> refusals = new ArrayList<>();
    private String about = "";
    private final List<Cut> cuts = new ArrayList<>();
    private final boolean closes;
    private long size;
    private String directory = "";
    private Predicate<String> own = name -> false;
    private String ownProvider;
    private Function<String, Optional<Problem>> remarks = name -> Optional.empty();

    private Contribution(boolean closes) {
        this.closes = closes;
    }

    /** One after which the environment counts as known. */
    public static Contribution closing() {
        return new Contribution(true);
    }

    /** One beside which anything else may set variables. */
    static Contribution open() {
        return new Contribution(false);
    }

    public static Contribution of(Map<String, String> values, String origin, boolean closes) {
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

    public List<Cut> cuts() {
        return cuts;
    }

    /** Adds variables that count where nothing else of this part sets them. */
    public void beneath(Map<String, Variable> others) {
        beneath.putAll(others);
    }

    /** The variables that count where nothing else of this part sets them. */
    public Map<String, Variable> beneath() {
        return beneath;
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

    public void directory(String path) {
        directory = path;
    }

    void unresolved(String summary, String found, String fix) {
        notices.add(Problem.of(Code.DEPLOYMENT_REFERENCE, summary).found(found).fix(fix));
    }

    /** Tells of words that references do not use here. */
    void doubts(ComposeTemplate template) {
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

    /** Says that something is certain to be refused. */
    void refused(String summary, String found, String fix) {
        refuse(Problem.of(Code.DEPLOYMENT_MANIFEST, summary).found(found).fix(fix));
    }

    /** Says that something is certain not to start, since what it refers to is not there. */
    void unstartable(String summary, String found, String fix) {
        refuse(Problem.of(Code.DEPLOYMENT_REFERENCE, summary).found(found).fix(fix));
    }

    private void refuse(Problem problem) {
        if (!refusals.contains(problem)) {
            refusals.add(problem);
        }
    }

    /** Says what it is that is refused, such as {@code Deployment orders}. */
    public void about(String what) {
        about = what;
    }

    public String about() {
        return about;
    }

    public List<Problem> refusals() {
        return refusals;
    }

    /** Says that whoever starts the process sets variables of its own. */
    public void elsewhere(Predicate<String> names, String provider) {
        own = names;
        ownProvider = provider;
    }

    /** Who sets a variable that no part tells of; null if nobody does. */
    public String elsewhere(String name) {
        return own.test(name) ? ownProvider : null;
    }

    /** Says what there is to tell of variables that it does not set. */
    void remarks(Function<String, Optional<Problem>> of) {
        remarks = of;
    }

    /** What there is to tell whoever declares a variable that has no value here. */
    public Optional<Problem> remark(String name) {
        return remarks.apply(name);
    }

    /** Takes over what there is to say of something else, once. */
    void adopt(Contribution others) {
        for (Problem other : others.notices) {
            if (!notices.contains(other)) {
                notices.add(other);
            }
        }
        others.refusals.forEach(this::refuse);
    }

    public Map<String, Variable> variables() {
        return variables;
    }

    public List<String> gaps() {
        return gaps;
    }

    public boolean closes() {
        return closes;
    }

    public List<Mount> mounts() {
        return mounts;
    }

    public String directory() {
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
    public List<Problem> beyondCuts() {
        return notices;
    }
}
