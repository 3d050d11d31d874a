package dev.preflight;

import java.util.ArrayList;
import java.util.List;

/** What is declared of a file beyond the settings that every check has. Empty texts and a zero size are none. */
record FileSpec<T>(
        FileLocation location,
        FileFormat<T> format,
        List<String> keys,
        List<String> texts,
        long atMost,
        String digest) {

    static FileSpec<FoundFile> of(FileLocation location) {
        return new FileSpec<>(location, FileFormat.Unread.INSTANCE, List.of(), List.of(), 0, "");
    }

    <V> FileSpec<V> of(FileFormat<V> other) {
        return new FileSpec<>(location, other, keys, texts, atMost, digest);
    }

    FileSpec<T> having(List<String> added) {
        List<String> all = new ArrayList<>(keys);
        all.addAll(added);
        return new FileSpec<>(location, format, List.copyOf(all), texts, atMost, digest);
    }

    FileSpec<T> containing(String text) {
        List<String> all = new ArrayList<>(texts);
        all.add(text);
        return new FileSpec<>(location, format, keys, List.copyOf(all), atMost, digest);
    }

    FileSpec<T> atMost(long bytes) {
        return new FileSpec<>(location, format, keys, texts, bytes, digest);
    }

    FileSpec<T> digest(String expected) {
        return new FileSpec<>(location, format, keys, texts, atMost, expected);
    }
}
