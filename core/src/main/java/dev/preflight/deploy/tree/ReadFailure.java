package dev.preflight.deploy.tree;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Puts what the reading of a file ended with into words. */
public final class ReadFailure {
    private ReadFailure() {}

    public static String words(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "this user may not read it";
        }
        if (e instanceof EOFException) {
            return "it is cut off";
        }
        return e.getMessage() == null ? "it cannot be read (" + e.getClass().getSimpleName() + ")" : e.getMessage();
    }
}
