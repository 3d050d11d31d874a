package dev.preflight.check;

import dev.preflight.type.ValueRule;
import java.util.ArrayList;
import java.util.List;

/** What is declared of a file beyond the settings that every check has. Empty texts and a zero size are none. */
record FileSpec<T>(
        FileLocation location,
        FileFormat<T> format,
        List<String> keys,
        List<String> texts,
        long atMost,
        String digest,
        List<ValueRule<T>> rules) {

    static FileSpec<FoundFile> of(FileLocation location) {
        return new FileSpec<>(location, FileFormat.Unread.INSTANCE, List.of(), List.of(), 0, "", List.of());
    }

    <V> FileSpec<V> of(FileFormat<V> other) {
        return new FileSpec<>(location, other, keys, texts, atMost, digest, List.of());
    }

    FileSpec<T> having(List<String> added) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(added);
        return new FileSpec<>(location, format, List.copyOf(all), texts, atMost, digest, rules);
    }

    FileSpec<T> containing(String text) {
        List<String> all = new ArrayList<>(texts);
        all.add(text);
        return new FileSpec<>(location, format, keys, List.copyOf(all), atMost, digest, rules);
    }

    FileSpec<T> atMost(long bytes) {
        return new FileSpec<>(location, format, keys, texts, bytes, digest, rules);
    }

    FileSpec<T> digest(String expected) {
        return new FileSpec<>(location, format, keys, texts, atMost, expected, rules);
    }

    FileSpec<T> rule(ValueRule<T> added) {
        List<ValueRule<T>> all = new ArrayList<>(rules);
        all.add(added);
        return new FileSpec<>(location, format, keys, texts, atMost, digest, List.copyOf(all));
    }
}
