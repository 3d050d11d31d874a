package dev.preflight.check;

import dev.preflight.problem.CheckFailedException;
import dev.preflight.syntax.Malformed;
import dev.preflight.text.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes of the content of a file what the declaration says, and asks for the keys that must be there. */
final class FileContent {
    private FileContent() {}

    static <T> T parse(ConfigFile<T> check, FoundFile file, byte[] content, ProbeContext context) throws Exception {
        FileFormat<T> format = check.spec().format();
        int conflict = conflict(content, !format.hasKeys());
        if (conflict > 0) {
            throw FileProblems.conflict(file, conflict).asException();
        }
        T value;
        try {
            value = format.parse(file, content, context);
        } catch (CheckFailedException e) {
            throw check.settings().secret() && format instanceof DocumentFormats.Parsed<?>
                    ? FileProblems.refused(check, file, e, context).asException()
                    : e;
        } catch (Malformed e) {
            throw FileProblems.malformed(check, file, e, context).asException();
        } catch (Exception e) {
            throw FileProblems.refused(check, file, e, context).asException();
        }
        if (value instanceof Document document) {
            if (check.settings().secret()) {
                document.eachText(new SecretTexts(context.secrets()));
            }
            requireKeys(check, file, document);
        } else if (!check.spec().keys().isEmpty()) {
            throw FileProblems.noDocument(check).asException();
        }
        return value;
    }

    /** Whether text is UTF-16: by its byte order mark, or by every other byte of its beginning, which is ASCII, being 0. */
    static boolean isUtf16(byte... content) {
        if (content.length < 2) {
            return false;
        }
        int mark = (content[0] & 0xff) << 8 | content[1] & 0xff;
        return mark == 0xfeff || mark == 0xfffe || content[0] == 0 != (content[1] == 0);
    }

    /** The problem of a text that is UTF-16 where that is not read. */
    static Malformed utf16() {
        return new Malformed("it is UTF-16; save it as UTF-8", 1, 0);
    }

    /**
     * The line, from 1, of the first mark that a version control system leaves of a conflict; 0 if there is none.
     *
     * @param all whether only the marks of a whole conflict count, since one alone may be text
     */
    static int conflict(byte[] content, boolean all) {
        int line = 1;
        int begins = 0;
        int divides = 0;
        int first = 0;
        for (int start = 0; start < content.length; line++) {
            byte c = content[start];
            if ((c == '<' || c == '>' || c == '=') && isMark(content, start)) {
                first = first == 0 && c != '=' ? line : first;
                begins = begins == 0 && c == '<' ? line : begins;
                divides = divides == 0 && begins > 0 && c == '=' ? line : divides;
                if (c == '>' && divides > 0 || c != '=' && !all) {
                    return first;
                }
            }
            while (start < content.length && content[start] != '\n') {
                start++;
            }
            start++;
        }
        return 0;
    }

    /** Whether a line begins with seven times the same character, and then ends or goes on after a blank. */
    private static boolean isMark(byte[] content, int start) {
        int end = start;
        while (end < content.length && content[end] == content[start]) {
            end++;
        }
        return end - start == 7
                && (end == content.length || content[end] == ' ' || content[end] == '\n' || content[end] == '\r');
    }

    private static void requireKeys(ConfigFile<?> check, FoundFile file, Document document) {
        List<String> missing = new ArrayList<>();
        List<String> blank = new ArrayList<>();
        for (String key : check.spec().keys()) {
            Object value = document.find(key).orElse("");
            if (!document.has(key)) {
                missing.add(key);
            } else if (value instanceof CharSequence text && text.toString().isBlank()) {
                blank.add(key);
            }
        }
        if (!missing.isEmpty() || !blank.isEmpty()) {
            throw FileProblems.keysMissing(check, file, document, missing, blank)
                    .asException();
        }
    }

    /** Remembers the texts of a secret file. Short ones, such as {@code true}, are no secrets of their own. */
    private record SecretTexts(Secrets secrets) implements Consumer<String> {
        private static final int SHORTEST = 6;

        @Override
        public void accept(String text) {
            if (text.length() >= SHORTEST) {
                secrets.add(text);
            }
        }
    }
}
