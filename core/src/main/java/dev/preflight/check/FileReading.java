package dev.preflight.check;

import dev.preflight.text.Digest;
import dev.preflight.type.ValueRule;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads the file of a declaration as far as the declaration asks for it, and never without a bound. */
final class FileReading {
    /** How much of a file is parsed unless the declaration says otherwise. */
    static final long MOST_PARSED = 16L << 20;

    private static final int BETWEEN_LOOKS = 1 << 20;

    private FileReading() {}

    static <T> T read(ConfigFile<T> check, FoundFile file, ProbeContext context) throws Exception {
        Path path = file.size() == 0 ? file.path().orElse(null) : null;
        return path == null || !OfTheKernel.isOne(path)
                ? readNow(check, file, context)
                : OfTheKernel.patiently(path, context, () -> readNow(check, file, context));
    }

    private static <T> T readNow(ConfigFile<T> check, FoundFile file, ProbeContext context) throws Exception {
        FileSpec<T> spec = check.spec();
        long most = spec.atMost() > 0 ? spec.atMost() : spec.format().reads() ? MOST_PARSED : Long.MAX_VALUE;
        if (file.size() > most) {
            throw FileProblems.tooLarge(check, file, most).asException();
        }
        byte[] content;
        try {
            content = content(check, file, most);
            if (content.length == 0) {
                throw FileProblems.empty(file).asException();
            }
            if (content.length > most) {
                throw FileProblems.tooLarge(check, file, most).asException();
            }
            if (!spec.digest().isEmpty()) {
                requireDigest(check, file, context);
            }
            for (String text : spec.texts()) {
                if (!contains(file, text, context)) {
                    throw FileProblems.textMissing(file, text).asException();
                }
            }
        } catch (IOException e) {
            throw FileProblems.failing(file, e, context).asException();
        }
        if (check.settings().secret() && !spec.format().hasKeys()) {
            // What it holds is known as a whole only: whoever reads it next may say some of it.
            context.secret(new String(content, StandardCharsets.UTF_8));
        }
        // Most files are only looked at, and need nothing of what reads documents.
        T value = spec.format().reads()
                ? FileContent.parse(check, file, content, context)
                : spec.format().parse(file, content, context);
        for (ValueRule<T> rule : spec.rules()) {
            requireRule(check, file, rule, value);
        }
        if (check.settings().secret()
                && file.path().isPresent()
                && FileSearch.isOpenToAll(file.path().get())) {
            context.warn(FileProblems.exposed(file));
        }
        return value;
    }

    private static <T> void requireRule(ConfigFile<T> check, FoundFile file, ValueRule<T> rule, T value) {
        boolean accepted;
        try {
            accepted = rule.accepts(null, value);
        } catch (RuntimeException e) {
            throw check.settings().secret() ? EnvProblems.brokenCheck(e).asException() : e;
        }
        if (!accepted) {
            throw FileProblems.brokenRule(file, rule.description()).asException();
        }
    }

    private static byte[] content(ConfigFile<?> check, FoundFile file, long most) throws IOException {
        // One byte tells that a file is readable and not empty; only a resource in a jar hides its size until read.
        long enough = 1;
        if (check.spec().format().reads() || file.size() < 0 && check.spec().atMost() > 0) {
            enough = Math.min(most, Integer.MAX_VALUE - 9L) + 1;
        } else if (check.settings().secret()) {
            // All of it, since whoever reads it next may say any part.
            enough = Math.min(most, MOST_PARSED);
        }
        try (InputStream in = file.open()) {
            return in.readNBytes((int) enough);
        }
    }

    private static void requireDigest(ConfigFile<?> check, FoundFile file, ProbeContext context) throws IOException {
        String expected = check.spec().digest();
        try (InputStream in = Clocked.over(file, context)) {
            String actual = Digest.of(in, expected);
            if (!actual.equals(expected)) {
                throw FileProblems.checksum(check, file, actual).asException();
            }
        }
    }

    /** Searches without holding more than a window of the file, which carries over what may be the beginning. */
    private static boolean contains(FoundFile file, String text, ProbeContext context) throws IOException {
        // One character a byte, so that the search is that of the Java runtime.
        String wanted = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String window = "";
        byte[] buffer = new byte[64 << 10];
        try (InputStream in = file.open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String tail = window.substring(Math.max(0, window.length() - wanted.length() + 1));
                window = tail.concat(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                if (window.contains(wanted)) {
                    return true;
                }
                if (read == buffer.length && context.run().isOver()) {
                    throw FileProblems.late(file, context).asException();
                }
            }
        }
        return false;
    }

    /** Files that the kernel makes while they are read; a class of its own, since few boots need what it is made of. */
    static final class OfTheKernel {
        private OfTheKernel() {}

        /**
         * Does something with a file that the kernel makes while it is read, as {@code /proc/kmsg} is, which may wait for
         * ever for what comes next. Such files say that they are empty.
         */
        static <T> T patiently(Path path, ProbeContext context, Callable<T> reading) throws Exception {
            FutureTask<T> task = new FutureTask<>(reading);
            Thread thread = new Thread(task, "preflight-" + context.name());
            thread.setDaemon(true);
            thread.start();
            try {
                return task.get(context.run().end() - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Exception thrown) {
                    throw thrown;
                }
                throw e;
            } catch (TimeoutException e) {
                thread.interrupt();
                throw FileProblems.late(new FileOnPath(path, 0), context).asException();
            }
        }

        /** Whether a file that says that it is empty is one that the kernel makes while it is read. */
        static boolean isOne(Path path) throws IOException {
            if (path.getFileSystem() != FileSystems.getDefault()) {
                return false;
            }
            Path real = path.toRealPath();
            return real.startsWith("/proc") || real.startsWith("/sys");
        }
    }

    /** The content of a file, which looks at the clock from time to time. */
    private static final class Clocked extends FilterInputStream {
        private final FoundFile file;
        private final ProbeContext context;
        private long looked;

        static InputStream over(FoundFile file, ProbeContext context) throws IOException {
            return new Clocked(file, context);
        }

        private Clocked(FoundFile file, ProbeContext context) throws IOException {
            super(file.open());
            this.file = file;
            this.context = context;
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            int read = super.read(into, start, length);
            looked += read;
            if (looked > BETWEEN_LOOKS) {
                looked = 0;
                if (context.run().isOver()) {
                    throw FileProblems.late(file, context).asException();
                }
            }
            return read;
        }
    }
}
