package dev.preflight.diagnosis;

import dev.preflight.text.Printable;
import dev.preflight.text.Secrets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;

/** Puts exceptions into words that are safe to show. */
public final class ExceptionText {
    private static final int LONGEST = 300;
    private static final int LONGEST_READ = 2_000;
    private static final int DEEPEST = 10;

    private ExceptionText() {}

    /** The class and the message of an exception, and of its causes where they say something else. */
    public static String inOneLine(Throwable thrown, Secrets secrets) {
        StringBuilder out = new StringBuilder();
        String last = "";
        Set<Throwable> read = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable current = thrown;
        while (current != null && read.size() < DEEPEST && read.add(current)) {
            String message = message(current);
            if (!message.isBlank() && !last.contains(message)) {
                out.append(out.isEmpty() ? "" : ", because ").append(message);
                last = message;
            }
            current = cause(current);
        }
        String simple = thrown.getClass().getSimpleName();
        String name = simple.isEmpty() ? thrown.getClass().getName() : simple;
        return outside(out.isEmpty() ? name : name + ": " + out, secrets);
    }

    /** The message; empty where there is none or where asking for it fails. */
    public static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null
                    ? ""
                    : message.length() > LONGEST_READ ? message.substring(0, LONGEST_READ) : message;
        } catch (Throwable e) {
            return "";
        }
    }

    /** The cause; null where there is none or where asking for it fails. */
    static Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable e) {
            return null;
        }
    }

    /** The frames; none where asking for them fails. */
    static StackTraceElement[] frames(Throwable thrown) {
        try {
            return Objects.requireNonNull(thrown.getStackTrace());
        } catch (Throwable e) {
            return new StackTraceElement[0];
        }
    }

    /** Whether an exception is of a class, which is known by name so that it is not loaded where it is not used. */
    static boolean isA(String className, Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(className)) {
                return true;
            }
        }
        return false;
    }

    /** Text of others without secrets, in one bounded line. */
    public static String outside(String text, Secrets secrets) {
        String read = text.length() > LONGEST_READ ? Printable.head(text, LONGEST_READ) : text;
        return Printable.line(secrets.scrubPieces(withoutUserInfo(read)), LONGEST);
    }

    /** Masks the user-info of URLs: clients repeat theirs, and the run may not have read it. */
    private static String withoutUserInfo(String text) {
        String left = text;
        for (int at = left.indexOf("://"); at >= 0; at = left.indexOf("://", at + 3)) {
            int start = at + 3;
            int end = start;
            while (end < left.length() && left.charAt(end) > ' ' && "/?#".indexOf(left.charAt(end)) < 0) {
                end++;
            }
            int sign = left.lastIndexOf('@', end - 1);
            if (sign > start) {
                left = left.substring(0, start) + Secrets.MASK + left.substring(sign);
            }
        }
        return left;
    }

    /** Where an exception was thrown, or a thread stands: class, method, file and line. */
    static String frame(StackTraceElement frame) {
        String line = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
        String file = frame.getFileName() == null ? "" : " (" + frame.getFileName() + line + ")";
        return Printable.line(frame.getClassName() + "." + frame.getMethodName() + file, LONGEST);
    }
}
