package dev.preflight.console;

import dev.preflight.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What stands between a command and the stream of the process, so that whatever is printed can be printed: lines and
 * tabs stay, and every other character that does not show as itself becomes an escape. Not for several threads.
 */
public final class PrintableOutput extends OutputStream {
    private final PrintStream target;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer left = ByteBuffer.allocate(0);
    private boolean isReturned;

    private PrintableOutput(PrintStream target) {
        this.target = target;
    }

    /** A stream that prints to another one what can be printed. */
    public static PrintStream over(PrintStream target) {
        return new PrintStream(new PrintableOutput(target), true, StandardCharsets.UTF_8);
    }

    /** A text of several lines as it can be printed. */
    static String lines(String text) {
        StringBuilder out = null;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            boolean isEnd = i < text.length() && c == '\r' && text.startsWith("\n", i + 1);
            if (c == '\n' || c == '\t' || isEnd) {
                String line = text.substring(from, i);
                String plain = Printable.escape(line);
                if (plain != line && out == null) {
                    out = new StringBuilder(text.length() + 32).append(text, 0, from);
                }
                if (out != null) {
                    out.append(plain).append(i < text.length() ? String.valueOf(c) : "");
                }
                from = i + 1;
            }
        }
        return out == null ? text : out.toString();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.allocate(left.remaining() + length);
        in.put(left).put(bytes, offset, length).flip();
        CharBuffer decoded = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, decoded, false);
        // The rest of a character comes with the next bytes.
        left = ByteBuffer.allocate(in.remaining()).put(in).flip();
        String text = (isReturned ? "\r" : "") + decoded.flip();
        // Whether a return ends a line is known by what follows.
        isReturned = text.endsWith("\r");
        target.print(lines(isReturned ? text.substring(0, text.length() - 1) : text));
    }

    @Override
    public void flush() {
        target.flush();
    }
}
