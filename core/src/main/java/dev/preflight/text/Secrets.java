package dev.preflight.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    private static final int LONGEST_WORD = 14;
    private static final int LONGEST_READ = 64 * 1024;

    /** What names of secrets are made of. */
    private static final String[] NAMES = {
        "pass", "pw", "secret", "token", "key", "auth", "cred", "jwt", "sas", "sig", "bearer"
    };
    /** Words of URLs and of clients, which are passwords in many a place. */
    private static final String EVERYDAY =
            " activemq amqps cassandra couchbase elasticsearch jdbc:postgresql jdbc:mysql jdbc:mariadb jdbc:oracle"
                    + " jdbc:sqlserver kafka ldaps localhost mongodb neo4j opensearch postgres pulsar rabbitmq redis-sentinel"
                    + " rediss https memcached zookeeper username password passwd authentication connection administrator"
                    + " database server default secret system manager refused required ";

    private final Set<String> secrets = new HashSet<>();
    private final List<String> urls = new ArrayList<>(0);
    private final Set<String> open = new HashSet<>(0);
    /** Null while no secret is known. */
    private Forms forms;

    private boolean isComplete = true;

    /** All forms in which secrets may appear. The long ones are found by how they begin, since there may be thousands. */
    private static final class Forms {
        private final Set<String> all;
        private final List<String> words;
        private final Map<String, List<String>> longOnes = new HashMap<>();

        Forms(Set<String> all, List<String> words) {
            this.all = all;
            this.words = words;
            for (String form : all) {
                if (form.length() < PIECE) {
                    words.add(form);
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
        if (mayHold(value)) {
            for (String credential : UrlCredentials.in(value)) {
                add(credential);
            }
        }
    }

    /** Remembers a URL that is not secret: its scheme, hosts, ports, database and user are known to everybody. */
    public synchronized void addOpenUrl(String url) {
        urls.add(url);
        isComplete = false;
    }

    /** Remembers a part that is no secret, such as a user. A secret that is the same is not looked for. */
    public synchronized void addOpen(String part) {
        isComplete &= !open.add(part);
    }

    /** Whether it is worth while to look for credentials in a text. */
    private static boolean mayHold(String text) {
        if (text.indexOf('@') >= 0 || text.indexOf('=') >= 0) {
            return true;
        }
        boolean hasColon = text.indexOf(':') >= 0;
        int most = Math.min(LONGEST_READ, text.length());
        for (int i = 0; i < most && (hasColon || text.indexOf(' ') >= 0); i++) {
            // A token may follow the word "bearer" alone.
            for (int n = hasColon ? 0 : NAMES.length - 1; n < NAMES.length; n++) {
                if (text.regionMatches(true, i, NAMES[n], 0, NAMES[n].length())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Takes out every secret, whole. One that is shorter than six characters, or an everyday word, goes only where it
     * stands as a word, since a text without any letter "a" tells more than it hides.
     */
    public String scrub(String text) {
        Forms known = forms();
        if (known == null) {
            return text;
        }
        boolean[] secret = new boolean[text.length()];
        return markWhole(text, known, true, secret) ? masked(text, secret) : text;
    }

    /**
     * Takes out what can only be a secret: for text of our own, which is made of parts that are no secrets. A short one,
     * a word, a number, or what is a part of a URL that is shown anyway would only be told by the hole it leaves.
     */
    public String scrubOwn(String text) {
        Forms known = forms();
        if (known == null) {
            return text;
        }
        boolean[] secret = new boolean[text.length()];
        return markWhole(text, known, false, secret) ? masked(text, secret) : text;
    }

    /** Takes out every secret, and credentials that nobody knew before: for text that may be of others. */
    public String scrubAll(String text) {
        boolean[] secret = new boolean[text.length()];
        if (mayHold(text)) {
            UrlCredentials.mark(text, secret);
        }
        Forms known = forms();
        if (known != null) {
            markWhole(text, known, true, secret);
        }
        return masked(text, secret);
    }

    /** Takes out every secret and every piece of one, six characters or longer, and credentials: for text that others wrote. */
    public String scrubPieces(String text) {
        boolean[] secret = new boolean[text.length()];
        if (mayHold(text)) {
            UrlCredentials.mark(text, secret);
        }
        Forms known = forms();
        if (known == null) {
            return masked(text, secret);
        }
        Map<String, List<Integer>> places = places(text);
        boolean[] buckets = new boolean[BUCKETS];
        for (String piece : places.keySet()) {
            buckets[bucket(piece, 0)] = true;
        }
        markWhole(text, known, true, secret);
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

    private static boolean markWhole(String text, Forms known, boolean withWords, boolean[] secret) {
        boolean any = false;
        for (String form : withWords ? known.words : List.<String>of()) {
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
                if (text.startsWith(form, at) && (withWords || !isEveryday(form))) {
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
            isComplete = true;
            if (secrets.isEmpty()) {
                return forms;
            }
            Set<String> all = new HashSet<>();
            List<String> words = new ArrayList<>(0);
            Set<String> known = new HashSet<>(open);
            for (String url : urls) {
                addParts(url, known);
            }
            for (String secret : secrets) {
                if (known.contains(secret)) {
                    continue;
                }
                boolean isWord = EVERYDAY.contains(secret) || isPartOf(known, secret);
                if (isWord) {
                    words.add(secret);
                } else {
                    all.add(secret);
                }
                if (secret.length() <= LONGEST_ENCODED) {
                    SecretForms.add(secret, all);
                }
            }
            forms = new Forms(all, words);
        }
        return forms;
    }

    private static boolean isPartOf(Set<String> known, String secret) {
        for (String part : known) {
            if (part.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text is one word, or a number, as our own text has many. */
    private static boolean isEveryday(String form) {
        boolean letters = form.length() <= LONGEST_WORD;
        boolean digits = form.length() <= PIECE;
        for (int i = 0; i < form.length() && (letters || digits); i++) {
            char c = form.charAt(i);
            letters &= c >= 'a' && c <= 'z' || i == 0 && c >= 'A' && c <= 'Z';
            digits &= c >= '0' && c <= '9';
        }
        return letters || digits;
    }

    /** The scheme, the hosts and ports, the user and the database of a URL that can be taken apart; none of another. */
    private static void addParts(String url, Set<String> parts) {
        int slashes = url.indexOf("://");
        if (slashes <= 0 || url.indexOf("://", slashes + 3) >= 0) {
            return;
        }
        int end = slashes + 3;
        while (end < url.length() && "/?#;".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(slashes + 3, end);
        int at = authority.indexOf('@');
        if (at != authority.lastIndexOf('@')
                || url.indexOf('@', end) >= 0
                || !UrlWords.isHosts(authority.substring(at + 1))) {
            return;
        }
        int colon = authority.indexOf(':');
        if (colon > 0 && colon < at) {
            parts.add(authority.substring(0, colon));
        }
        addWords(url.substring(0, slashes), ":+", parts);
        addWords(authority.substring(at + 1), ":,", parts);
        if (!url.startsWith("http") && end < url.length() && url.charAt(end) == '/') {
            int path = end + 1;
            while (path < url.length() && "/?#;".indexOf(url.charAt(path)) < 0) {
                path++;
            }
            parts.add(url.substring(end + 1, path));
        }
        for (String name : new String[] {"user=", "username=", "databasename=", "database="}) {
            int from = url.toLowerCase(Locale.ROOT).indexOf(name, end);
            if (from > 0 && "?&;".indexOf(url.charAt(from - 1)) >= 0) {
                int to = from + name.length();
                while (to < url.length() && "&;".indexOf(url.charAt(to)) < 0) {
                    to++;
                }
                parts.add(url.substring(from + name.length(), to));
            }
        }
    }

    private static void addWords(String text, String marks, Set<String> words) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || marks.indexOf(text.charAt(i)) >= 0) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
    }
}
