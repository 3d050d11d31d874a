package dev.preflight.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The secrets that one run has come to know, and the way to take them out of a text. Secrets are known by having been
 * read, never guessed by how they look. Thread-safe.
 */
public final class Secrets {
    public static final String MASK = "[secret]";

    private static final int PIECE = 6;
    private static final int BUCKETS = 4096;
    private static final int LONGEST_ENCODED = 64 * 1024;

    private final Set<String> secrets = new HashSet<>();
    /** Null while no secret is known. */
    private Forms forms;

    private boolean isComplete = true;

    /** All forms in which secrets may appear. The long ones are found by how they begin, since there may be thousands. */
    private static final class Forms {
        private final Set<String> all;
        private final List<String> shortOnes = new ArrayList<>();
        private final Map<String, List<String>> longOnes = new HashMap<>();

        Forms(Set<String> all) {
            this.all = all;
            for (String form : all) {
                if (form.length() < PIECE) {
                    shortOnes.add(form);
                } else {
                    addTo(longOnes, form.substring(0, PIECE), form);
                }
            }
        }
    }

    /** Remembers a secret. */
    public synchronized void add(String secret) {
        if (!secret.isBlank()) {
            isComplete &= !secrets.add(secret) & !secrets.add(secret.strip());
        }
    }

    /** Remembers what is secret in a value that is not secret as a whole: the credentials of a URL. */
    public void addCredentials(String value) {
        if (value.indexOf('@') >= 0 || value.indexOf('=') >= 0) {
            for (String credential : UrlCredentials.in(value)) {
                add(credential);
            }
        }
    }

    /**
     * Takes out every secret, whole. One that is shorter than six characters goes only where it stands as a word, since
     * a text without any letter "a" tells more than it hides.
     */
    public String scrub(String text) {
        Forms known = forms();
        if (known == null) {
            return text;
        }
        boolean[] secret = new boolean[text.length()];
        return markWhole(text, known, secret) ? masked(text, secret) : text;
    }

    /** Takes out every secret and every piece of one, six characters or longer: for text that others wrote. */
    public String scrubPieces(String text) {
        Forms known = forms();
        if (known == null) {
            return text;
        }
        boolean[] secret = new boolean[text.length()];
        Map<String, List<Integer>> places = places(text);
        boolean[] buckets = new boolean[BUCKETS];
        for (String piece : places.keySet()) {
            buckets[bucket(piece, 0)] = true;
        }
        markWhole(text, known, secret);
        for (String form : known.all) {
            for (int i = 0; i + PIECE <= form.length(); i++) {
                // Nearly all pieces of a long secret stand nowhere in the text; they must not cost a string each.
                if (buckets[bucket(form, i)]) {
                    // Removed, since a text and a secret of one piece repeated would meet a million times.
                    List<Integer> starts = places.remove(form.substring(i, i + PIECE));
                    for (int start : starts == null ? List.<Integer>of() : starts) {
                        Arrays.fill(secret, start, start + PIECE, true);
                    }
                }
            }
        }
        return masked(text, secret);
    }

    private static int bucket(String text, int start) {
        return (text.charAt(start) * 1021 + text.charAt(start + 2) * 31 + text.charAt(start + PIECE - 1)) % BUCKETS;
    }

    private static boolean markWhole(String text, Forms known, boolean[] secret) {
        boolean any = false;
        for (String form : known.shortOnes) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                int end = at + form.length();
                boolean inWord = at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))
                        || end < text.length() && Character.isLetterOrDigit(text.charAt(end));
                if (!inWord) {
                    Arrays.fill(secret, at, end, true);
                    any = true;
                }
            }
        }
        for (int at = 0; at + PIECE <= text.length(); at++) {
            for (String form : known.longOnes.getOrDefault(text.substring(at, at + PIECE), List.of())) {
                if (text.startsWith(form, at)) {
                    Arrays.fill(secret, at, at + form.length(), true);
                    any = true;
                }
            }
        }
        return any;
    }

    /** Without a lambda, which would be the first one of a run that logs in. */
    private static <T> void addTo(Map<String, List<T>> lists, String key, T value) {
        List<T> list = lists.get(key);
        if (list == null) {
            list = new ArrayList<>(1);
            lists.put(key, list);
        }
        list.add(value);
    }

    private static Map<String, List<Integer>> places(String text) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i + PIECE <= text.length(); i++) {
            addTo(places, text.substring(i, i + PIECE), i);
        }
        return places;
    }

    private static String masked(String text, boolean[] secret) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!secret[i]) {
                out.append(text.charAt(i));
            } else if (i == 0 || !secret[i - 1]) {
                out.append(MASK);
            }
        }
        return out.toString();
    }

    private synchronized Forms forms() {
        if (!isComplete) {
            Set<String> all = new HashSet<>();
            for (String secret : secrets) {
                all.add(secret);
                if (secret.length() <= LONGEST_ENCODED) {
                    addEncoded(secret, all);
                }
            }
            forms = new Forms(all);
            isComplete = true;
        }
        return forms;
    }

    private static void addEncoded(String secret, Set<String> forms) {
        forms.add(Printable.escape(secret));
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        addUrlEncoded(encoded, forms);
        addUrlEncoded(encoded.replace("+", "%20"), forms);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Adds an encoded text, and the same with the digits of its escapes in lower case (RFC 3986, section 2.1). */
    private static void addUrlEncoded(String encoded, Set<String> forms) {
        forms.add(encoded);
        StringBuilder lower = new StringBuilder(encoded);
        for (int i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 1)) {
            lower.setCharAt(i + 1, Character.toLowerCase(encoded.charAt(i + 1)));
            lower.setCharAt(i + 2, Character.toLowerCase(encoded.charAt(i + 2)));
        }
        forms.add(lower.toString());
    }
}
