package dev.preflight;

/** Puts exceptions into words that are safe to show. */
final class Thrown {
    private static final int LONGEST = 300;
    private static final int LONGEST_READ = 2_000;
    private static final int DEEPEST = 10;

    private Thrown() {}

    /** The class and the message of an exception, and of its causes where they say something else. */
    static String inOneLine(Throwable thrown, ProbeContext context) {
        StringBuilder out = new StringBuilder();
        String last = "";
        Throwable current = thrown;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            String message = message(current);
            if (!message.isBlank() && !last.contains(message)) {
                out.append(out.isEmpty() ? "" : ", because ").append(message);
                last = message;
            }
            current = current.getCause();
        }
        String name = thrown.getClass().getSimpleName();
        return outside(out.isEmpty() ? name : name + ": " + out, context);
    }

    /** The message; empty where there is none or where asking for it fails. */
    static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null
                    ? ""
                    : message.length() > LONGEST_READ ? message.substring(0, LONGEST_READ) : message;
        } catch (Throwable e) {
            return "";
        }
    }

    /** Text of others without secrets, in one bounded line. */
    static String outside(String text, ProbeContext context) {
        String read = text.length() > LONGEST_READ ? Printable.head(text, LONGEST_READ) : text;
        return Printable.line(context.secrets().scrubPieces(read), LONGEST);
    }

    /** Where an exception was thrown, or a thread stands: class, method, file and line. */
    static String frame(StackTraceElement frame) {
        String line = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
        String file = frame.getFileName() == null ? "" : " (" + frame.getFileName() + line + ")";
        return Printable.line(frame.getClassName() + "." + frame.getMethodName() + file, LONGEST);
    }
}
