package dev.preflight;

import dev.preflight.check.Check;
import dev.preflight.check.Evaluation;
import dev.preflight.check.Phase;
import dev.preflight.console.BootLog;
import dev.preflight.deploy.Deployment;
import dev.preflight.problem.DeploymentException;
import dev.preflight.report.PreflightListener;
import dev.preflight.report.Report;
import dev.preflight.report.ReportFormat;
import dev.preflight.run.CheckOrder;
import dev.preflight.run.Run;
import dev.preflight.text.Arguments;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What an application needs in order to run, declared once, and the self-check that verifies it at boot.
 *
 * <pre>{@code
 * static final Preflight PREFLIGHT = Preflight.of("orders", PORT, CONFIG, jdbc("orders-db", DATABASE_URL));
 *
 * public static void main(String[] args) {
 *     Verified verified = PREFLIGHT.verifyOrExit(args);
 *     Server.start(verified.get(PORT));
 * }
 * }</pre>
 *
 * <p>A run evaluates all offline checks first, one after the other, and then all online checks beside each other, so
 * that one report names every problem. It never waits longer than its {@linkplain #deadline deadline}. Immutable and
 * thread-safe: one suite may run many times, and in several threads.
 */
public final class Preflight {
    /** How long a run may take unless something else is declared: 30 seconds. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

    private final CheckOrder suite;
    private final Deployment deployment;
    private final Duration deadline;
    private final List<PreflightListener> listeners;
    private final Map<String, String> alsoReads;

    private Preflight(
            CheckOrder suite,
            Deployment deployment,
            Duration deadline,
            List<PreflightListener> listeners,
            Map<String, String> alsoReads) {
        this.suite = suite;
        this.deployment = deployment;
        this.deadline = deadline;
        this.listeners = listeners;
        this.alsoReads = alsoReads;
    }

    /**
     * Declares a suite. Checks that others need join by themselves.
     *
     * @param name the name of the application
     * @param checks the checks, in the order in which problems are to be reported
     * @return the suite
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank or cannot be printed; if there is no check; if two
     *     checks have the same name; if one has a pace and is not tried again; or if checks need each other in a circle
     */
    public static Preflight of(String name, Check<?>... checks) {
        return new Preflight(CheckOrder.of(name, checks), null, DEFAULT_DEADLINE, List.of(), Map.of());
    }

    /**
     * Declares a suite of checks that are gathered in a list or a set. Checks that others need join by themselves.
     *
     * @param name the name of the application
     * @param checks the checks, in the order in which problems are to be reported
     * @return the suite
     * @throws NullPointerException if an argument or a check is null
     * @throws IllegalArgumentException as {@link #of(String, Check...)} does
     */
    public static Preflight of(String name, Collection<? extends Check<?>> checks) {
        return of(name, checks.toArray(new Check<?>[0]));
    }

    /**
     * The same suite, looking somewhere else than this process.
     *
     * @param where where to look
     * @return a suite that looks there
     * @throws NullPointerException if {@code where} is null
     * @throws DeploymentException if the parts of a deployment that is about to ship do not fit together
     */
    public Preflight against(Deployment where) {
        Objects.requireNonNull(where, "where").sight().settle();
        return new Preflight(suite, where, deadline, listeners, alsoReads);
    }

    /**
     * The same suite, with the checks of some phases, and the checks that these need, only.
     *
     * @param phases the phases to keep
     * @return a suite without the other checks
     * @throws NullPointerException if a phase is null
     * @throws IllegalArgumentException if no check is left
     */
    public Preflight only(Phase... phases) {
        return new Preflight(suite.only(phases), deployment, deadline, listeners, alsoReads);
    }

    /**
     * Bounds the whole run. Default: 30 seconds. Online checks that have not ended by then are abandoned and reported.
     *
     * @param limit more than zero
     * @return a suite with that deadline
     * @throws NullPointerException if {@code limit} is null
     * @throws IllegalArgumentException if {@code limit} is not more than zero, or less than the timeout of a check that
     *     was declared with one
     */
    public Preflight deadline(Duration limit) {
        suite.requireTime(Arguments.positive("deadline", limit));
        return new Preflight(suite, deployment, Arguments.positive("deadline", limit), listeners, alsoReads);
    }

    /**
     * Lets somebody watch: a listener is told of each check of each run when it starts and when it has ended.
     *
     * @param listener the listener, besides those that there are
     * @return a suite with that listener
     * @throws NullPointerException if {@code listener} is null
     */
    public Preflight listener(PreflightListener listener) {
        List<PreflightListener> all = new ArrayList<>(listeners);
        all.add(Objects.requireNonNull(listener, "listener"));
        return new Preflight(suite, deployment, deadline, List.copyOf(all), alsoReads);
    }

    /**
     * Names something that the application reads and that no check is to be made of, for the audit and the
     * documentation. It changes no verdict.
     *
     * <pre>{@code
     * PREFLIGHT.alsoReads("HOME", "set by the shell").alsoReads("AWS_REGION", "read by the AWS SDK, which has a default")
     * }</pre>
     *
     * @param name the exact name of a variable, of a system property or of a placeholder; or the full name of a class
     *     that reads what cannot be told from its code
     * @param reason why there is no check of it
     * @return a suite with that exception, added to those it has
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if an argument is blank or cannot be printed
     */
    public Preflight alsoReads(String name, String reason) {
        Map<String, String> all = new TreeMap<>(alsoReads);
        all.put(Arguments.oneLine("name", name), Arguments.oneLine("reason", reason));
        return new Preflight(suite, deployment, deadline, listeners, Collections.unmodifiableMap(all));
    }

    /**
     * What the application reads and no check is made of.
     *
     * @return the reasons, by name and in the order of the names
     */
    public Map<String, String> alsoReads() {
        return alsoReads;
    }

    /**
     * The same suite with another timeout for one check, which an operator may know better than the code. The check
     * stays the key to its value.
     *
     * @param id kind and name of an online check, such as {@code backend orders-db}
     * @param limit how long one attempt may take, more than zero
     * @return a suite with that timeout
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the suite has no such check, or {@code limit} is not more than zero
     */
    public Preflight timeout(String id, Duration limit) {
        return new Preflight(
                suite.timing(id, settings -> Evaluation.timeout(settings, limit)),
                deployment,
                deadline,
                listeners,
                alsoReads);
    }

    /**
     * The same suite with another time for one check in which transient problems are tried again. The check stays the
     * key to its value.
     *
     * @param id kind and name of an online check, such as {@code backend orders-db}
     * @param time how long after the first attempt another one may start; more than zero
     * @return a suite with that time
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the suite has no such check, or {@code time} is not more than zero
     */
    public Preflight retryFor(String id, Duration time) {
        return new Preflight(
                suite.timing(id, settings -> Evaluation.retryFor(settings, time)),
                deployment,
                deadline,
                listeners,
                alsoReads);
    }

    /**
     * The name of the application.
     *
     * @return the name
     */
    public String name() {
        return suite.name();
    }

    /**
     * How long a run may take at the most.
     *
     * @return a positive duration
     */
    public Duration deadline() {
        return deadline;
    }

    /**
     * All checks, those that joined as inputs included, each after its inputs.
     *
     * @return the checks
     */
    public List<Check<?>> checks() {
        return suite.checks();
    }

    /**
     * The checks that were listed, without those that joined as inputs of others: what another suite has to list in
     * order to verify the same.
     *
     * @return the checks, each after its inputs
     */
    public List<Check<?>> declared() {
        List<Check<?>> declared = new ArrayList<>();
        for (Check<?> check : suite.checks()) {
            if (suite.declares(check)) {
                declared.add(check);
            }
        }
        return List.copyOf(declared);
    }

    /**
     * Runs the suite and tells what it found. It throws nothing, logs nothing and ends nothing. If the thread is
     * interrupted, online checks that have not ended are reported so, and the thread stays interrupted.
     *
     * @return the report
     */
    public Report run() {
        return execute().report();
    }

    /**
     * Runs the suite and returns the values, or fails. Success is logged in one line at INFO, each warning in one at
     * WARN, by the SLF4J logger {@code dev.preflight}; a failure is thrown and not logged.
     *
     * @return the verified values
     * @throws PreflightException if the boot must not go on
     */
    public Verified verify() {
        Verified verified = execute();
        Report report = verified.report();
        if (!report.mayBoot()) {
            throw PreflightException.of(report);
        }
        BootLog.write(report);
        return verified;
    }

    /**
     * Runs the suite and returns the values, or prints the report to the standard error stream and ends the process
     * with {@link Report#exitCode()}. For the first line of {@code main}.
     *
     * <p>Arguments that begin with {@code --preflight} are for the self-check. {@code --preflight} itself checks
     * everything, prints the report and ends the process without starting the application, as {@link #runCommand} says;
     * {@code --preflight-report=FORMAT[:FILE]}, and the variable {@code PREFLIGHT_REPORT}, also write the report in
     * another {@linkplain ReportFormat format}. On a terminal, one line says what the run is waiting for. In Kubernetes
     * the short form of a failure also goes to {@code /dev/termination-log}. A process that does not end
     * by itself, since a shutdown hook or a standard stream hangs, is halted with the same code after 10 seconds; the
     * variable {@code PREFLIGHT_EXIT_AFTER} says after how many others.
     *
     * @param args the arguments of {@code main}
     * @return the verified values
     * @throws NullPointerException if {@code args} or one of them is null
     */
    public Verified verifyOrExit(String... args) {
        Boot boot = new Boot(this, where(), Objects.requireNonNull(args, "args").clone());
        OptionalInt exit = boot.command(System.out, System.err);
        if (exit.isPresent()) {
            boot.end(exit.getAsInt());
        }
        return boot.verifyOrExit();
    }

    /**
     * Does what {@code --preflight} among some arguments asks for instead of starting the application, and prints to the
     * standard streams. For those who end the process themselves; {@link #verifyOrExit} does it all.
     *
     * <ul>
     *   <li>{@code --preflight}: checks everything and prints the report
     *   <li>{@code --preflight=offline}: the same without connections
     *   <li>{@code --preflight=list}: prints what would be checked
     *   <li>{@code --preflight=explain CODE}: prints the long explanation of a problem code
     *   <li>{@code --preflight=help}: prints all of these, and what other {@link Command}s there are
     * </ul>
     *
     * @param args the arguments of {@code main}
     * @return the exit code for the process: 0, 78, 69 or 70 as of {@link Report#exitCode()}, 64 where the arguments
     *     make no sense, 74 where a file cannot be read or written; empty if nothing is asked for, and the application
     *     is to be started
     * @throws NullPointerException if {@code args} or one of them is null
     */
    public OptionalInt runCommand(String... args) {
        return runCommand(System.out, System.err, args);
    }

    /**
     * The same, printed to other streams, for front ends that keep the standard output stream to what was asked for, and
     * have redirected it. A stream that is given counts as a terminal where the standard one of the process is one.
     *
     * @param out what stands in for the standard output stream
     * @param err what stands in for the standard error stream
     * @param args the arguments of {@code main}
     * @return the exit code for the process, as above; empty if nothing is asked for
     * @throws NullPointerException if an argument is null
     */
    public OptionalInt runCommand(PrintStream out, PrintStream err, String... args) {
        return new Boot(this, where(), Objects.requireNonNull(args, "args").clone())
                .command(Objects.requireNonNull(out, "out"), Objects.requireNonNull(err, "err"));
    }

    /**
     * Takes a report to wherever {@link #verifyOrExit} would take it: to what {@code --preflight-report} and the variable
     * {@code PREFLIGHT_REPORT} name, and the short form of a failure to {@code /dev/termination-log}. For front ends that
     * show the report and end the process themselves. What cannot be written is a line on the standard error stream.
     *
     * @param report a report of this suite, or of one that it is a part of
     * @param args the arguments of {@code main}
     * @throws NullPointerException if an argument is null
     */
    public void deliver(Report report, String... args) {
        new Boot(this, where(), Objects.requireNonNull(args, "args").clone())
                .deliver(Objects.requireNonNull(report, "report"));
    }

    private Deployment where() {
        return deployment == null ? Deployment.current() : deployment;
    }

    Verified execute() {
        Run run = new Run(suite, where(), deadline, listeners);
        return new Verified(suite, run.execute(), run.values(), run.evaluation());
    }

    /** Names the suite. */
    @Override
    public String toString() {
        return "Preflight[" + suite.name() + "]";
    }
}
