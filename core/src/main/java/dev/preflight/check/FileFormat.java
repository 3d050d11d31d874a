package dev.preflight.check;

import dev.preflight.syntax.Malformed;

/** What the content of a file is read as. */
abstract class FileFormat<T> {
    private final String name;

    FileFormat(String name) {
        this.name = name;
    }

    /** The name of the format in reports: {@code YAML}. */
    final String name() {
        return name;
    }

    /** Whether the content is read at all. */
    boolean reads() {
        return true;
    }

    /** Whether the content always becomes a {@link Document}, which has keys. */
    boolean hasKeys() {
        return true;
    }

    /** Whether code of the application reads it. */
    boolean isForeign() {
        return false;
    }

    /**
     * Reads the content of a file.
     *
     * @throws Malformed where the content breaks the format
     * @throws Exception whatever a parser of the application throws
     */
    abstract T parse(FoundFile file, byte[] content, ProbeContext context) throws Exception;

    /** Any content at all. */
    static final class Unread extends FileFormat<FoundFile> {
        static final FileFormat<FoundFile> INSTANCE = new Unread();

        private Unread() {
            super("any");
        }

        @Override
        boolean reads() {
            return false;
        }

        @Override
        boolean hasKeys() {
            return false;
        }

        @Override
        FoundFile parse(FoundFile file, byte[] content, ProbeContext context) {
            return file;
        }
    }
}
