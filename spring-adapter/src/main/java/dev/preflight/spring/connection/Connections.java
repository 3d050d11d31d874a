package dev.preflight.spring.connection;

import dev.preflight.check.Check;
import dev.preflight.check.Probe;
import dev.preflight.spring.Application;
import dev.preflight.spring.Beside;
import dev.preflight.spring.CheckSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * Derives a check from each bean of connection details that a client of Spring Boot is made from. Where the application
 * defines its own client, the details say nothing about it.
 */
final class Connections implements CheckSource, DisposableBean {
    /** The name of the bean. */
    static final String BEAN = "preflightConnections";

    private final Set<String> covered = new HashSet<>();
    private final Map<Kind, List<String>> own = new EnumMap<>(Kind.class);
    /** The beans that change what clients of Spring Boot do. */
    private final Map<Kind, String> changers = new EnumMap<>(Kind.class);

    /** The kinds of which a check has the plain name. */
    private final Set<Kind> derived = EnumSet.noneOf(Kind.class);

    private final Taint taint = new Taint();
    private boolean isEmpty = true;
    private Application abandoned;

    @Override
    public List<Check<?>> checks(Application application) {
        Definitions definitions = new Definitions(application.beanFactory());
        Checks checks = new Checks(application);
        Doubts doubts = new Doubts(application.environment(), definitions);
        Customizers customizers = new Customizers(definitions);
        StreamBinders binders = StreamBinders.of(application, definitions, doubts);
        for (Kind kind : Kind.values()) {
            List<String> clients = definitions.names(kind.clients());
            List<String> ofBoot = definitions.ofBoot(clients);
            boolean isUsed = kind.clients().isEmpty() || !ofBoot.isEmpty();
            String changer = isUsed && !kind.clients().isEmpty() ? customizers.of(kind, ofBoot) : "";
            if (!changer.isEmpty()) {
                // The details are not the truth about it: it is asked itself, or its contributor is.
                changers.put(kind, changer);
                own.put(kind, clients);
                continue;
            }
            List<String> details = isUsed ? definitions.names(kind.details()) : List.of();
            boolean any = false;
            checks.isProved = true;
            if (isUsed && binders.replace(kind) && !doubts.usage().isUsed(kind, ofBoot)) {
                // The binders connect, each to where it is told, and this client is nobody's.
                covered.addAll(kind.healthNames());
                continue;
            }
            boolean isGuess = isUsed && !binders.use(kind) && doubts.isGuess(kind, ofBoot, details);
            checks.doubt = isGuess ? Doubts.guess(kind) : doubts.dispensable(kind);
            if (isGuess) {
                // Spring Boot's own contributor would look where nobody said that there is anything.
                covered.addAll(kind.healthNames());
            }
            if (isUsed && kind.details().isEmpty()) {
                any = checks.derive(kind, "", true, ofBoot, definitions);
            }
            for (String name : details) {
                boolean isMain = details.size() == 1 || definitions.isPrimary(name);
                any |= checks.derive(kind, name, isMain, ofBoot, definitions);
            }
            if (any) {
                derived.add(kind);
            }
            if (kind == Kind.ACTIVEMQ && !clients.isEmpty() && isSet("spring.jms.jndi-name", application)) {
                // It is looked up, and nothing says where it connects to.
                own.put(kind, clients);
                continue;
            }
            if (clients.size() > ofBoot.size()) {
                own.put(kind, without(ofBoot, clients));
            } else if (any && checks.isProved) {
                covered.addAll(kind.contributors());
            }
        }
        for (StreamBinders.One each : binders.all()) {
            if (each.kind() != null && !each.sharesClient()) {
                checks.derive(each, binders, doubts, definitions);
            }
        }
        isEmpty = checks.all.isEmpty();
        abandoned = application;
        for (List<String> names : own.values()) {
            for (String name : names) {
                // What depends on a bean is destroyed before it.
                application.beanFactory().registerDependentBean(name, BEAN);
            }
        }
        return checks.all;
    }

    private static boolean isSet(String property, Application application) {
        return Binder.get(application.environment())
                .bind(property, String.class)
                .isBound();
    }

    private static List<String> without(List<String> some, List<String> names) {
        List<String> others = new ArrayList<>(names);
        others.removeAll(some);
        return others;
    }

    @Override
    public List<Check<?>> lateChecks(Application application) {
        abandoned = null;
        List<Check<?>> checks = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        for (Contributor each : HealthContributors.of(application.beanFactory(), this)) {
            checks.add(HealthCheck.of(each, taint));
            asked.add(
                    each.path().indexOf('/') < 0
                            ? each.path()
                            : each.path().substring(0, each.path().indexOf('/')));
        }
        Map<Kind, List<String>> unasked = new EnumMap<>(Kind.class);
        unasked.putAll(own);
        boolean areKnown = HealthContributors.areKnown(application.beanFactory());
        unasked.keySet()
                .removeIf(kind -> !Collections.disjoint(kind.contributorNames(), asked)
                        // Who switched a contributor off is not asked behind its back.
                        || areKnown
                                && !changers.containsKey(kind)
                                && !Doubts.dispensable(application.environment(), kind)
                                        .isEmpty());
        if (!unasked.isEmpty()) {
            checks.addAll(OwnClients.of(unasked, taint, changers, derived, application));
        }
        if (!checks.isEmpty()) {
            taint.addNamed(application.environment());
        }
        return checks;
    }

