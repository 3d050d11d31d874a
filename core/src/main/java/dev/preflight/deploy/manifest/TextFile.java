package dev.preflight.deploy.manifest;

import dev.preflight.deploy.tree.ReadFailure;
import dev.preflight.problem.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a text of somebody else, whole and bounded. */
public final class TextFile {
    private static final int MOST = 16 << 20;

    private TextFile() {}

    public static String read(Path path) {
        if (Files.isDirectory(path)) {
            throw new DeploymentException(path + ": it is a directory");
        }
        try {
            return text(bounded(PatientReading.DEFAULT.bytes(path, MOST), path.toString()), path.toString());
        } catch (IOException e) {
            throw new DeploymentException(path + ": " + ReadFailure.words(e), e);
        }
    }

    static byte[] bytes(InputStream in, String name) throws IOException {
        return bounded(in.readNBytes(MOST + 1), name);
    }

    private static byte[] bounded(byte[] content, String name) {
        if (content.length > MOST) {
            throw new DeploymentException(name + ": it has more than 16 MiB");
        }
        return content;
    }

    /** The text without the mark that some editors of Windows put before it. */
    static String text(byte[] content, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DeploymentException(name + ": it is not UTF-8", e);
        }
    }
}
