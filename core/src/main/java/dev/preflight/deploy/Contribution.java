package dev.preflight.deploy;

import dev.preflight.Code;
import dev.preflight.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What one part adds to a deployment. Changed by whoever reads the part, and by nobody after that. */
final class Contribution {
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, Variable> beneath = new LinkedHashMap<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Problem> notices = new ArrayList<>();
    private final List<Problem> refusals = new ArrayList<>();
    private String about = "";
    private final boolean closes;
    private String directory = "";
    private Predicate<String> own = name -> false;
    private String ownProvider;
    private Function<String, Optional<Problem>> remarks = name -> Optional.empty();

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
        variables.put(name, new Variable(value, origin));
    }

    void set(String name, Variable variable) {
        variables.put(name, variable);
    }

    void unset(String name) {
        variables.remove(name);
    }

    /** Adds variables that count where nothing else of this part sets them. */
    void beneath(Map<String, Variable> others) {
        beneath.putAll(others);
    }

    /** The variables that count where nothing else of this part sets them. */
    Map<String, Variable> beneath() {
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

    void directory(String path) {
        directory = path;
    }

    void unresolved(String summary, String found, String fix) {
        notices.add(Problem.of(Code.DEPLOYMENT_REFERENCE, summary).found(found).fix(fix));
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
    void about(String what) {
        about = what;
    }

    String about() {
        return about;
    }

    List<Problem> refusals() {
        return refusals;
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

    /** Says what there is to tell of variables that it does not set. */
    void remarks(Function<String, Optional<Problem>> of) {
        remarks = of;
    }

    /** What there is to tell whoever declares a variable that has no value here. */
    Optional<Problem> remark(String name) {
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

    List<Problem> notices() {
        return notices;
    }
}
