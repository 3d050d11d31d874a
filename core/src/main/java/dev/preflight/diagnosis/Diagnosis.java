package dev.preflight.diagnosis;

import dev.preflight.problem.CheckFailedException;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import dev.preflight.problem.Rung;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Makes a problem of whatever the code of a check threw, by what it and its causes are. */
public final class Diagnosis {
    private static final int DEEPEST = 20;
    /** The packages that run checks; whoever called them is of no interest to an operator. */
    private static final Set<String> OWN = Set.of(
            "dev.preflight",
            "dev.preflight.backend",
            "dev.preflight.backend.protocol",
            "dev.preflight.backend.wire",
            "dev.preflight.check",
            "dev.preflight.run");

    private final Failing check;

    public Diagnosis(Failing check) {
        this.check = check;
    }

    public Problem of(Throwable thrown) {
        try {
            return classified(thrown);
        } catch (Throwable e) {
            // An exception whose own code breaks must not take the run along.
            return Problem.of(Code.CHECK_CRASHED, "the check itself broke")
                    .fact("why", thrown.getClass().getName() + ", which cannot be read");
        }
    }

    private Problem classified(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        for (Throwable link : chain) {
            if (link instanceof CheckFailedException failed) {
                return failed.problem();
            }
        }
        for (Throwable link : chain) {
            String remedy = check.remedy().apply(link);
            if (remedy != null) {
                return broken(link).fix(remedy);
            }
        }
        if (thrown instanceof Error && !(thrown instanceof AssertionError)) {
            return crashed(thrown);
        }
        if (!check.runsCode()) {
            return crashed(thrown);
        }
        for (Throwable link : chain) {
            Problem problem = ClientDiagnosis.of(link, this);
            if (problem != null) {
                return problem;
            }
        }
        // The deepest first: clients wrap an unknown host in a failed connection, as the JDK's HTTP client does.
        for (int i = chain.size() - 1; i >= 0; i--) {
            Problem problem = network(chain.get(i));
            if (problem != null) {
                return problem;
            }
        }
        for (Throwable link : chain) {
            // Before SQL, since drivers wrap what TLS has to say.
            if (TlsDiagnosis.isTls(link)) {
                return TlsDiagnosis.of(chain, link, this);
            }
        }
        for (Throwable link : chain) {
            if (SqlDiagnosis.isSql(link)) {
                return SqlDiagnosis.of(link, this);
            }
        }
        for (Throwable link : chain) {
            // Last, since the JDK's HTTP client puts one below a connection that was refused.
            if (ExceptionText.isA("java.nio.channels.ClosedChannelException", link)) {
                return closed(link);
            }
        }
        return unclassified(thrown);
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = thrown; link != null && chain.size() < DEEPEST; link = ExceptionText.cause(link)) {
            chain.add(link);
        }
        return chain;
    }

    private Problem network(Throwable link) {
        String message = ExceptionText.message(link).toLowerCase(Locale.ROOT);
        if (link instanceof UnknownHostException || link instanceof UnresolvedAddressException) {
            Problem problem = Problem.of(Code.BACKEND_UNRESOLVED, "host name has no address");
            return (message.isEmpty()
                            ? problem
                            : problem.found(ExceptionText.outside(ExceptionText.message(link), check.secrets())))
                    .fix(correct("correct the host name", "look at the DNS", Code.BACKEND_UNRESOLVED));
        }
        if (link instanceof SocketTimeoutException
                || link instanceof TimeoutException
                || ExceptionText.isA("java.net.http.HttpTimeoutException", link)) {
            return timeout(link);
        }
        if (link instanceof NoRouteToHostException
                || link instanceof PortUnreachableException
                || link instanceof SocketException && message.contains("unreachable")) {
            return Problem.of(Code.BACKEND_UNREACHABLE, "network unreachable")
                    .fact("why", ExceptionText.inOneLine(link, check.secrets()))
                    .fix(correct(
                            "let the network through to it", "look at routes and firewalls", Code.BACKEND_UNREACHABLE));
        }
        if (link instanceof ConnectException) {
            if (message.contains("timed out")) {
                return timeout(link);
            }
            return Problem.of(Code.BACKEND_REFUSED, "connection refused").fix(start());
        }
        if (link instanceof EOFException
                || link instanceof IOException
                        && (message.contains("connection reset") || message.contains("broken pipe"))) {
            return closed(link);
        }
        return null;
    }

    private Problem closed(Throwable link) {
        return Problem.of(Code.BACKEND_CLOSED, "connection closed without an answer")
                .fact("why", ExceptionText.inOneLine(link, check.secrets()))
                .fix("look at the log of " + check.name()
                        + (held("TLS")
                                ? "; a client certificate that is missing looks like this too"
                                : "; another protocol, or TLS where there is none, looks like this too"));
    }

    private boolean held(String name) {
        for (Rung rung : check.rungs()) {
            if (rung.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private Problem timeout(Throwable link) {
        return Problem.of(Code.BACKEND_TIMEOUT, "no answer in time")
                .fact("why", ExceptionText.inOneLine(link, check.secrets()))
                .fix(start()
                        + (check.trying().equals("TLS")
                                ? "; a port that does not speak TLS looks like this too"
                                : "; a firewall that drops packets looks like this too"));
    }

    private Problem unclassified(Throwable thrown) {
        Code code = check.offline() ? Code.PROBE_REJECTED : Code.PROBE_FAILED;
        boolean backend = check.kind().equals("backend");
        Problem problem = Problem.of(backend ? Code.BACKEND_FAILED : code, "failed")
                .fact("why", ExceptionText.inOneLine(thrown, check.secrets()));
        return at(thrown, problem).fix(correct("mend what it says", "then start again"));
    }

    /** The problem of a check that says nothing about what it looks at, because its own code broke. */
    public Problem crashed(Throwable thrown) {
        return broken(thrown).fix("mend the code of the check; it says nothing about what it looks at");
    }

    private Problem broken(Throwable thrown) {
        Problem problem = Problem.of(Code.CHECK_CRASHED, "the check itself broke")
                .fact("why", ExceptionText.inOneLine(thrown, check.secrets()));
        return at(thrown, problem);
    }

    /** Adds the first frame that is not the Java runtime's. */
    private static Problem at(Throwable thrown, Problem problem) {
        for (StackTraceElement frame : ExceptionText.frames(thrown)) {
            if (!isRuntime(frame)) {
                return problem.fact("at", ExceptionText.frame(frame));
            }
        }
        return problem;
    }

    /** The remedy for what does not answer: {@code start payments, or correct PAYMENTS_URL}. */
    String start() {
        return correct("start " + check.name(), "", Code.BACKEND_REFUSED);
    }

    /** A remedy, and the variables that may be wrong; or something else to try where there is no variable. */
    String correct(String first, String orElse) {
        return correct(first, orElse, Code.BACKEND_FAILED);
    }

    /** The same where a login may be wrong too. */
    String correctLogin() {
        return correct("correct the user or the password", "", Code.BACKEND_LOGIN);
    }

    /** The same for a problem that says which of the variables it may be. */
    String correct(String first, String orElse, Code code) {
        List<String> names = new ArrayList<>(check.atFault().apply(code));
        if (names.isEmpty()) {
            names.addAll(code == Code.BACKEND_LOGIN ? check.logins() : check.addresses());
        }
        if (!check.configuredBy().isEmpty()) {
            names.add(check.configuredBy());
        }
        if (!names.isEmpty()) {
            return first + ", or correct " + String.join(" or ", names);
        }
        return orElse.isEmpty() ? first : first + "; " + orElse;
    }

    Failing check() {
        return check;
    }

    /** The problem of an attempt that did not end in time. */
    public Problem hangs(String summary, StackTraceElement... frames) {
        Problem problem = Problem.of(Code.CHECK_TIMEOUT, summary);
        String label = "hangs";
        for (StackTraceElement frame : telling(frames)) {
            problem = problem.fact(label, "at " + ExceptionText.frame(frame));
            label = "";
        }
        return problem.fix(start() + ", or give it more time");
    }

    /** The top of a stack, and who outside the Java runtime called it; nothing of Preflight's own. */
    private static List<StackTraceElement> telling(StackTraceElement... frames) {
        List<StackTraceElement> telling = new ArrayList<>();
        for (StackTraceElement frame : frames) {
            if (isOwn(frame)) {
                return telling;
            }
            boolean hidden = frame.getClassName().contains("$$") || isParking(frame);
            if (!hidden && (telling.size() < 2 || !isRuntime(frame) && telling.size() < 4)) {
                telling.add(frame);
            }
        }
        return telling;
    }

    /** How a thread waits for another, which says nothing of what for. */
    private static boolean isParking(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.endsWith(".Unsafe")
                || name.equals("java.util.concurrent.locks.LockSupport")
                || name.startsWith("java.util.concurrent.locks.AbstractQueuedSynchronizer");
    }

    private static boolean isOwn(StackTraceElement frame) {
        String name = frame.getClassName();
        return OWN.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    }

    private static boolean isRuntime(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }
}