    /** Where something ends the boot before the clients of the application are asked, they may be the reason. */
    @Override
    public void destroy() {
        if (abandoned != null && !own.isEmpty()) {
            taint.addNamed(abandoned.environment());
            Beside.show(abandoned, OwnClients.made(own, abandoned.beanFactory(), taint));
        }
    }

    /** Whether no check was derived. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** Whether a check has found out all that a health contributor of Spring Boot's own would find out. */
    boolean covers(String contributor) {
        return covered.contains(contributor);
    }

    /** What is secret in the connections. */
    Taint taint() {
        return taint;
    }

    /** Checks that are being collected. */
    private final class Checks {
        private final Application application;
        private final List<Check<?>> all = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        /** Whether the checks of the kind that is looked at show all that its health contributors would. */
        private boolean isProved;
        /** Why failures of the kind at hand are no proof, empty where they are. */
        private String doubt = "";

        Checks(Application application) {
            this.application = application;
        }

        /** Returns whether there is anything to check. */
        boolean derive(Kind kind, String bean, boolean isMain, List<String> clients, Definitions definitions) {
            Check<?>[] unresolved = application
                    .unresolvedBelow(kind.prefixes().toArray(new String[0]))
                    .toArray(new Check<?>[0]);
            String name = isMain ? kind.defaultName() : kind.defaultName() + "-" + bean;
            taint.addProperties(application.environment(), kind.prefixes());
            List<Probe<?>> derived;
            String source = kind.source(application.environment());
            try {
                Details details = Details.of(bean.isEmpty() ? null : definitions.bean(bean));
                Connection connection = new Connection(name, !isMain, details, clients, definitions, application);
                source = connection.isOfProperties() ? source : "bean " + bean;
                taint.addDetails(details);
                derived = kind.checks(connection);
                isProved &= Coverage.of(kind, connection).isWhole();
            } catch (RuntimeException | LinkageError e) {
                if (isOfBinding(e) && !(application.findings().isDocumentation() && unresolved.length > 0)) {
                    // Properties that cannot be bound have a check of their own.
                    return true;
                }
                derived = List.of(new Unreadable(name, correct(e, source), e, taint));
            }
            Origins origins =
                    source.startsWith("bean ") ? Origins.of(source) : new Origins(application.environment(), source);
            for (Probe<?> probe : derived) {
                String own = probe.settings().configuredBy();
                Origins its = own.isEmpty() ? origins : new Origins(application.environment(), own);
                add(Derived.of(probe, its, doubt).needs(unresolved));
            }
            // Nobody has asked a database that is only warned of.
            return !derived.isEmpty() && !(derived.get(0) instanceof UnchosenDatabase);
        }

        /** Adds the checks of a binder of Spring Cloud Stream. */
        void derive(StreamBinders.One binder, StreamBinders binders, Doubts doubts, Definitions definitions) {
            BinderChecks checks = new BinderChecks(binder, application, definitions);
            Check<?>[] unresolved = application
                    .unresolvedBelow(checks.prefixes().toArray(new String[0]))
                    .toArray(new Check<?>[0]);
            taint.addProperties(binder.environment(), checks.prefixes());
            taint.addProperties(application.environment(), List.of(binder.prefix() + "spring"));
            Origins origins = Origins.first(application.environment(), checks.prefixes());
            List<Probe<?>> derived;
            try {
                derived = checks.checks();
            } catch (RuntimeException | LinkageError e) {
                String source = e instanceof MalformedAddressException
                        ? origins.address()
                        : checks.prefixes().get(checks.prefixes().size() - 1);
                derived = List.of(new Unreadable(checks.name(), source, e, taint));
            }
            String reason = checks.doubt(doubts, binders.all());
            for (Probe<?> probe : derived) {
                add(Derived.of(probe, origins, reason).needs(unresolved));
            }
        }

        /** What to correct where nobody can tell where a backend is: the address where that is what is wrong. */
        private String correct(Throwable thrown, String source) {
            return thrown instanceof MalformedAddressException && !source.startsWith("bean ")
                    ? new Origins(application.environment(), source).address()
                    : source;
        }

        private static boolean isOfBinding(Throwable thrown) {
            for (Throwable each = thrown; each != null; each = each.getCause()) {
                if (each instanceof BindException) {
                    return true;
                }
            }
            return false;
        }

        /** Keeps names apart: the first of one name has it. */
        private void add(Probe<?> probe) {
            if (names.add(probe.name())) {
                all.add(probe);
            }
        }
    }
}
