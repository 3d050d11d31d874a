package dev.preflight.text;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Objects;

/** Digests of content, written as {@code sha256:} and hexadecimal digits (algorithms of FIPS 180-4). */
public final class Digest {
    private static final String HEX = "0123456789abcdef";

    private Digest() {}

    /** Checks the form and returns it in lower case. */
    public static String parse(String digest) {
        String lower = Objects.requireNonNull(digest, "digest").toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        int digits = switch (colon < 0 ? "" : lower.substring(0, colon)) {
            case "sha256" -> 64;
            case "sha384" -> 96;
            case "sha512" -> 128;
            default ->
                throw new IllegalArgumentException(
                        "digest must begin with sha256:, sha384: or sha512:, not " + Printable.quote(digest));
        };
        for (int i = colon + 1; i < lower.length(); i++) {
            if (HEX.indexOf(lower.charAt(i)) < 0) {
                throw new IllegalArgumentException("digest has a character that is no hexadecimal digit at " + i);
            }
        }
        if (lower.length() - colon - 1 != digits) {
            throw new IllegalArgumentException(
                    "digest must have " + digits + " hexadecimal digits, not " + (lower.length() - colon - 1));
        }
        return lower;
    }

    /** The digest of a stream, made with the algorithm of another one. */
    public static String of(InputStream in, String like) throws IOException {
        String name = like.substring(0, like.indexOf(':'));
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-" + name.substring(3));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + name, e);
        }
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        StringBuilder out = new StringBuilder(name).append(':');
        for (byte b : digest.digest()) {
            out.append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
        }
        return out.toString();
    }
}
