package dev.preflight.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** The forms in which a secret may come back: encoded, escaped, or in the midst of something that is. */
final class SecretForms {
    private static final int PIECE = 6;
    private static final int LONGEST_ESCAPED = 4 * 1024;

    private SecretForms() {}

    /** Adds what others may make of a secret. */
    static void add(String secret, Set<String> forms) {
        addOther(Printable.escape(secret), secret, forms);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        addUrlEncoded(encoded, secret, forms);
        addUrlEncoded(encoded.replace("+", "%20"), secret, forms);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        // UTF-8 that was read as Latin-1.
        addOther(new String(bytes, StandardCharsets.ISO_8859_1), secret, forms);
        if (secret.length() <= LONGEST_ESCAPED && secret.length() >= PIECE) {
            addWithin(bytes, forms);
            addHexadecimal(bytes, forms);
            addUrlEncoded(URLEncoder.encode(encoded, StandardCharsets.UTF_8), secret, forms);
            addUrlEncoded(URLEncoder.encode(encoded.replace("+", "%20"), StandardCharsets.UTF_8), secret, forms);
            addEscaped(secret, forms);
        }
    }

    private static void addOther(String form, String secret, Set<String> forms) {
        if (!form.equals(secret)) {
            forms.add(form);
        }
    }

    /** What Base64 makes of a secret in the midst of other bytes, without the digits that these have a part in. */
    private static void addWithin(byte[] bytes, Set<String> forms) {
        for (int before = 0; before < 3; before++) {
            byte[] all = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, all, before, bytes.length);
            int first = (before * 8 + 5) / 6;
            int last = all.length * 8 / 6;
            if (last - first >= PIECE) {
                forms.add(
                        Base64.getEncoder().withoutPadding().encodeToString(all).substring(first, last));
                forms.add(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(all)
                        .substring(first, last));
            }
        }
    }

    private static void addHexadecimal(byte[] bytes, Set<String> forms) {
        StringBuilder plain = new StringBuilder(2 * bytes.length);
        StringBuilder percent = new StringBuilder(3 * bytes.length);
        StringBuilder backslash = new StringBuilder(4 * bytes.length);
        for (byte b : bytes) {
            char high = Character.forDigit(b >> 4 & 15, 16);
            char low = Character.forDigit(b & 15, 16);
            plain.append(high).append(low);
            percent.append('%').append(high).append(low);
            backslash.append("\\x").append(high).append(low);
        }
        forms.add(plain.toString());
        forms.add(plain.toString().toUpperCase(Locale.ROOT));
        forms.add(percent.toString());
        forms.add(percent.toString().toUpperCase(Locale.ROOT));
        forms.add(backslash.toString());
        forms.add(backslash.toString().toUpperCase(Locale.ROOT).replace("\\X", "\\x"));
    }

    /** As JSON, HTML, shells and files of properties write it. */
    private static void addEscaped(String secret, Set<String> forms) {
        StringBuilder lower = new StringBuilder();
        StringBuilder upper = new StringBuilder();
        StringBuilder every = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            String digits = Integer.toHexString(0x10000 + c).substring(1);
            String escape = "\\u" + digits;
            boolean isAscii = c >= ' ' && c < 127;
            lower.append(isAscii ? String.valueOf(c) : escape);
            upper.append(isAscii ? String.valueOf(c) : "\\u" + digits.toUpperCase(Locale.ROOT));
            every.append(escape);
        }
        forms.add(every.toString());
        forms.add(every.toString().toUpperCase(Locale.ROOT).replace("\\U", "\\u"));
        addOther(upper.toString(), secret, forms);
        addOther(lower.toString(), secret, forms);
        for (String text : new String[] {secret, lower.toString(), upper.toString()}) {
            // The backslash of an escape stays as it is.
            String backslashes = text.equals(secret) ? text.replace("\\", "\\\\") : text;
            String json = backslashes
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace("\t", "\\t");
            addOther(json, secret, forms);
            addOther(json.replace("/", "\\/"), secret, forms);
            addOther(
                    json.replace("<", "\\u003c")
                            .replace(">", "\\u003e")
                            .replace("&", "\\u0026")
                            .replace("=", "\\u003d")
                            .replace("'", "\\u0027"),
                    secret,
                    forms);
        }
        addOther(backslashed(secret, "\\:=#! "), secret, forms);
        addOther(backslashed(upper.toString(), ":=#! "), secret, forms);
        addOther(backslashed(secret, "\\:=#!"), secret, forms);
        addOther(backslashed(secret, "\\\"$`"), secret, forms);
        addOther(backslashed(secret, "\\\"$`!"), secret, forms);
        addOther(backslashed(secret, "\\ \"'$`!*?[]{}()<>|&;#~^=,"), secret, forms);
        addOther(backslashed(secret, "\\ \"'$`!*?[]{}()<>|&;#~^"), secret, forms);
        addOther(backslashed(secret, "'"), secret, forms);
        addOther(secret.replace("'", "'\\''"), secret, forms);
        addOther(secret.replace("'", "'\"'\"'"), secret, forms);
        addOther(secret.replace("'", "''"), secret, forms);
        addOther(secret.replace("\"", "\"\""), secret, forms);
        String markup = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        addOther(markup, secret, forms);
        String quotes = markup.replace("\"", "&quot;");
        addOther(quotes, secret, forms);
        for (String apostrophe : new String[] {"&#39;", "&#x27;", "&#039;", "&apos;"}) {
            addOther(quotes.replace("'", apostrophe), secret, forms);
            addOther(markup.replace("\"", "&#34;").replace("'", apostrophe), secret, forms);
        }
    }

    private static String backslashed(String text, String marks) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            if (marks.indexOf(text.charAt(i)) >= 0) {
                out.append('\\');
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    /** Adds an encoded text, and the same with the digits of its escapes in lower case (RFC 3986, section 2.1). */
    private static void addUrlEncoded(String encoded, String secret, Set<String> forms) {
        addOther(encoded, secret, forms);
        StringBuilder lower = new StringBuilder(encoded);
        for (int i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 1)) {
            lower.setCharAt(i + 1, Character.toLowerCase(encoded.charAt(i + 1)));
            lower.setCharAt(i + 2, Character.toLowerCase(encoded.charAt(i + 2)));
        }
        // What is encoded twice has two more digits behind "25".
        addOther(lower.toString(), secret, forms);
        StringBuilder twice = new StringBuilder(lower);
        for (int i = lower.indexOf("%25"); i >= 0; i = lower.indexOf("%25", i + 1)) {
            for (int digit = i + 3; digit < Math.min(i + 5, lower.length()); digit++) {
                twice.setCharAt(digit, Character.toLowerCase(lower.charAt(digit)));
            }
        }
        addOther(twice.toString(), secret, forms);
    }
}
