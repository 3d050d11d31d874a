package dev.preflight.syntax;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads bytes as UTF-8, with or without a byte order mark, and tells where they are something else. */
public final class Utf8 {
    private static final int BOM = 3;

    private Utf8() {}

    public static String text(byte[] content) throws Malformed {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            int line = 1;
            int lineStart = text(content, 0, bytes.position()).startsWith("\ufeff") ? BOM : 0;
            for (int i = 0; i < bytes.position(); i++) {
                if (content[i] == '\n') {
                    line++;
                    lineStart = i + 1;
                }
            }
            int column = text(content, lineStart, bytes.position()).length() + 1;
            throw new Malformed("it is not UTF-8", line, column);
        }
    }

    private static String text(byte[] content, int start, int end) {
        return new String(content, start, end - start, StandardCharsets.UTF_8);
    }
}
