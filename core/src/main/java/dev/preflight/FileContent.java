package dev.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes of the content of a file what the declaration says, and asks for the keys that must be there. */
final class FileContent {
    private FileContent() {}

    static <T> T parse(ConfigFile<T> check, FoundFile file, byte[] content, ProbeContext context) throws Exception {
        FileFormat<T> format = check.spec().format();
        T value;
        try {
            value = format.parse(file, content, context);
        } catch (CheckFailedException e) {
            throw check.settings().secret() && format instanceof DocumentFormats.Parsed<?>
                    ? FileProblems.refused(check, file, e, context).asException()
                    : e;
        } catch (FileFormat.Malformed e) {
            throw FileProblems.malformed(check, file, e, context).asException();
        } catch (Exception e) {
            throw FileProblems.refused(check, file, e, context).asException();
        }
        if (value instanceof Document document) {
            if (check.settings().secret()) {
                document.eachText(new SecretTexts(context.secrets()));
            }
            requireKeys(check, file, document);
        }
        return value;
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
